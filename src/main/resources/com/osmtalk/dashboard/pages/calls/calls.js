// All calls: those that are live first, then the list with its filters.
import {Page, html, nothing} from '../../core/element.js';
import {all, api} from '../../core/api.js';
import {ago, duration, money, phone, startOfDay} from '../../core/formats.js';
import {followLiveCalls} from '../../core/live.js';
import {router} from '../../core/router.js';
import {t, term} from '../../core/texts.js';
import {simulatedBadge} from '../../kit/badge.js';
import {empty} from '../../kit/empty.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {CHANNELS, DIRECTIONS, STATUSES, otherSide, statusBadge, successBadge} from './call-words.js';
import './place-call.js';
import '../../kit/table.js';

const NAMES = /** @type {const} */ (['q', 'status', 'channel', 'direction', 'agentId', 'destination', 'from', 'to']);

/** Milliseconds between two letters of a word that is typed on. */
const PAUSE = 150;

class CallsPage extends Page {
  /** @type {any[]} */
  agents = [];
  /** @type {any[] | null} null: not known yet */
  live = null;
  placing = false;
  #filters = new Form(this, {});
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #typing;
  /** The filters of the rows that are shown. @type {Record<string, any>} */
  #asked = {};
  /** The rows of the list; another function begins it anew. */
  #rows = this.#rowsOf({});

  get heading() {
    return t('nav.calls');
  }

  actions() {
    return html`
      <button type="button" class="primary" @click=${() => this.set({placing: true})}>${t('calls.place')}</button>
    `;
  }

  async load() {
    this.#filters.reset(Object.fromEntries(NAMES.map((name) => [name, this.query.get(name) ?? ''])));
    this.#asked = {...this.#filters.values};
    this.#rows = this.#rowsOf(this.#asked);
    // the list does not wait for the names in one of its filters
    all('/api/agents', {}, this.signal).then((agents) => this.set({agents}), () => {});
    followLiveCalls((live) => this.#followed(live), this.signal);
  }

  /** @param {any[]} live */
  #followed(live) {
    const first = this.live === null;
    this.set({live});
    if (first) {
      return;
    }
    /** @type {import('../../kit/table.js').Table | null} */ (this.querySelector('.all-calls'))?.refresh();
  }

  content() {
    return html`
      ${this.live && this.live.length > 0 ? this.#liveNow(this.live) : nothing}
      ${this.#filterBar()}
      <osm-table class="all-calls" .name=${t('nav.calls')} .columns=${this.#columns()} .load=${this.#rows}
        .href=${(/** @type {any} */ call) => `/calls/${call.id}`} .empty=${this.#nothing()}></osm-table>
      ${this.placing ? html`
        <osm-place-call @close=${() => this.set({placing: false})}></osm-place-call>
      ` : nothing}
    `;
  }

  /** @param {any[]} live */
  #liveNow(live) {
    return html`
      <section class="card" aria-label=${t('calls.live')}>
        <h2>${t('calls.liveNow', {n: live.length})}</h2>
        <ul class="rows">
          ${live.map((call) => html`
            <li>
              <a href="/calls/${call.id}">${phone(otherSide(call)) || term('terms.callChannel', call.channel)}</a>
              <span class="hint">${call.agentName}</span>
              ${statusBadge(call)} ${simulatedBadge(call)}
              ${call.question ? html`<span class="badge warn">${t('calls.asks')}</span>` : nothing}
            </li>
          `)}
        </ul>
      </section>
    `;
  }

  #filterBar() {
    const form = this.#filters;
    const any = {value: '', label: t('calls.any')};
    return html`
      <form class="filters" role="search" @submit=${(/** @type {Event} */ event) => event.preventDefault()}
        @input=${this.#typed} @change=${this.#filter}>
        <div class="search">${field({form, name: 'q', label: t('calls.search'), type: 'search'})}</div>
        ${field({form, name: 'status', label: t('calls.status'), options: [any, ...STATUSES.map((value) => ({value, label: term('terms.callStatus', value)}))]})}
        ${field({form, name: 'channel', label: t('calls.channel'), options: [any, ...CHANNELS.map((value) => ({value, label: term('terms.callChannel', value)}))]})}
        ${field({form, name: 'direction', label: t('calls.direction'), options: [any, ...DIRECTIONS.map((value) => ({value, label: term('terms.callDirection', value)}))]})}
        ${field({form, name: 'agentId', label: t('calls.agent'), options: [any, ...this.agents.map((agent) => ({value: agent.id, label: agent.name}))]})}
        ${field({form, name: 'destination', label: t('calls.called'), type: 'tel'})}
        ${field({form, name: 'from', label: t('calls.fromDay'), type: 'date'})}
        ${field({form, name: 'to', label: t('calls.toDay'), type: 'date'})}
      </form>
    `;
  }

  #columns() {
    /** @type {import('../../kit/table.js').Column[]} */
    const columns = [
      {label: t('calls.who'), cell: (call) => phone(otherSide(call)) || term('terms.callChannel', call.channel)},
      {label: t('calls.agent'), cell: (call) => call.agentName},
      {label: t('calls.status'), cell: (call) => html`${statusBadge(call)} ${simulatedBadge(call)}`},
      {label: t('calls.outcome'), kind: 'wide', cell: (call) => this.#outcome(call)},
      {label: t('calls.duration'), kind: 'number', cell: (call) => (call.answeredAt ? duration(call.durationSeconds) : '–')},
      {label: t('calls.cost'), kind: 'number', cell: (call) => money(call.costTotal)},
      {label: t('calls.when'), cell: (call) => ago(call.createdAt)},
    ];
    return columns;
  }

  /** @param {any} call */
  #outcome(call) {
    const summary = call.analysis?.summary ?? call.task ?? '';
    return html`${successBadge(call)} <span class="summary">${summary}</span>`;
  }

  #nothing() {
    const filtered = Object.values(this.#filters.values).some(Boolean);
    return filtered
      ? empty({
          icon: 'calls',
          heading: t('calls.noneFound'),
          action: html`<button type="button" @click=${() => this.#clear()}>${t('calls.clear')}</button>`,
        })
      : empty({
          icon: 'calls',
          heading: t('calls.noneYet'),
          text: t('calls.noneYetText'),
          action: html`<button type="button" class="primary" @click=${() => this.set({placing: true})}>
            ${t('calls.place')}
          </button>`,
        });
  }

  #typed() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#filter(), PAUSE);
  }

  #filter() {
    clearTimeout(this.#typing);
    const values = {...this.#filters.values};
    if (JSON.stringify(values) === JSON.stringify(this.#asked)) {
      return;
    }
    this.#asked = values;
    this.#rows = this.#rowsOf(values);
    router.setQuery(values);
    this.requestUpdate();
  }

  #clear() {
    this.#filters.reset(Object.fromEntries(NAMES.map((name) => [name, ''])));
    this.#filter();
  }

  /** @param {Record<string, any>} filters */
  #rowsOf({from, to, ...filters}) {
    return (/** @type {string | undefined} */ cursor, /** @type {AbortSignal} */ signal) =>
      api.get(
        '/api/calls',
        {
          ...filters,
          startedAfter: from && startOfDay(from),
          startedBefore: to && startOfDay(to, 1),
          limit: 50,
          cursor,
        },
        signal,
      );
  }
}
customElements.define('page-calls', CallsPage);
