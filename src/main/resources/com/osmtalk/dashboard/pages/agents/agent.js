// One agent: what it says and can do, beside a place to try it; its versions, figures and test cases.
import {Page, html, nothing, sentence} from '../../core/element.js';
import {api, send} from '../../core/api.js';
import {router} from '../../core/router.js';
import {t} from '../../core/texts.js';
import {badge} from '../../kit/badge.js';
import {confirm} from '../../kit/confirm.js';
import {toast} from '../../kit/toast.js';
import './agent-editor.js';
import '../../kit/tabs.js';

/** What the tabs beside the editor show is loaded when one is opened. */
const PARTS = /** @type {const} */ ({
  versions: () => import('./versions.js'),
  figures: () => import('./figures.js'),
  tests: () => import('./tests.js'),
});

class AgentPage extends Page {
  /** @type {any} as it is stored */
  agent = null;
  /** Its state, sent with a change so that nobody else's change is lost. */
  tag = '';
  /** @type {any} which models, voices and languages there are */
  providers = null;
  placing = false;

  get heading() {
    return this.agent?.name ?? t('agents.agent');
  }

  get unsaved() {
    return this.#editor?.unsaved ?? false;
  }

  get #editor() {
    return /** @type {import('./agent-editor.js').AgentEditor | null} */ (this.querySelector('osm-agent-editor'));
  }

  get #part() {
    const part = this.query.get('part') ?? '';
    return part in PARTS ? /** @type {keyof typeof PARTS} */ (part) : 'edit';
  }

  async load() {
    const [answer, providers] = await Promise.all([
      send('GET', `/api/agents/${this.params.id}`, {signal: this.signal}),
      api.get('/api/platform/providers', {}, this.signal),
      this.#part === 'edit' ? undefined : PARTS[this.#part](),
    ]);
    this.tag = answer.headers.get('ETag') ?? '';
    this.agent = await answer.json();
    this.providers = providers;
  }

  actions() {
    return html`
      <button type="button" @click=${this.#call}>${t('agents.call')}</button>
      <button type="button" class="danger" @click=${this.#delete}>${t('common.delete')}</button>
    `;
  }

  content() {
    const {agent} = this;
    return html`
      <p class="badges">
        ${agent.currentVersion
          ? badge(t('agents.published', {n: agent.currentVersion}), 'good')
          : badge(t('agents.draft'), 'quiet')}
        ${agent.general ? badge(t('agents.general'), '') : nothing}
      </p>
      <osm-tabs .name=${agent.name} .selected=${this.#part} @select=${this.#select} .tabs=${[
        {id: 'edit', label: t('agents.edit'), content: () => html`
          <osm-agent-editor .agent=${agent} .tag=${this.tag} .providers=${this.providers} @saved=${(/** @type {any} */ event) => this.#saved(event)}>
          </osm-agent-editor>`},
        {id: 'versions', label: t('agents.versions'), content: () => html`
          <osm-agent-versions .agent=${agent} @changed=${() => this.reload()}></osm-agent-versions>`},
        {id: 'figures', label: t('agents.figures'), content: () => html`
          <osm-agent-figures .agentId=${agent.id}></osm-agent-figures>`},
        {id: 'tests', label: t('agents.tests'), content: () => html`
          <osm-agent-tests .agentId=${agent.id}></osm-agent-tests>`},
      ]}></osm-tabs>
      ${this.placing ? html`
        <osm-place-call .agentId=${agent.id} @close=${() => this.set({placing: false})}></osm-place-call>
      ` : nothing}
    `;
  }

  /** @param {CustomEvent<string>} event */
  async #select(event) {
    const part = event.detail;
    if (part in PARTS) {
      await PARTS[/** @type {keyof typeof PARTS} */ (part)]();
    }
    router.setQuery({part: part === 'edit' ? '' : part});
  }

  /** @param {CustomEvent<{agent: any, tag: string}>} event */
  #saved(event) {
    this.set(event.detail);
  }

  async #call() {
    await import('../calls/place-call.js');
    this.set({placing: true});
  }

  async #delete() {
    const sure = await confirm({
      heading: t('agents.deleteHeading', {name: this.agent.name}),
      text: t('agents.deleteText'),
      action: t('common.delete'),
      danger: true,
    });
    if (!sure) {
      return;
    }
    try {
      await api.delete(`/api/agents/${this.agent.id}`);
      router.open('/agents', {replace: true});
    } catch (fault) {
      toast(sentence(fault), 'bad');
    }
  }
}
customElements.define('page-agent', AgentPage);
