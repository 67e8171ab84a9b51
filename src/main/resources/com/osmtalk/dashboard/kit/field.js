// A labelled control of a form, with its hint and what is wrong with it.
import {html, nothing} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import {live} from 'lit/directives/live.js';

let count = 0;
/** @type {WeakMap<object, Map<string, string>>} */
const ids = new WeakMap();

/**
 * An id for a field that stays the same as its element is rendered again.
 *
 * @param {object} owner
 * @param {string} name
 */
function idOf(owner, name) {
  let own = ids.get(owner);
  if (!own) {
    ids.set(owner, (own = new Map()));
  }
  let id = own.get(name);
  if (!id) {
    own.set(name, (id = `field-${++count}`));
  }
  return id;
}

/**
 * @typedef {object} Field
 * @property {import('./form.js').Form} form holds the value and the error
 * @property {string} name the field's path in the API's body: `schedule.windowEnd`
 * @property {string} label
 * @property {string} [hint]
 * @property {'text' | 'email' | 'password' | 'number' | 'tel' | 'url' | 'search' | 'date' | 'time' | 'datetime-local'} [type]
 * @property {boolean} [required]
 * @property {boolean} [disabled]
 * @property {string} [autocomplete]
 * @property {string} [placeholder]
 * @property {number} [maxlength]
 * @property {number | string} [min]
 * @property {number | string} [max]
 * @property {number | string} [step]
 * @property {number} [rows] several lines
 * @property {boolean} [mono] code, an address of a server
 * @property {readonly {value: string, label: string}[]} [options] to choose from
 */

/** One line, several (`rows`) or a choice (`options`). @param {Field} field */
export function field(field) {
  const {form, name, label, hint} = field;
  const id = idOf(form, name);
  const error = form.errors[name];
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      ${control(field, id, described(id, hint, error))}
      ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
      ${error ? html`<p class="error" id="${id}-error">${error}</p>` : nothing}
    </div>
  `;
}

/** A box to tick. @param {{form: import('./form.js').Form, name: string, label: string, hint?: string, disabled?: boolean}} field */
export function checkbox({form, name, label, hint, disabled}) {
  const id = idOf(form, name);
  const error = form.errors[name];
  return html`
    <div class="field check">
      <input
        type="checkbox"
        id=${id}
        name=${name}
        .checked=${live(Boolean(form.values[name]))}
        ?disabled=${disabled}
        aria-describedby=${ifDefined(described(id, hint, error))}
        @change=${(/** @type {any} */ event) => form.change(name, event.target.checked)}
      />
      <label for=${id}>${label}</label>
      ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
      ${error ? html`<p class="error" id="${id}-error">${error}</p>` : nothing}
    </div>
  `;
}

/**
 * @param {string} id
 * @param {string | undefined} hint
 * @param {string | undefined} error
 */
function described(id, hint, error) {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
}

/**
 * @param {Field} field
 * @param {string} id
 * @param {string | undefined} describedBy
 */
function control(field, id, describedBy) {
  const {form, name} = field;
  const value = String(form.values[name] ?? '');
  const invalid = form.errors[name] ? 'true' : undefined;
  const changed = (/** @type {any} */ event) => form.change(name, event.target.value);
  if (field.options) {
    return html`
      <select id=${id} name=${name} .value=${live(value)} ?disabled=${field.disabled} ?required=${field.required}
        aria-invalid=${ifDefined(invalid)} aria-describedby=${ifDefined(describedBy)} @change=${changed}>
        ${field.options.map((one) => html`
          <option value=${one.value} ?selected=${one.value === value}>${one.label}</option>
        `)}
      </select>
    `;
  }
  if (field.rows) {
    return html`
      <textarea id=${id} name=${name} class=${field.mono ? 'mono' : ''} rows=${field.rows} .value=${live(value)}
        ?disabled=${field.disabled} ?required=${field.required} maxlength=${ifDefined(field.maxlength)}
        placeholder=${ifDefined(field.placeholder)} aria-invalid=${ifDefined(invalid)}
        aria-describedby=${ifDefined(describedBy)} @input=${changed}></textarea>
    `;
  }
  return html`
    <input id=${id} name=${name} class=${field.mono ? 'mono' : ''} type=${field.type ?? 'text'} .value=${live(value)}
      ?disabled=${field.disabled} ?required=${field.required} maxlength=${ifDefined(field.maxlength)}
      min=${ifDefined(field.min)} max=${ifDefined(field.max)} step=${ifDefined(field.step)}
      placeholder=${ifDefined(field.placeholder)} autocomplete=${/** @type {any} */ (ifDefined(field.autocomplete))}
      aria-invalid=${ifDefined(invalid)} aria-describedby=${ifDefined(describedBy)} @input=${changed} />
  `;
}
