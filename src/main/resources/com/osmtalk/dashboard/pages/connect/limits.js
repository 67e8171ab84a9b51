// The fields for what an assistant may use up: from which numbers, how often and for how much a day.
import {html, nothing} from 'lit';
import {phone} from '../../core/formats.js';
import {t} from '../../core/texts.js';
import {simulatedBadge} from '../../kit/badge.js';
import {checkbox, field} from '../../kit/field.js';

/**
 * @param {import('../../kit/form.js').Form} form holds `allNumbers`, a tick for each number under its id, and the limits
 * @param {any[]} numbers of the organisation
 */
export function limitFields(form, numbers) {
  return html`
    <fieldset>
      <legend>${t('connect.numbers')}</legend>
      ${checkbox({form, name: 'allNumbers', label: t('connect.allNumbers')})}
      ${form.values.allNumbers ? nothing : numbers.map((number) => html`
        ${checkbox({form, name: number.id, label: phone(number.phoneNumber), hint: number.label})}
        ${simulatedBadge(number)}
      `)}
      ${form.errors.phoneNumberIds ? html`<p class="error">${form.errors.phoneNumberIds}</p>` : nothing}
    </fieldset>
    <fieldset>
      <legend>${t('connect.limits')}</legend>
      ${field({form, name: 'maxCallsPerDay', label: t('connect.maxCalls'), type: 'number', min: 0, step: 1, hint: t('connect.noLimit')})}
      ${field({form, name: 'maxSpendPerDay', label: t('connect.maxSpend'), type: 'number', min: 0, step: 0.01, hint: t('connect.noLimit')})}
    </fieldset>
  `;
}

/**
 * What these fields say, as the API takes it.
 *
 * @param {Record<string, any>} values
 * @param {any[]} numbers
 */
export function limitsOf(values, numbers) {
  /** @type {{phoneNumberIds?: string[], maxCallsPerDay?: number, maxSpendPerDay?: number}} */
  const limits = {};
  if (!values.allNumbers) {
    limits.phoneNumberIds = numbers.map((number) => number.id).filter((id) => values[id]);
  }
  if (String(values.maxCallsPerDay ?? '') !== '') {
    limits.maxCallsPerDay = Number(values.maxCallsPerDay);
  }
  if (String(values.maxSpendPerDay ?? '') !== '') {
    limits.maxSpendPerDay = Number(values.maxSpendPerDay);
  }
  return limits;
}
