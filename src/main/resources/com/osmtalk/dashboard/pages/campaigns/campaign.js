// One campaign: its leads, its hours, how far it is; started, paused, ended.
import {Page, html, nothing, sentence} from '../../core/element.js';
import {all, api} from '../../core/api.js';
import {dateTime, number, phone} from '../../core/formats.js';
import {repeat} from '../../core/live.js';
import {router} from '../../core/router.js';
import {t, term} from '../../core/texts.js';
import {simulatedBadge} from '../../kit/badge.js';
import {confirm} from '../../kit/confirm.js';
import {toast} from '../../kit/toast.js';
import {DISPOSITIONS, LEAD_STATUSES, progressBar, statusBadge, sums} from './campaign-words.js';
import './campaign-form.js';
import './leads-upload.js';
import './leads.js';
import '../../kit/hours.js';

const PAUSE = 3_000;

/** What may be done in each state, as the API has it. @type {Record<string, ('edit' | 'start' | 'pause' | 'resume' | 'stop' | 'delete')[]>} */
const ACTIONS = {
  draft: ['delete', 'edit', 'start'],
  scheduled: ['stop', 'edit', 'start'],
  running: ['stop', 'pause'],
  paused: ['stop', 'resume'],
  completed: ['delete'],
  failed: ['delete'],
};
const DANGEROUS = ['stop', 'delete'];
const MAIN = ['start', 'resume'];

class CampaignPage extends Page {
  /** @type {any} */
  campaign = null;
  /** @type {any} */
  report = null;
  /** @type {any} */
  agent = null;
  /** @type {any} */
  from = null;
  editing = false;
  #following = false;

  get heading() {
    return this.campaign?.name ?? t('campaigns.campaign');
  }

  get unsaved() {
    return /** @type {any} */ (this.querySelector('osm-leads-upload'))?.unsaved ?? false;
  }

  async load() {
    await this.#look();
    const [agents, numbers] = await Promise.all([
      all('/api/agents', {}, this.signal),
      all('/api/phone-numbers', {}, this.signal),
    ]);
    this.agent = agents.find(({id}) => id === this.campaign.agentId);
    this.from = numbers.find(({id}) => id === this.campaign.phoneNumberId);
    if (!this.#following) {
      this.#following = true;
      repeat(PAUSE, () => this.#follow(), this.signal);
    }
  }

  async #look() {
    this.report = await api.get(`/api/campaigns/${this.params.id}/report`, {}, this.signal);
    this.campaign = this.report.campaign;
  }

