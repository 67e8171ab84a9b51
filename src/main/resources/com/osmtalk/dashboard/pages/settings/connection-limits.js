// How much a connected assistant may do: calls and spending a day, and the numbers it may call from.
import {Element, html} from '../../core/element.js';
import {api} from '../../core/api.js';
import {t} from '../../core/texts.js';
import {Form} from '../../kit/form.js';
import '../../kit/dialog.js';
import {limitFields, limitsOf} from '../connect/limits.js';

/** `<osm-connection-limits .connection=${…} .numbers=${…} @saved=${(e) => e.detail} @close=${…}>`. */
class ConnectionLimits extends Element {
  static properties = {connection: {attribute: false}, numbers: {attribute: false}};

  #form = new Form(this, {});

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
      const chosen = Object.fromEntries((phoneNumberIds ?? []).map((/** @type {string} */ id) => [id, true]));
      this.#form.reset({maxCallsPerDay, maxSpendPerDay, allNumbers: !phoneNumberIds, phoneNumberIds: [], ...chosen});
    }
  }

  render() {
    const form = this.#form;
    const body = html`
      <form novalidate @submit=${(/** @type {Event} */ event) => this.#submit(event)}>
        ${limitFields(form, this.numbers)}
        ${form.summary()}
        <div class="actions">${form.submitButton(t('common.save'))}</div>
      </form>
    `;
    return html`<osm-dialog .heading=${this.connection.clientName} .body=${body}></osm-dialog>`;
  }

  /** @param {Event} event */
  #submit(event) {
    return this.#form.submit(event, async (values) => {
      const path = `/api/settings/connections/${encodeURIComponent(this.connection.id)}`;
      this.emit('saved', await api.put(path, limitsOf(values, this.numbers)));
    });
  }
}
customElements.define('osm-connection-limits', ConnectionLimits);
