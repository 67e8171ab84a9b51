// Several boxes to tick, which together are one field of a form: a list of values.
import {html, nothing} from 'lit';
import {live} from 'lit/directives/live.js';

/**
 * @param {object} field
 * @param {import('../../kit/form.js').Form} field.form its value is the list of those that are ticked
 * @param {string} field.name
 * @param {string} field.label
 * @param {string} [field.hint]
 * @param {boolean} [field.disabled]
 * @param {readonly {value: string, label: string, code?: string}[]} field.options
 */
export function choices({form, name, label, hint, disabled, options}) {
  /** @type {string[]} */
  const chosen = form.values[name];
  const error = form.errors[name];
  const change = (/** @type {string} */ value, /** @type {boolean} */ ticked) =>
    form.change(name, options.map((one) => one.value).filter((one) => (one === value ? ticked : chosen.includes(one))));
  return html`
    <fieldset class="field choices" ?disabled=${disabled}>
      <legend>${label}</legend>
      ${hint ? html`<p class="hint">${hint}</p>` : nothing}
      ${options.map((one) => html`
        <label class="inline">
          <input type="checkbox" name=${name} .checked=${live(chosen.includes(one.value))} aria-invalid=${error ? 'true' : nothing}
            @change=${(/** @type {any} */ event) => change(one.value, event.target.checked)} />
          <span>${one.label} ${one.code ? html`<code class="hint">${one.code}</code>` : nothing}</span>
        </label>
      `)}
      ${error ? html`<p class="error">${error}</p>` : nothing}
    </fieldset>
  `;
}
