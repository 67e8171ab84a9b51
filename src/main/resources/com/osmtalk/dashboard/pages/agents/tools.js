// What an agent can do besides talking: requests to web services, MCP servers, handing over to a person or an agent.
import {Element, html, nothing} from '../../core/element.js';
import {all} from '../../core/api.js';
import {t} from '../../core/texts.js';
import {Form} from '../../kit/form.js';
import './tool-dialog.js';

/** @typedef {'httpTools' | 'mcpServers'} Kind */
/** @typedef {{kind: Kind, index: number}} Open index -1: a new one */

/** `<osm-agent-tools .form=${form} .agentId=${id} @changed=${…}>` edits `tools` of the form. */
export class AgentTools extends Element {
  static properties = {form: {attribute: false}, agentId: {}};

  /** @type {Open | null} */
  open = null;
  /** @type {any[]} */
  others = [];

  constructor() {
    super();
    /** @type {Form} */
    this.form = new Form(this, {});
    this.agentId = '';
  }

  async firstUpdated() {
    try {
      this.set({others: (await all('/api/agents')).filter((agent) => agent.id !== this.agentId)});
    } catch {
      // without the others none can be added; those that are chosen stay
    }
  }

  get #tools() {
    return this.form.values.tools ?? {};
  }

  render() {
    const {errors} = this.form;
    const wrong = Object.entries(errors).filter(([path]) => path.startsWith('tools'));
    return html`
      <h2>${t('agents.tools')}</h2>
      ${wrong.map(([path, message]) => html`<p class="notice bad" role="alert"><code>${path}</code> ${message}</p>`)}
      ${this.#list('httpTools', t('agents.httpTools'), (tool) => `${tool.method} ${tool.url}`)}
      ${this.#list('mcpServers', t('agents.mcpServers'), (server) => server.url)}
      ${this.#person()} ${this.#agents()}
      ${this.open ? html`
        <osm-tool-dialog .kind=${this.open.kind} .tool=${this.#tools[this.open.kind]?.[this.open.index]}
          @done=${this.#done} @close=${() => this.set({open: null})}></osm-tool-dialog>
      ` : nothing}
    `;
  }

  /**
   * @param {Kind} kind
   * @param {string} heading
   * @param {(tool: any) => string} about
   */
  #list(kind, heading, about) {
    /** @type {any[]} */
    const tools = this.#tools[kind] ?? [];
    return html`
      <section aria-label=${heading}>
        <h3>${heading}</h3>
        <ul class="rows">
          ${tools.map((tool, index) => html`
            <li>
              <strong>${tool.name}</strong> <span class="hint">${about(tool)}</span>
              <button type="button" class="plain" aria-label="${t('agents.edit')} ${tool.name}"
                @click=${() => this.set({open: {kind, index}})}>${t('agents.edit')}</button>
              <button type="button" class="plain" aria-label="${t('agents.remove')} ${tool.name}"
                @click=${() => this.#change({[kind]: tools.filter((one) => one !== tool)})}>${t('agents.remove')}</button>
            </li>
          `)}
        </ul>
        <button type="button" @click=${() => this.set({open: {kind, index: -1}})}>
          ${t(kind === 'httpTools' ? 'agents.addTool' : 'agents.addServer')}
        </button>
      </section>
    `;
  }

  #person() {
    const person = this.#tools.transferSettings?.transferToHuman ?? {enabled: false};
    const change = (/** @type {object} */ fields) => this.#changeTransfer({transferToHuman: {...person, ...fields}});
    return html`
      <section aria-label=${t('agents.toPerson')}>
        <h3>${t('agents.toPerson')}</h3>
        <label class="inline">
          <input type="checkbox" .checked=${person.enabled}
            @change=${(/** @type {any} */ event) => change({enabled: event.target.checked})} />
          ${t('agents.toPersonAllowed')}
        </label>
        ${person.enabled ? html`
          <div class="columns">
            <label>${t('agents.personNumber')}
              <input type="tel" .value=${person.destinationNumber ?? ''}
                @input=${(/** @type {any} */ event) => change({destinationNumber: event.target.value})} />
            </label>
            <label>${t('agents.handoverWhen')}
              <input .value=${person.triggerDescription ?? ''}
                @input=${(/** @type {any} */ event) => change({triggerDescription: event.target.value})} />
            </label>
          </div>
        ` : nothing}
      </section>
    `;
  }

  #agents() {
    /** @type {any[]} */
    const chosen = this.#tools.transferSettings?.transferToAgents ?? [];
    const free = this.others.filter((agent) => !chosen.some((one) => one.agentId === agent.id));
    const nameOf = (/** @type {string} */ id) => this.others.find((agent) => agent.id === id)?.name ?? id;
    const change = (/** @type {any[]} */ transferToAgents) => this.#changeTransfer({transferToAgents});
    return html`
      <section aria-label=${t('agents.toAgents')}>
        <h3>${t('agents.toAgents')}</h3>
        <ul class="rows">
          ${chosen.map((one, index) => html`
            <li>
              <strong>${nameOf(one.agentId)}</strong>
              <input aria-label="${t('agents.handoverWhen')} (${nameOf(one.agentId)})" .value=${one.triggerDescription ?? ''}
                placeholder=${t('agents.handoverWhen')}
                @input=${(/** @type {any} */ event) => change(chosen.with(index, {...one, triggerDescription: event.target.value}))} />
              <button type="button" class="plain" aria-label="${t('agents.remove')} ${nameOf(one.agentId)}"
                @click=${() => change(chosen.filter((other) => other !== one))}>${t('agents.remove')}</button>
            </li>
          `)}
        </ul>
        ${free.length > 0 ? html`
          <label>${t('agents.addAgent')}
            <select @change=${(/** @type {any} */ event) => {
              change([...chosen, {agentId: event.target.value}]);
              event.target.value = '';
            }}>
              <option value="">–</option>
              ${free.map((agent) => html`<option value=${agent.id}>${agent.name}</option>`)}
            </select>
          </label>
        ` : nothing}
      </section>
    `;
  }

  /** @param {CustomEvent<any>} event the tool as it is to be */
  #done(event) {
    const {kind, index} = /** @type {Open} */ (this.open);
    const tools = this.#tools[kind] ?? [];
    this.#change({[kind]: index < 0 ? [...tools, event.detail] : tools.with(index, event.detail)});
    this.set({open: null});
  }

  /** @param {object} settings */
  #changeTransfer(settings) {
    this.#change({transferSettings: {...this.#tools.transferSettings, ...settings}});
  }

  /** @param {object} tools */
  #change(tools) {
    this.form.change('tools', {...this.#tools, ...tools});
    this.requestUpdate();
    this.emit('changed');
  }
}
customElements.define('osm-agent-tools', AgentTools);
