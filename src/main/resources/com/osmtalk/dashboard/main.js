// The first module: texts in the chosen language, then the app around every page.
import {loadTexts} from './core/texts.js';
import {preferences} from './core/preferences.js';

await loadTexts(preferences.language);
await import('./shell/shell.js');
