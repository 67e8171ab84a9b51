// Gives a number another SIP trunk.
import {Element, html} from '../../core/element.js';
import {api} from '../../core/api.js';
import {t} from '../../core/texts.js';
import {Form} from '../../kit/form.js';
import {emptyTrunk, trunkFields, trunkOf} from './trunk.js';
import '../../kit/dialog.js';

/** `<osm-change-trunk .numberId=${id} @done=${…} @close=${…}>`. */
class ChangeTrunk extends Element {
  static properties = {numberId: {}};

  #form = new Form(this, emptyTrunk(''));

  constructor() {
    super();
    this.numberId = '';
  }

  render() {
    const form = this.#form;
    const body = html`
      <form novalidate @submit=${(/** @type {Event} */ event) => this.#submit(event)}>
        <p class="hint">${t('numbers.changeTrunkText')}</p>
        ${trunkFields(form, '')}
        ${form.summary()}
        <div class="actions">${form.submitButton(t('numbers.changeTrunk'))}</div>
      </form>
    `;
    return html`<osm-dialog .heading=${t('numbers.changeTrunk')} .body=${body} wide></osm-dialog>`;
  }

  /** @param {Event} event */
  async #submit(event) {
    const done = await this.#form.submit(event, (values) =>
      api.put(`/api/telephony/numbers/${encodeURIComponent(this.numberId)}/trunk`, trunkOf(values, '')));
    if (done) {
      this.emit('close');
      this.emit('done');
    }
  }
}
customElements.define('osm-change-trunk', ChangeTrunk);
