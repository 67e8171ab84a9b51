// All campaigns, and making another one.
import {Page, html, nothing} from '../../core/element.js';
import {all, api} from '../../core/api.js';
import {ago} from '../../core/formats.js';
import {repeat} from '../../core/live.js';
import {router} from '../../core/router.js';
import {t} from '../../core/texts.js';
import {simulatedBadge} from '../../kit/badge.js';
import {empty} from '../../kit/empty.js';
import {statusBadge} from './campaign-words.js';
import './campaign-form.js';
import './progress.js';
import '../../kit/table.js';

const PAUSE = 5_000;

class CampaignsPage extends Page {
  making = false;
  /** @type {Map<string, string>} the names of agents */
  agents = new Map();
  #rows = (/** @type {string | undefined} */ cursor) => api.get('/api/campaigns', {limit: 50, cursor}, this.signal);

  get heading() {
    return t('nav.campaigns');
  }

  async load() {
    const agents = await all('/api/agents', {}, this.signal);
    this.agents = new Map(agents.map((agent) => [agent.id, agent.name]));
    repeat(PAUSE, async () => this.#refresh(), this.signal);
  }

  #refresh() {
    return /** @type {import('../../kit/table.js').Table | null} */ (this.querySelector('osm-table'))?.refresh();
  }

  actions() {
    return html`<button type="button" class="primary" @click=${this.#make}>${t('campaigns.make')}</button>`;
  }

  content() {
    return html`
      <osm-table .name=${t('nav.campaigns')} .columns=${this.#columns()} .load=${this.#rows}
        .href=${(/** @type {any} */ campaign) => `/campaigns/${campaign.id}`} .empty=${empty({
          icon: 'campaigns',
          heading: t('campaigns.none'),
          text: t('campaigns.noneText'),
          action: html`<button type="button" class="primary" @click=${() => this.#make()}>${t('campaigns.make')}</button>`,
        })}></osm-table>
      ${this.making ? html`
        <osm-campaign-form @close=${() => this.set({making: false})}
          @saved=${(/** @type {CustomEvent<any>} */ event) => router.open(`/campaigns/${event.detail.id}`)}></osm-campaign-form>
      ` : nothing}
    `;
  }

  #columns() {
    /** @type {import('../../kit/table.js').Column[]} */
    const columns = [
      {label: t('campaigns.name'), kind: 'wide', cell: (campaign) => campaign.name},
      {label: t('campaigns.state'), cell: (campaign) => html`<span class="badges">${statusBadge(campaign)} ${simulatedBadge(campaign)}</span>`},
      {label: t('campaigns.progress'), cell: (campaign) => html`<osm-campaign-progress .campaign=${campaign}></osm-campaign-progress>`},
      {label: t('calls.agent'), cell: (campaign) => this.agents.get(campaign.agentId) ?? '–'},
      {label: t('campaigns.made'), cell: (campaign) => ago(campaign.createdAt)},
    ];
    return columns;
  }

  #make() {
    this.set({making: true});
  }
}
customElements.define('page-campaigns', CampaignsPage);
