// Connects a number that was bought elsewhere, by its SIP trunk; or adds one of the simulated network.
import {Element, html} from '../../core/element.js';
import {api} from '../../core/api.js';
import {router} from '../../core/router.js';
import {t, term} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {emptyTrunk, trunkFields, trunkOf} from './trunk.js';
import '../../kit/dialog.js';

/** `<osm-connect-number @close=${…}>`; opens the number's page, which checks it. */
class ConnectNumber extends Element {
  #form = new Form(this, {provider: 'sip', phoneNumber: '', ...emptyTrunk('sip.')});

  render() {
    return html`<osm-dialog .heading=${t('numbers.connect')} .body=${this.#body()} wide></osm-dialog>`;
  }

  #body() {
    const form = this.#form;
    const simulated = form.values.provider === 'simulated';
    return html`
      <form novalidate @submit=${(/** @type {Event} */ event) => this.#submit(event)}>
        <div class="columns">
          ${field({form, name: 'phoneNumber', label: t('numbers.number'), hint: t('numbers.numberHint'), type: 'tel', required: true, autocomplete: 'off'})}
          ${field({form, name: 'provider', label: t('numbers.carriedBy'), options: ['sip', 'simulated'].map((value) => ({
            value, label: term('terms.numberProvider', value),
          }))})}
        </div>
        ${simulated
          ? html`<p class="hint">${t('numbers.simulatedText')}</p>`
          : html`<p class="hint">${t('numbers.connectText')}</p> ${trunkFields(form, 'sip.')}`}
        ${form.summary()}
        <div class="actions">${form.submitButton(t(simulated ? 'numbers.add' : 'numbers.connectAndCheck'))}</div>
      </form>
    `;
  }

  /** @param {Event} event */
  async #submit(event) {
    /** @type {any} */
    let number;
    const done = await this.#form.submit(event, async (values) => {
      const {phoneNumber, provider} = values;
      number = provider === 'simulated'
        ? await api.post('/api/phone-numbers', {phoneNumber, provider})
        : await api.post('/api/telephony/numbers/provision', {phoneNumber, provider, sip: trunkOf(values, 'sip.')});
    });
    if (done) {
      this.emit('close');
      router.open(`/numbers/${number.id}${number.simulated ? '' : '?check=now'}`);
    }
  }
}
customElements.define('osm-connect-number', ConnectNumber);
