import {title} from './views/title.js';
document.title = title;
