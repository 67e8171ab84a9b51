// All agents, and making another one.
import {Element, Page, html, nothing} from '../../core/element.js';
import {api} from '../../core/api.js';
import {ago} from '../../core/formats.js';
import {router} from '../../core/router.js';
import {t} from '../../core/texts.js';
import {badge} from '../../kit/badge.js';
import {empty} from '../../kit/empty.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import '../../kit/dialog.js';
import '../../kit/table.js';

class AgentsPage extends Page {
  making = false;
  #rows = (/** @type {string | undefined} */ cursor) => api.get('/api/agents', {limit: 50, cursor}, this.signal);

  get heading() {
    return t('nav.agents');
  }

  actions() {
    return html`<button type="button" class="primary" @click=${this.#make}>${t('agents.make')}</button>`;
  }

  content() {
    return html`
      <osm-table .name=${t('nav.agents')} .columns=${this.#columns()} .load=${this.#rows}
        .href=${(/** @type {any} */ agent) => `/agents/${agent.id}`} .empty=${empty({
          icon: 'agents',
          heading: t('agents.none'),
          text: t('agents.noneText'),
          action: html`<button type="button" class="primary" @click=${() => this.#make()}>${t('agents.make')}</button>`,
        })}></osm-table>
      ${this.making ? html`<osm-make-agent @close=${() => this.set({making: false})}></osm-make-agent>` : nothing}
    `;
  }

  #columns() {
    /** @type {import('../../kit/table.js').Column[]} */
    const columns = [
      {label: t('agents.name'), cell: (agent) => agent.name},
      {label: t('agents.about'), kind: 'wide', cell: (agent) => html`<span class="summary">${agent.greeting}</span>`},
      {label: t('agents.language'), cell: (agent) => agent.language},
      {label: t('agents.state'), cell: (agent) => agent.currentVersion
        ? badge(t('agents.published', {n: agent.currentVersion}), 'good')
        : badge(t('agents.draft'), 'quiet')},
      {label: t('agents.changed'), cell: (agent) => ago(agent.updatedAt)},
    ];
    return columns;
  }

  #make() {
    this.set({making: true});
  }
}
customElements.define('page-agents', AgentsPage);

class MakeAgent extends Element {
  #form = new Form(this, {name: '', greeting: '', systemPrompt: ''});

  render() {
    const form = this.#form;
    const body = html`
      <form novalidate @submit=${(/** @type {Event} */ event) => this.#submit(event)}>
        ${field({form, name: 'name', label: t('agents.name'), required: true})}
        ${field({form, name: 'greeting', label: t('agents.greeting'), hint: t('agents.greetingHint'), rows: 2})}
        ${field({form, name: 'systemPrompt', label: t('agents.prompt'), hint: t('agents.promptHint'), rows: 6})}
        ${form.summary()}
        <div class="actions">${form.submitButton(t('agents.make'))}</div>
      </form>
    `;
    return html`<osm-dialog .heading=${t('agents.make')} .body=${body} wide></osm-dialog>`;
  }

  /** @param {Event} event */
  async #submit(event) {
    /** @type {any} */
    let agent;
    const done = await this.#form.submit(event, async (values) => {
      agent = await api.post('/api/agents', Object.fromEntries(Object.entries(values).filter(([, value]) => value)));
    });
    if (done) {
      this.emit('close');
      router.open(`/agents/${agent.id}`);
    }
  }
}
customElements.define('osm-make-agent', MakeAgent);
