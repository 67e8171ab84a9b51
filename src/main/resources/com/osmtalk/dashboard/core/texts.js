// Every sentence that people read comes from here: `texts/en.js` and `texts/hi.js`, a section for each page.
import en from '../texts/en.js';

/**
 * The keys of all texts, such as `calls.title`.
 *
 * @typedef {Paths<typeof en>} Key
 */
/**
 * @template T
 * @typedef {T extends string ? never : {[K in keyof T & string]: T[K] extends string ? K
 *     : T[K] extends {one: string, other: string} ? K : `${K}.${Paths<T[K]>}`}[keyof T & string]} Paths
 */
/** @typedef {Record<string, string | number>} Values */

/** @type {Record<string, () => Promise<{default: unknown}>>} */
const OTHERS = {hi: () => import('../texts/hi.js')};

/** @type {unknown} */
let texts = en;
let language = 'en';
let plurals = new Intl.PluralRules('en');

/** The language of the page: `en` or `hi`. */
export function currentLanguage() {
  return language;
}

/** The locale that numbers and dates are written in. */
export function locale() {
  return `${language}-IN`;
}

/**
 * Changes the language; every element that is on the page is rendered anew.
 *
 * @param {string} wanted
 */
export async function loadTexts(wanted) {
  texts = wanted in OTHERS ? (await OTHERS[wanted]()).default : en;
  language = wanted in OTHERS ? wanted : 'en';
  plurals = new Intl.PluralRules(locale());
  document.documentElement.lang = language;
  dispatchEvent(new Event('osm-language'));
}

/**
 * A text.
 *
 * @param {Key} key
 * @param {Values} [values] for the places in braces: `{name}`; `n` also chooses between `one` and `other`
 */
export function t(key, values = {}) {
  return written(find(key) ?? key, values);
}

/**
 * The word for a value of the API, such as a call's status, from a section that has one for each value.
 *
 * @param {'terms.callStatus' | `terms.${keyof typeof en.terms}`} section
 * @param {string | null | undefined} value
 * @returns {string} the value itself when there is no word for it: a newer server may know more than this page
 */
export function term(section, value) {
  if (!value) {
    return '';
  }
  return written(find(`${section}.${value}`) ?? value, {});
}

/**
 * @param {unknown} text
 * @param {Values} values
 * @returns {string}
 */
function written(text, values) {
  const chosen = typeof text === 'string' ? text : byNumber(text, values);
  return chosen.replace(/\{(\w+)\}/g, (place, name) => (name in values ? shown(values[name]) : place));
}

/** @param {string | number} value */
function shown(value) {
  return typeof value === 'number' ? value.toLocaleString(locale()) : value;
}

/**
 * @param {unknown} text
 * @param {Values} values
 * @returns {string}
 */
function byNumber(text, values) {
  const forms = /** @type {{one: string, other: string}} */ (text);
  return plurals.select(Number(values.n ?? 0)) === 'one' ? forms.one : forms.other;
}

/** @param {string} key */
function find(key) {
  /** @type {any} */
  let found = texts;
  for (const name of key.split('.')) {
    found = found !== undefined && Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found;
}
