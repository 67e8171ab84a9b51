// Choosing a period: days in the organisation's time zone, kept in the page's address.
import {html, nothing} from 'lit';
import {day, startOfDay} from '../core/formats.js';
import {t, term} from '../core/texts.js';
import {field} from './field.js';

/** Each by the days from today at which it begins and ends, both included. */
const PERIODS = /** @type {const} */ ({today: [0, 0], yesterday: [-1, -1], week: [-6, 0], month: [-29, 0], quarter: [-89, 0]});

/** @typedef {{period: string, from: string, to: string}} Period `from` and `to` hold for the period `days` */

/**
 * The period of an address.
 *
 * @param {URLSearchParams} query
 * @param {keyof typeof PERIODS} otherwise where it names none
 * @returns {Period}
 */
export function periodOf(query, otherwise) {
  const period = query.get('period') ?? '';
  return {
    period: period in PERIODS || period === 'days' ? period : otherwise,
    from: query.get('from') || dayFromToday(-6),
    to: query.get('to') || day(),
  };
}

/**
 * What is to stand in the address.
 *
 * @param {Record<string, any>} values
 */
export function periodQuery({period, from, to}) {
  return period === 'days' ? {period, from, to} : {period, from: '', to: ''};
}

/**
 * When it begins and ends, as the API takes it.
 *
 * @param {Record<string, any>} values
 */
export function bounds({period, from, to}) {
  const [first, last] =
    period === 'days' ? [from, to] : PERIODS[/** @type {keyof typeof PERIODS} */ (period)].map(dayFromToday);
  return {from: startOfDay(first), to: startOfDay(last, 1)};
}

/**
 * The controls to choose it by.
 *
 * @param {import('./form.js').Form} form
 */
export function periodFields(form) {
  const periods = [...Object.keys(PERIODS), 'days'].map((value) => ({value, label: term('terms.period', value)}));
  return html`
    ${field({form, name: 'period', label: t('home.period'), options: periods})}
    ${form.values.period === 'days' ? html`
      ${field({form, name: 'from', label: t('home.from'), type: 'date', max: form.values.to})}
      ${field({form, name: 'to', label: t('home.to'), type: 'date', min: form.values.from})}
    ` : nothing}
  `;
}

/** @param {number} days */
function dayFromToday(days) {
  const today = new Date(`${day()}T00:00:00Z`);
  today.setUTCDate(today.getUTCDate() + days);
  return today.toISOString().slice(0, 10);
}
