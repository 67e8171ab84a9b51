// The leads of a campaign: what came of each, with its call; all of them as a file.
import {Element, html, nothing, sentence} from '../../core/element.js';
import {api, send} from '../../core/api.js';
import {ago, dateTime, number, phone} from '../../core/formats.js';
import {t, term} from '../../core/texts.js';
import {badge} from '../../kit/badge.js';
import {empty} from '../../kit/empty.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {icon} from '../../kit/icons.js';
import {toast} from '../../kit/toast.js';
import {DISPOSITIONS, LEAD_STATUSES, leadBadge} from './campaign-words.js';
import '../../kit/table.js';

/** `<osm-leads .campaign=${campaign}>`; `refresh()` looks again at those that are shown first. */
export class Leads extends Element {
  static properties = {campaign: {attribute: false}};

  exporting = false;
  #filters = new Form(this, {status: '', disposition: ''});
  #rows = this.#rowsOf({});

  constructor() {
    super();
    /** @type {any} */
    this.campaign = null;
  }

  /** @param {Record<string, any>} filters */
  #rowsOf(filters) {
    return (/** @type {string | undefined} */ cursor) =>
      api.get(`/api/campaigns/${this.campaign.id}/leads`, {...filters, limit: 100, cursor});
  }

  get #table() {
    return /** @type {import('../../kit/table.js').Table | null} */ (this.querySelector('osm-table'));
  }

  /** While it goes on: filtered leads come and go, all of them only change. */
  async refresh() {
    const filtered = Object.values(this.#filters.values).some(Boolean);
    await (filtered ? this.#table?.reload() : this.#table?.refresh());
  }

  render() {
    const form = this.#filters;
    const any = {value: '', label: t('calls.any')};
    return html`
      <section class="card" aria-label=${t('campaigns.leads')}>
        <header>
          <h2>${t('campaigns.leads')}</h2>
          <button type="button" aria-busy=${this.exporting} aria-disabled=${this.exporting} @click=${this.#export}>
            ${icon('download')} ${t('campaigns.export')}
          </button>
        </header>
        <form class="filters" role="search" @submit=${(/** @type {Event} */ event) => event.preventDefault()} @change=${this.#filter}>
          ${field({form, name: 'status', label: t('calls.status'), options: [any, ...LEAD_STATUSES.map((value) => ({value, label: term('terms.leadStatus', value)}))]})}
          ${field({form, name: 'disposition', label: t('calls.outcome'), options: [any, ...DISPOSITIONS.map((value) => ({value, label: term('terms.leadDisposition', value)}))]})}
        </form>
        <osm-table .name=${t('campaigns.leads')} .columns=${this.#columns()} .load=${this.#rows} .empty=${empty({
          icon: 'people', heading: t('campaigns.noLeads'),
          text: Object.values(form.values).some(Boolean) ? t('campaigns.noSuchLeads') : t('campaigns.noLeadsText'),
        })}></osm-table>
      </section>
    `;
  }

  #columns() {
    /** @type {import('../../kit/table.js').Column[]} */
    const columns = [
      {label: t('numbers.number'), cell: (lead) => phone(lead.phoneNumber)},
      {label: t('calls.variables'), kind: 'wide', cell: (lead) => html`<span class="summary">${variablesOf(lead)}</span>`},
      {label: t('calls.status'), cell: leadBadge},
      {label: t('calls.outcome'), cell: (lead) => (lead.disposition
        ? badge(term('terms.leadDisposition', lead.disposition), lead.disposition === 'qualified' ? 'good' : 'quiet') : '–')},
      {label: t('campaigns.calls'), kind: 'number', cell: (lead) => number(lead.attempts)},
      {label: t('calls.when'), cell: when},
      {label: t('calls.call'), cell: (lead) => (lead.callId
        ? html`<a href="/calls/${lead.callId}" aria-label="${t('campaigns.openCall')} ${lead.phoneNumber}">${t('campaigns.openCall')}</a>` : nothing)},
    ];
    return columns;
  }

  #filter() {
    this.#rows = this.#rowsOf({...this.#filters.values});
    this.requestUpdate();
  }

  async #export() {
    if (this.exporting) {
      return;
    }
    this.set({exporting: true});
    try {
      const response = await send('GET', `/api/campaigns/${this.campaign.id}/leads.csv`, {
        query: this.#filters.values, headers: {Accept: 'text/csv'},
      });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await response.blob());
      link.download = `${this.campaign.name.replace(/[^\p{L}\p{M}\p{N} _-]+/gu, '_').slice(0, 60)}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      toast(t('campaigns.exported'));
    } catch (fault) {
      toast(sentence(fault), 'bad');
    } finally {
      this.set({exporting: false});
    }
  }
}
customElements.define('osm-leads', Leads);

/** When it was done, or when it is called again. @param {any} lead */
function when({completedAt, nextAttemptAt}) {
  if (completedAt) {
    return ago(completedAt);
  }
  const waits = nextAttemptAt && Date.parse(nextAttemptAt) > Date.now();
  return waits ? t('campaigns.notBefore', {time: dateTime(nextAttemptAt)}) : '–';
}

/** @param {any} lead */
function variablesOf(lead) {
  return Object.entries(lead.variables).map(([name, value]) => `${name}: ${value}`).join(' · ') || '–';
}
