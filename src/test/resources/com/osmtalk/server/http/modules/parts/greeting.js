import {first} from './order.js';
let n = first;
export function count() {
  return ++n;
}
export default {hello: 'Grüße', import: 'a property'};
