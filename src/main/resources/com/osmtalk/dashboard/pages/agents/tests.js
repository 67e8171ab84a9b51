// The test cases of an agent: what a caller says and what must come of it; running them, and how they went.
import {Element, failure, html, nothing, sentence} from '../../core/element.js';
import {all, api} from '../../core/api.js';
import {ago} from '../../core/formats.js';
import {t, term} from '../../core/texts.js';
import {badge} from '../../kit/badge.js';
import {confirm} from '../../kit/confirm.js';
import {empty} from '../../kit/empty.js';
import {toast} from '../../kit/toast.js';
import '../calls/transcript.js';
import './test-case.js';

/** @type {Record<string, 'good' | 'bad' | 'warn' | 'live'>} */
const TONES = {passed: 'good', failed: 'bad', undecided: 'warn', error: 'bad', running: 'live'};
const PAUSE = 1_000;

/** `<osm-agent-tests .agentId=${id}>`. */
export class AgentTests extends Element {
  static properties = {agentId: {}};

  /** @type {any[] | null} */
  cases = null;
  /** @type {any[]} the newest first */
  runs = [];
  /** @type {unknown} */
  fault = null;
  /** @type {any} the case that is edited; `{}` for a new one */
  editing = null;
  #life = new AbortController();

  constructor() {
    super();
    this.agentId = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#life = new AbortController();
    this.#load();
  }

  disconnectedCallback() {
    this.#life.abort();
    super.disconnectedCallback();
  }

  async #load() {
    const {signal} = this.#life;
    try {
      const [cases, runs] = await Promise.all([
        all('/api/eval/test-cases', {agentId: this.agentId}, signal),
        api.get('/api/eval/runs', {agentId: this.agentId, limit: 50}, signal),
      ]);
      this.set({cases, runs: runs.data, fault: null});
      if (runs.data.some((/** @type {any} */ run) => run.status === 'running')) {
        setTimeout(() => signal.aborted || this.#load(), PAUSE);
      }
    } catch (fault) {
      if (!signal.aborted) {
        this.set({fault});
      }
    }
  }

  render() {
    if (this.fault) {
      return failure(this.fault, () => this.#load());
    }
    if (!this.cases) {
      return html`<p class="loading" role="status">${t('common.loading')}</p>`;
    }
    return html`
      <div class="page">
        <div class="actions">
          <button type="button" class="primary" @click=${() => this.set({editing: {}})}>${t('agents.addTest')}</button>
          ${this.cases.length > 0 ? html`<button type="button" @click=${this.#runAll}>${t('agents.runAll')}</button>` : nothing}
        </div>
        ${this.cases.length === 0
          ? empty({icon: 'agents', heading: t('agents.noTests'), text: t('agents.noTestsText')})
          : this.cases.map((one) => this.#case(one))}
        ${this.editing ? html`
          <osm-test-case .agentId=${this.agentId} .testCase=${this.editing} @done=${this.#edited}
            @close=${() => this.set({editing: null})}></osm-test-case>
        ` : nothing}
      </div>
    `;
  }

  /** @param {any} one */
  #case(one) {
    const run = this.runs.find(({testCaseId}) => testCaseId === one.id);
    return html`
      <section class="card" aria-label=${one.name}>
        <header>
          <h2>${one.name}</h2>
          <div class="actions">
            ${run ? badge(term('terms.evalStatus', run.status), TONES[run.status] ?? '') : nothing}
            <button type="button" aria-label="${t('agents.run')} ${one.name}" @click=${() => this.#run(one)}>${t('agents.run')}</button>
            <button type="button" class="plain" aria-label="${t('agents.edit')} ${one.name}"
              @click=${() => this.set({editing: one})}>${t('agents.edit')}</button>
            <button type="button" class="plain" aria-label="${t('common.delete')} ${one.name}"
              @click=${() => this.#delete(one)}>${t('common.delete')}</button>
          </div>
        </header>
        ${one.goal ? html`<p>${one.goal}</p>` : nothing}
        ${run ? this.#outcome(run) : nothing}
      </section>
    `;
  }

  /** @param {any} run */
  #outcome(run) {
    return html`
      ${run.error ? html`<p class="notice bad">${run.error}</p>` : nothing}
      <ul class="rows">
        ${run.verdicts.map((/** @type {any} */ verdict) => html`
          <li>
            ${badge(term('terms.evalOutcome', verdict.outcome), verdict.outcome === 'passed' ? 'good' : verdict.outcome === 'failed' ? 'bad' : 'warn')}
            <span>${verdict.expected}</span> <span class="hint">${verdict.reason}</span>
          </li>
        `)}
      </ul>
      <details>
        <summary>${t('calls.transcript')} · ${ago(run.finishedAt ?? run.createdAt)}</summary>
        <osm-transcript .lines=${run.transcript}></osm-transcript>
      </details>
    `;
  }

  /** @param {any} one */
  #run(one) {
    return this.#do(() => api.post(`/api/eval/test-cases/${one.id}/run`, {}));
  }

  #runAll() {
    return this.#do(() => api.post('/api/eval/run-all', {agentId: this.agentId}));
  }

  /** @param {any} one */
  async #delete(one) {
    const sure = await confirm({
      heading: t('agents.deleteHeading', {name: one.name}), text: t('agents.deleteTest'), action: t('common.delete'), danger: true,
    });
    if (sure) {
      await this.#do(() => api.delete(`/api/eval/test-cases/${one.id}`));
    }
  }

  #edited() {
    this.set({editing: null});
    toast(t('common.saved'));
    this.#load();
  }

  /** @param {() => Promise<unknown>} action */
  async #do(action) {
    try {
      await action();
      await this.#load();
    } catch (fault) {
      toast(sentence(fault), 'bad');
    }
  }
}
customElements.define('osm-agent-tests', AgentTests);
