// Finds a number that can be bought, and buys it.
import {Element, failure, html, nothing} from '../../core/element.js';
import {api} from '../../core/api.js';
import {money, phone} from '../../core/formats.js';
import {router} from '../../core/router.js';
import {t, term} from '../../core/texts.js';
import {simulatedBadge} from '../../kit/badge.js';
import {confirm} from '../../kit/confirm.js';
import {countries} from '../../kit/countries.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {toast} from '../../kit/toast.js';
import '../../kit/dialog.js';

const TYPES = /** @type {const} */ (['local', 'mobile', 'tollfree']);

/** `<osm-buy-number @close=${…}>`; opens the number's page when it was bought. */
class BuyNumber extends Element {
  /** @type {any[] | null} */
  found = null;
  /** @type {unknown} */
  fault = null;
  /** @type {string} the number that is being bought */
  buying = '';
  #form = new Form(this, {country: 'IN', type: 'local', contains: ''});

  render() {
    return html`<osm-dialog .heading=${t('numbers.buy')} .body=${this.#body()} wide></osm-dialog>`;
  }

  #body() {
    const form = this.#form;
    return html`
      <form novalidate role="search" @submit=${(/** @type {Event} */ event) => this.#search(event)}>
        <div class="columns">
          ${field({form, name: 'country', label: t('numbers.country'), options: countries()})}
          ${field({form, name: 'type', label: t('numbers.type'), options: TYPES.map((value) => ({value, label: term('terms.numberType', value)}))})}
          ${field({form, name: 'contains', label: t('numbers.contains'), hint: t('numbers.containsHint'), maxlength: 15})}
        </div>
        ${form.summary()}
        <div class="actions">${form.submitButton(t('numbers.search'))}</div>
      </form>
      ${this.fault ? failure(this.fault) : nothing}
      ${this.found ? this.#results(this.found) : nothing}
    `;
  }

  /** @param {any[]} found */
  #results(found) {
    if (found.length === 0) {
      return html`<p role="status">${t('numbers.noneFound')}</p>`;
    }
    return html`
      ${found.some((one) => one.simulated) ? html`<p class="notice warn">${t('numbers.madeUp')}</p>` : nothing}
      <ul class="offers" aria-label=${t('numbers.offers')}>
        ${found.map((one) => html`
          <li>
            <div>
              <strong>${phone(one.phoneNumber)}</strong> ${simulatedBadge(one)}
              <p class="hint">${one.region} · ${term('terms.numberType', one.type)}</p>
            </div>
            <div class="price">
              <strong>${t('numbers.aMonth', {price: money(one.monthlyCost)})}</strong>
              <p class="hint">${one.setupCost > 0 ? t('numbers.setup', {price: money(one.setupCost)}) : t('numbers.noSetup')}</p>
            </div>
            <button type="button" aria-label="${t('numbers.buyThis')} ${one.phoneNumber}"
              aria-disabled=${this.buying !== ''} @click=${() => this.#buy(one)}>
              ${this.buying === one.phoneNumber ? t('common.working') : t('numbers.buyThis')}
            </button>
          </li>
        `)}
      </ul>
    `;
  }

  /** @param {Event} event */
  async #search(event) {
    this.fault = null;
    await this.#form.submit(event, async ({country, type, contains}) => {
      const query = {country, type, contains: contains.replace(/[^0-9]/g, ''), limit: 20};
      this.found = (await api.get('/api/telephony/numbers/search', query)).data;
    });
  }

  /** @param {any} one */
  async #buy(one) {
    if (this.buying) {
      return;
    }
    const price = {now: money(one.monthlyCost + one.setupCost), monthly: money(one.monthlyCost)};
    const sure = await confirm({
      heading: t('numbers.buyHeading', {number: phone(one.phoneNumber)}),
      text: `${t('numbers.buyText', price)}${one.simulated ? ` ${t('numbers.madeUp')}` : ''}`,
      action: t('numbers.buyThis'),
    });
    if (!sure) {
      return;
    }
    this.set({buying: one.phoneNumber, fault: null});
    try {
      const number = await api.post('/api/telephony/numbers/buy', {phoneNumber: one.phoneNumber});
      toast(t('numbers.bought', {number: phone(number.phoneNumber)}));
      this.emit('close');
      router.open(`/numbers/${number.id}`);
    } catch (fault) {
      this.set({fault});
    } finally {
      this.set({buying: ''});
    }
  }
}
customElements.define('osm-buy-number', BuyNumber);
