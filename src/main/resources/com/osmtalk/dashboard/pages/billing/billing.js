// Billing: the balance and topping it up, what was taken and added, and what was used.
import {Page, html} from '../../core/element.js';
import {api} from '../../core/api.js';
import {money} from '../../core/formats.js';
import {repeat} from '../../core/live.js';
import {router} from '../../core/router.js';
import {t} from '../../core/texts.js';
import '../../kit/tabs.js';
import './top-up.js';
import './transactions.js';

class BillingPage extends Page {
  /** @type {any} */
  balance = null;
  /** @type {any} */
  provider = null;

  get heading() {
    return t('nav.billing');
  }

  get #part() {
    return this.query.get('part') === 'usage' ? 'usage' : 'transactions';
  }

  connectedCallback() {
    super.connectedCallback();
    repeat(15_000, () => this.#look(), this.signal);
  }

  async load() {
    const [balance, provider] = await Promise.all([
      api.get('/api/billing/balance', {}, this.signal),
      api.get('/api/billing/provider', {}, this.signal),
      this.#part === 'usage' ? import('./usage.js') : undefined,
    ]);
    this.balance = balance;
    this.provider = provider;
  }

  async #look() {
    this.set({balance: await api.get('/api/billing/balance', {}, this.signal)});
  }

  content() {
    const {general, promotional, total} = this.balance;
    const figures = [
      [t('billing.balance'), total],
      [t('billing.general'), general],
      [t('billing.promotional'), promotional],
    ];
    return html`
      <p class="lead">${t('billing.text')}</p>
      <div class="figures">
        ${figures.map(([name, amount]) => html`
          <div class="figure"><span class="name">${name}</span><span class="value">${money(amount)}</span></div>
        `)}
      </div>
      <osm-top-up .provider=${this.provider} @credited=${this.#credited}></osm-top-up>
      <osm-tabs .name=${t('nav.billing')} .selected=${this.#part} @select=${this.#select} .tabs=${[
        {id: 'transactions', label: t('billing.transactions'), content: () => html`<osm-transactions></osm-transactions>`},
        {id: 'usage', label: t('billing.usage'), content: () => html`<osm-usage .query=${this.query}></osm-usage>`},
      ]}></osm-tabs>
    `;
  }

  /** @param {CustomEvent<string>} event */
  async #select(event) {
    if (event.detail === 'usage') {
      await import('./usage.js');
    }
    router.setQuery({part: event.detail === 'usage' ? 'usage' : ''});
  }

  #credited() {
    /** @type {import('./transactions.js').Transactions | null} */ (this.querySelector('osm-transactions'))?.refresh();
    return this.#look();
  }
}
customElements.define('page-billing', BillingPage);
