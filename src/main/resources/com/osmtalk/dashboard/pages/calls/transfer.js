// Hands a live call over to a person.
import {Element, html} from '../../core/element.js';
import {api} from '../../core/api.js';
import {t} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {toast} from '../../kit/toast.js';
import '../../kit/dialog.js';

/** `<osm-transfer .call=${call} @close=${…}>`. */
export class Transfer extends Element {
  static properties = {call: {attribute: false}};

  #form = new Form(this, {destination: '', summary: ''});

  constructor() {
    super();
    /** @type {any} */
    this.call = null;
  }

  render() {
    const form = this.#form;
    const body = html`
      <form novalidate @submit=${(/** @type {Event} */ event) => this.#submit(event)}>
        <p class="hint">${t('calls.transferText')}</p>
        ${field({form, name: 'destination', label: t('calls.transferTo'), type: 'tel', required: true, placeholder: '+91…'})}
        ${field({form, name: 'summary', label: t('calls.transferSummary'), hint: t('calls.transferSummaryHint'), rows: 3})}
        ${form.summary()}
        <div class="actions">${form.submitButton(t('calls.transfer'))}</div>
      </form>
    `;
    return html`<osm-dialog .heading=${t('calls.transfer')} .body=${body}></osm-dialog>`;
  }

  /** @param {Event} event */
  async #submit(event) {
    const done = await this.#form.submit(event, ({destination, summary}) =>
      api.post(`/api/calls/${this.call.id}/transfer`, {destination, ...(summary && {summary})}),
    );
    if (done) {
      toast(t('calls.transferring'));
      this.emit('close');
    }
  }
}
customElements.define('osm-transfer', Transfer);
