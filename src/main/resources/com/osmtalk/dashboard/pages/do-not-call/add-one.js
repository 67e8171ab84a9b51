// Puts one number on the do-not-call list.
import {Element, html} from '../../core/element.js';
import {api} from '../../core/api.js';
import {phone} from '../../core/formats.js';
import {t} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {toast} from '../../kit/toast.js';
import '../../kit/dialog.js';

/** `<osm-add-do-not-call @done=${…} @close=${…}>`. */
class AddDoNotCall extends Element {
  #form = new Form(this, {phoneNumber: '', reason: ''});

  render() {
    const form = this.#form;
    const body = html`
      <form novalidate @submit=${(/** @type {Event} */ event) => this.#submit(event)}>
        ${field({form, name: 'phoneNumber', label: t('doNotCall.number'), hint: t('doNotCall.numberHint'), type: 'tel', required: true})}
        ${field({form, name: 'reason', label: t('doNotCall.reason'), hint: t('doNotCall.reasonHint'), maxlength: 500})}
        ${form.summary()}
        <div class="actions">${form.submitButton(t('doNotCall.add'))}</div>
      </form>
    `;
    return html`<osm-dialog .heading=${t('doNotCall.add')} .body=${body}></osm-dialog>`;
  }

  /** @param {Event} event */
  async #submit(event) {
    /** @type {any} */
    let entry;
    const done = await this.#form.submit(event, async ({phoneNumber, reason}) => {
      entry = await api.post('/api/campaigns/dnc', {phoneNumber, ...(reason && {reason})});
    });
    if (done) {
      toast(t('doNotCall.added', {number: phone(entry.phoneNumber)}));
      this.emit('done');
      this.emit('close');
    }
  }
}
customElements.define('osm-add-do-not-call', AddDoNotCall);
