// All numbers of the organisation; buying one, and connecting one that was bought elsewhere.
import {Page, html, nothing} from '../../core/element.js';
import {all, api} from '../../core/api.js';
import {money, phone} from '../../core/formats.js';
import {t, term} from '../../core/texts.js';
import {empty} from '../../kit/empty.js';
import {numberBadges} from './number-words.js';
import './buy.js';
import './connect.js';
import '../../kit/table.js';

class NumbersPage extends Page {
  /** @type {'' | 'buy' | 'connect'} */
  open = '';
  /** @type {Map<string, string>} the names of agents */
  agents = new Map();
  #rows = (/** @type {string | undefined} */ cursor) => api.get('/api/phone-numbers', {limit: 50, cursor}, this.signal);

  get heading() {
    return t('nav.numbers');
  }

  async load() {
    const agents = await all('/api/agents', {}, this.signal);
    this.agents = new Map(agents.map((agent) => [agent.id, agent.name]));
  }

  actions() {
    return html`
      <button type="button" @click=${() => this.set({open: 'connect'})}>${t('numbers.connect')}</button>
      <button type="button" class="primary" @click=${() => this.set({open: 'buy'})}>${t('numbers.buy')}</button>
    `;
  }

  content() {
    const close = () => this.set({open: ''});
    return html`
      <osm-table .name=${t('nav.numbers')} .columns=${this.#columns()} .load=${this.#rows}
        .href=${(/** @type {any} */ number) => `/numbers/${number.id}`} .empty=${empty({
          icon: 'numbers', heading: t('numbers.none'), text: t('numbers.noneText'),
        })}></osm-table>
      ${this.open === 'buy' ? html`<osm-buy-number @close=${close}></osm-buy-number>` : nothing}
      ${this.open === 'connect' ? html`<osm-connect-number @close=${close}></osm-connect-number>` : nothing}
    `;
  }

  #columns() {
    /** @type {import('../../kit/table.js').Column[]} */
    const columns = [
      {label: t('numbers.number'), cell: (number) => phone(number.phoneNumber)},
      {label: t('numbers.label'), kind: 'wide', cell: (number) => (number.label === number.phoneNumber ? '–' : number.label)},
      {label: t('numbers.state'), cell: numberBadges},
      {label: t('numbers.carriedBy'), cell: (number) => term('terms.numberProvider', number.provider)},
      {label: t('numbers.answers'), cell: (number) => this.agents.get(number.agentId) ?? '–'},
      {label: t('numbers.monthly'), kind: 'number', cell: (number) => money(number.monthlyCost)},
    ];
    return columns;
  }
}
customElements.define('page-numbers', NumbersPage);