  /** What changed while somebody looks on. */
  async #follow() {
    const before = JSON.stringify(this.report);
    await this.#look();
    this.requestUpdate();
    if (JSON.stringify(this.report) !== before) {
      await this.#leads?.refresh();
    }
  }

  get #leads() {
    return /** @type {import('./leads.js').Leads | null} */ (this.querySelector('osm-leads'));
  }

  actions() {
    return (ACTIONS[this.campaign.status] ?? []).map((action) => html`
      <button type="button" class=${DANGEROUS.includes(action) ? 'danger' : MAIN.includes(action) ? 'primary' : ''}
        @click=${() => this.#do(action)}>${t(`campaigns.action.${action}`)}</button>
    `);
  }

  content() {
    const {campaign} = this;
    const open = campaign.status !== 'completed' && campaign.status !== 'failed';
    return html`
      <p class="badges">${statusBadge(campaign)} ${simulatedBadge(campaign)}</p>
      <div class="split">
        <div class="page">
          ${this.#progress()}
          ${open ? html`<osm-leads-upload .campaignId=${campaign.id} @added=${this.#added}></osm-leads-upload>` : nothing}
        </div>
        <div class="page">${this.#facts()} ${this.#hours()}</div>
      </div>
      <osm-leads .campaign=${campaign}></osm-leads>
      ${this.editing ? html`
        <osm-campaign-form .campaign=${campaign} @close=${() => this.set({editing: false})} @saved=${() => this.reload()}></osm-campaign-form>
      ` : nothing}
    `;
  }

  #progress() {
    const {byStatus, byDisposition} = this.report.counts;
    const {nextCallAt} = this.report;
    const outcomes = DISPOSITIONS.filter((one) => byDisposition[one]);
    return html`
      <section class="card" aria-label=${t('campaigns.progress')}>
        <h2>${t('campaigns.progress')}</h2>
        ${progressBar(byStatus)}
        ${sums(byStatus).all > 0 ? html`
          <div class="figures">
            ${LEAD_STATUSES.filter((status) => byStatus[status]).map((status) => this.#figure(term('terms.leadStatus', status), byStatus[status]))}
          </div>
        ` : nothing}
        ${outcomes.length > 0 ? html`
          <h3>${t('campaigns.outcomes')}</h3>
          <div class="figures">
            ${outcomes.map((one) => this.#figure(term('terms.leadDisposition', one), byDisposition[one]))}
          </div>
        ` : nothing}
        ${nextCallAt ? html`<p class="hint">${t('campaigns.nextCall', {time: dateTime(nextCallAt)})}</p>` : nothing}
      </section>
    `;
  }

  /**
   * @param {string} name
   * @param {number} value
   */
  #figure(name, value) {
    return html`<div class="figure"><span class="name">${name}</span><span class="value">${number(value)}</span></div>`;
  }

  #facts() {
    const {campaign, agent, from} = this;
    const {retryPolicy} = campaign;
    /** @type {[string, unknown][]} */
    const facts = [
      [t('calls.agent'), agent && html`<a href="/agents/${agent.id}">${agent.name}</a>`],
      [t('agents.version'), campaign.agentVersion ? number(campaign.agentVersion) : t('campaigns.newestVersion')],
      [t('calls.from'), from && html`<a href="/numbers/${from.id}">${phone(from.phoneNumber)}</a> ${simulatedBadge(from)}`],
      [t('campaigns.atATime'), number(campaign.maxConcurrent)],
      [t('campaigns.attempts'), number(retryPolicy.maxAttempts)],
      [t('campaigns.backoff'), retryPolicy.maxAttempts > 1 && number(retryPolicy.backoffMinutes)],
      [t('campaigns.retryOn'), retryPolicy.maxAttempts > 1
        && retryPolicy.retryOn.map((/** @type {string} */ one) => term('terms.leadStatus', one)).join(', ')],
      [t('campaigns.webhook'), campaign.webhookUrl],
      [t('campaigns.begin'), dateTime(campaign.scheduledStartAt)],
      [t('campaigns.started'), dateTime(campaign.startedAt)],
      [t('calls.endedAt'), dateTime(campaign.endedAt)],
    ];
    return html`
      <section class="card" aria-label=${t('calls.details')}>
        <h2>${t('calls.details')}</h2>
        <dl class="facts">${facts.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
      </section>
    `;
  }

  #hours() {
    const {schedule, status} = this.campaign;
    const {timezone, windowStart, windowEnd, weekdays} = schedule;
    return html`
      <section class="card" aria-label=${t('campaigns.hours')}>
        <h2>${t('campaigns.hours')}</h2>
        <p>${windowStart} – ${windowEnd}, ${timezone}</p>
        <osm-hours .start=${windowStart} .end=${windowEnd} .weekdays=${weekdays} .zone=${timezone}
          .running=${status === 'running'}></osm-hours>
        <p class="hint">${t('campaigns.complianceToo')} <a href="/compliance">${t('nav.compliance')}</a></p>
      </section>
    `;
  }

  async #added() {
    await Promise.all([this.#look(), this.#leads?.refresh()]);
    this.requestUpdate();
  }

  /** @param {'edit' | 'start' | 'pause' | 'resume' | 'stop' | 'delete'} action */
  async #do(action) {
    if (action === 'edit') {
      this.set({editing: true});
      return;
    }
    const {id, name, simulated} = this.campaign;
    const calls = MAIN.includes(action) ? ` ${t(simulated ? 'calls.simulatedCall' : 'campaigns.real')}` : '';
    const sure = await confirm({
      heading: t(`campaigns.sure.${action}`, {name}),
      text: t(`campaigns.means.${action}`) + calls,
      action: t(`campaigns.action.${action}`),
      danger: DANGEROUS.includes(action),
    });
    if (!sure) {
      return;
    }
    try {
      if (action === 'delete') {
        await api.delete(`/api/campaigns/${id}`);
        router.open('/campaigns', {replace: true});
        return;
      }
      this.campaign = await api.post(`/api/campaigns/${id}/${action}`);
      await this.#look();
      this.requestUpdate();
    } catch (fault) {
      toast(sentence(fault), 'bad');
      // somebody else may have changed it meanwhile
      this.#follow().catch(() => {});
    }
  }
}
customElements.define('page-campaign', CampaignPage);
