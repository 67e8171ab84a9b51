// What is to be found out on each call: the fields of the analysis.
import {Element, html, nothing} from '../../core/element.js';
import {t} from '../../core/texts.js';
import {Form} from '../../kit/form.js';

const PATH = 'postCallAnalysis.schema';
const TYPES = ['string', 'number', 'boolean', 'enum'];

/** `<osm-analysis-fields .form=${form} @changed=${…}>` edits `postCallAnalysis.schema` of the form. */
export class AnalysisFields extends Element {
  static properties = {form: {attribute: false}};

  constructor() {
    super();
    /** @type {Form} */
    this.form = new Form(this, {});
  }

  /** @returns {any[]} */
  get #fields() {
    return this.form.values[PATH] ?? [];
  }

  render() {
    const wrong = Object.entries(this.form.errors).filter(([path]) => path.startsWith(PATH));
    return html`
      <fieldset>
        <legend>${t('agents.findOut')}</legend>
        ${wrong.map(([path, message]) => html`<p class="notice bad" role="alert"><code>${path}</code> ${message}</p>`)}
        ${this.#fields.map((one, index) => this.#row(one, index))}
        <div class="actions">
          <button type="button" @click=${() => this.#change([...this.#fields, {name: '', type: 'string'}])}>
            ${t('agents.addField')}
          </button>
        </div>
      </fieldset>
    `;
  }

  /**
   * @param {any} one
   * @param {number} index
   */
  #row(one, index) {
    const change = (/** @type {object} */ fields) => this.#change(this.#fields.with(index, {...one, ...fields}));
    const named = (/** @type {string} */ what) => `${what} (${one.name || index + 1})`;
    return html`
      <div class="inline-fields">
        <input class="mono" aria-label=${named(t('agents.fieldName'))} placeholder=${t('agents.fieldName')} .value=${one.name}
          @input=${(/** @type {any} */ event) => change({name: event.target.value})} />
        <select aria-label=${named(t('agents.type'))} @change=${(/** @type {any} */ event) => change({type: event.target.value})}>
          ${TYPES.map((type) => html`<option ?selected=${type === one.type}>${type}</option>`)}
        </select>
        ${one.type === 'enum' ? html`
          <input aria-label=${named(t('agents.values'))} placeholder=${t('agents.values')} .value=${(one.enumValues ?? []).join(', ')}
            @change=${(/** @type {any} */ event) => change({enumValues: valuesOf(event.target.value)})} />
        ` : nothing}
        <input aria-label=${named(t('agents.about'))} placeholder=${t('agents.about')} .value=${one.description ?? ''}
          @input=${(/** @type {any} */ event) => change({description: event.target.value || undefined})} />
        <button type="button" class="plain" aria-label=${named(t('agents.remove'))}
          @click=${() => this.#change(this.#fields.filter((other) => other !== one))}>${t('agents.remove')}</button>
      </div>
    `;
  }

  /** @param {any[]} fields */
  #change(fields) {
    this.form.change(PATH, fields);
    this.requestUpdate();
    this.emit('changed');
  }
}
customElements.define('osm-analysis-fields', AnalysisFields);

/** @param {string} text */
function valuesOf(text) {
  return text.split(',').map((value) => value.trim()).filter(Boolean);
}
