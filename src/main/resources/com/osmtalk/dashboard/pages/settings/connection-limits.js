// How much a connected assistant may do: calls and spending a day, and the numbers it may call from.
import {Element, html} from '../../core/element.js';
import {api} from '../../core/api.js';
import {phone} from '../../core/formats.js';
import {t} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import '../../kit/dialog.js';
import {choices} from './choices.js';

/** `<osm-connection-limits .connection=${…} .numbers=${…} @saved=${(e) => e.detail} @close=${…}>`. */
class ConnectionLimits extends Element {
  static properties = {connection: {attribute: false}, numbers: {attribute: false}};

  #form = new Form(this, {maxCallsPerDay: '', maxSpendPerDay: '', phoneNumberIds: []});

  constructor() {
    super();
    /** @type {any} */
    this.connection = null;
    /** @type {any[]} */
    this.numbers = [];
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('connection')) {
      const {maxCallsPerDay, maxSpendPerDay, phoneNumberIds} = this.connection;
      this.#form.reset({maxCallsPerDay, maxSpendPerDay, phoneNumberIds: phoneNumberIds ?? []});
    }
  }

  render() {
    const form = this.#form;
    const numbers = this.numbers.map((one) => ({value: one.id, label: phone(one.phoneNumber)}));
    const body = html`
      <form novalidate @submit=${(/** @type {Event} */ event) => this.#submit(event)}>
        ${field({form, name: 'maxCallsPerDay', label: t('settings.maxCalls'), hint: t('settings.emptyNoLimit'), type: 'number', min: 0})}
        ${field({form, name: 'maxSpendPerDay', label: t('settings.maxSpend'), hint: t('settings.emptyNoLimit'), type: 'number', min: 0, step: 'any'})}
        ${choices({form, name: 'phoneNumberIds', label: t('settings.numbers'), hint: t('settings.numbersHint'), options: numbers})}
        ${form.summary()}
        <div class="actions">${form.submitButton(t('common.save'))}</div>
      </form>
    `;
    return html`<osm-dialog .heading=${this.connection.clientName} .body=${body}></osm-dialog>`;
  }

  /** @param {Event} event */
  #submit(event) {
    return this.#form.submit(event, async ({maxCallsPerDay, maxSpendPerDay, phoneNumberIds}) => {
      const limits = {
        maxCallsPerDay: limit(maxCallsPerDay),
        maxSpendPerDay: limit(maxSpendPerDay),
        phoneNumberIds: phoneNumberIds.length > 0 ? phoneNumberIds : undefined,
      };
      const path = `/api/settings/connections/${encodeURIComponent(this.connection.id)}`;
      this.emit('saved', await api.put(path, limits));
    });
  }
}
customElements.define('osm-connection-limits', ConnectionLimits);

/** @param {string | number | undefined} typed */
function limit(typed) {
  return typed === undefined || typed === '' ? undefined : Number(typed);
}
