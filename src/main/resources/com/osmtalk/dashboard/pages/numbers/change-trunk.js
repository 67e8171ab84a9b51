// Changes the SIP trunk of a number: the form begins with what the trunk is now.
import {Element, html} from '../../core/element.js';
import {api} from '../../core/api.js';
import {t} from '../../core/texts.js';
import {Form} from '../../kit/form.js';
import {emptyTrunk, trunkFields, trunkOf, valuesOf} from './trunk.js';
import '../../kit/dialog.js';

/** `<osm-change-trunk .numberId=${id} .sip=${trunk} .passwordSet=${…} @done=${…} @close=${…}>`. */
class ChangeTrunk extends Element {
  static properties = {numberId: {}, sip: {attribute: false}, passwordSet: {attribute: false}};

  #form = new Form(this, emptyTrunk(''));

  constructor() {
    super();
    this.numberId = '';
    /** @type {any} */
    this.sip = null;
    this.passwordSet = false;
  }

  firstUpdated() {
    if (this.sip) {
      this.#form.reset(valuesOf(this.sip));
    }
  }

  render() {
    const form = this.#form;
    const body = html`
      <form novalidate @submit=${(/** @type {Event} */ event) => this.#submit(event)}>
        <p class="hint">${t('numbers.changeTrunkText')}</p>
        ${trunkFields(form, '', this.passwordSet ? t('numbers.passwordStays') : undefined)}
        ${form.summary()}
        <div class="actions">${form.submitButton(t('common.save'))}</div>
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
