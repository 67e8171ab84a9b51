/**
 * @license
 * kept
 */
export const more = 'more';
export default 'not passed on';
