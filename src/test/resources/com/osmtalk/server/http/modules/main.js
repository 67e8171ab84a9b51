// import {nothing} from './missing.js'; a comment is no import
import greeting, {count as counted} from 'parts/greeting.js';
import * as words from 'words';
import './parts/order.js';

/* import './missing.js'; */
const sentence = "import './missing.js'; // not a comment";
const nested = `export {a}; ${words.join([`{${'}'}`, 'import']).replace(/['"`/{]/g, '')} // neither`;
const half = counted() / 2 / 1;

/** @type {typeof import('./missing.js')} */
const result = {
  greeting,
  sentence,
  nested,
  half,
  order: globalThis.order,
  later: [],
  address: new URL('views/', import.meta.url).pathname.replace(/@\w+/, '@'),
};
globalThis.result = result;

export async function show() {
  const view = await import('./views/view.js');
  result.later.push(view.default(), view.title, typeof view.Shape, view.address);
  // once more: what it needs is the same as before
  result.later.push(await (await import('words')).join(['x', counted()]));
}
show().then(() => (result.done = true));
