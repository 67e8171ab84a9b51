// One tool of an agent: a request to a web service, or an MCP server.
import {Element, html} from '../../core/element.js';
import {t} from '../../core/texts.js';
import {checkbox, field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import '../../kit/dialog.js';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const TYPES = ['string', 'number', 'boolean'];

/** `<osm-tool-dialog kind="httpTools" .tool=${undefined | tool} @done=${…} @close=${…}>`; saved with the agent. */
export class ToolDialog extends Element {
  static properties = {kind: {}, tool: {attribute: false}};

  #form = new Form(this, {});
  /** @type {{name: string, type: string, required?: boolean, description?: string}[]} */
  parameters = [];

  constructor() {
    super();
    /** @type {'httpTools' | 'mcpServers'} */
    this.kind = 'httpTools';
    /** @type {any} */
    this.tool = undefined;
  }

  firstUpdated() {
    const {parameters, headers, allowedTools, ...tool} = this.tool ?? (this.kind === 'httpTools' ? {method: 'GET'} : {});
    this.parameters = structuredClone(parameters ?? []);
    this.#form.reset({
      ...tool,
      headers: Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`).join('\n'),
      allowedTools: (allowedTools ?? []).join('\n'),
    });
  }

  render() {
    const form = this.#form;
    const isHttp = this.kind === 'httpTools';
    const body = html`
      <form novalidate @submit=${(/** @type {Event} */ event) => this.#submit(event)}>
        ${field({form, name: 'name', label: t('agents.toolName'), required: true, mono: true})}
        ${isHttp ? this.#request() : html`
          ${field({form, name: 'url', label: t('agents.address'), type: 'url', required: true, mono: true})}
          ${field({form, name: 'allowedTools', label: t('agents.allowedTools'), hint: t('agents.allowedToolsHint'), rows: 3, mono: true})}
        `}
        ${field({form, name: 'headers', label: t('agents.headers'), hint: t('agents.headersHint'), rows: 2, mono: true})}
        ${form.summary()}
        <div class="actions">${form.submitButton(t('agents.takeOver'))}</div>
      </form>
    `;
    return html`
      <osm-dialog .heading=${t(isHttp ? 'agents.httpTools' : 'agents.mcpServers')} .body=${body} wide></osm-dialog>
    `;
  }

  #request() {
    const form = this.#form;
    return html`
      ${field({form, name: 'description', label: t('agents.toolWhen'), rows: 2, required: true})}
      <div class="columns">
        ${field({form, name: 'method', label: t('agents.method'), options: METHODS.map((value) => ({value, label: value}))})}
        ${field({form, name: 'url', label: t('agents.address'), hint: t('agents.addressHint'), type: 'url', required: true, mono: true})}
      </div>
      <fieldset>
        <legend>${t('agents.parameters')}</legend>
        ${this.parameters.map((one, index) => this.#parameter(one, index))}
        <div class="actions">
          <button type="button" @click=${() => this.set({parameters: [...this.parameters, {name: '', type: 'string'}]})}>
            ${t('agents.addParameter')}
          </button>
        </div>
      </fieldset>
      ${field({form, name: 'waitMessage', label: t('agents.waitMessage')})}
      ${field({form, name: 'errorMessage', label: t('agents.errorMessage')})}
      ${checkbox({form, name: 'silent', label: t('agents.silent')})}
    `;
  }

  /**
   * @param {{name: string, type: string, required?: boolean, description?: string}} one
   * @param {number} index
   */
  #parameter(one, index) {
    const change = (/** @type {object} */ fields) =>
      this.set({parameters: this.parameters.with(index, {...one, ...fields})});
    const named = (/** @type {string} */ what) => `${what} (${one.name || index + 1})`;
    return html`
      <div class="inline-fields">
        <input class="mono" aria-label=${named(t('agents.toolName'))} placeholder=${t('agents.toolName')} .value=${one.name}
          @input=${(/** @type {any} */ event) => change({name: event.target.value})} />
        <select aria-label=${named(t('agents.type'))} @change=${(/** @type {any} */ event) => change({type: event.target.value})}>
          ${TYPES.map((type) => html`<option ?selected=${type === one.type}>${type}</option>`)}
        </select>
        <input aria-label=${named(t('agents.about'))} placeholder=${t('agents.about')} .value=${one.description ?? ''}
          @input=${(/** @type {any} */ event) => change({description: event.target.value || undefined})} />
        <label class="inline">
          <input type="checkbox" .checked=${one.required ?? false}
            @change=${(/** @type {any} */ event) => change({required: event.target.checked})} />
          ${t('agents.required')}
        </label>
        <button type="button" class="plain" aria-label=${named(t('agents.remove'))}
          @click=${() => this.set({parameters: this.parameters.filter((other) => other !== one)})}>
          ${t('agents.remove')}
        </button>
      </div>
    `;
  }

  /** @param {Event} event */
  #submit(event) {
    // the form of the agent is around this one
    event.stopPropagation();
    return this.#form.submit(event, async ({headers, allowedTools, ...values}) => {
      const tool = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== undefined));
      const lines = linesOf(headers).map((line) => line.split(/:(.*)/s).map((part) => part.trim()));
      const allowed = linesOf(allowedTools);
      this.emit('done', {
        ...tool,
        ...(lines.length > 0 && {headers: Object.fromEntries(lines.map(([name, value]) => [name, value ?? '']))}),
        ...(allowed.length > 0 && {allowedTools: allowed}),
        ...(this.kind === 'httpTools' && {parameters: this.parameters.filter((one) => one.name)}),
      });
    });
  }
}
customElements.define('osm-tool-dialog', ToolDialog);

/** @param {string | undefined} text */
function linesOf(text) {
  return (text ?? '').split('\n').map((line) => line.trim()).filter(Boolean);
}
