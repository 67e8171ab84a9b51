import {count} from '../parts/greeting.js';
import {title} from './title.js';
import {more} from 'words';

export {title};
export class Shape {}
export const address = new URL('../parts/more.js', import.meta.url).pathname.replace(/@\w+/, '@');
export default () => `${more} ${count()}`;
