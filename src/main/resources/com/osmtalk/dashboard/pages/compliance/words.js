// Words in each language: a field for each, and another language.
import {html, nothing} from 'lit';
import {locale, t} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {languagesOf} from './compliance-form.js';

const LANGUAGES = ['en', 'hi', 'es', 'fr', 'de', 'pt', 'it', 'nl'];

/**
 * @param {object} words
 * @param {import('../../kit/form.js').Form} words.form
 * @param {string} words.path of the words in the settings: `disclosure.words`
 * @param {string} words.heading
 * @param {string} words.hint
 * @param {boolean} words.editable
 */
export function words({form, path, heading, hint, editable}) {
  const languages = languagesOf(form.values, path);
  return html`
    <fieldset>
      <legend>${heading}</legend>
      <p class="hint">${hint}</p>
      ${languages.length === 0 ? html`<p>${t('compliance.usualWords')}</p>` : nothing}
      ${languages.map((language) => html`
        <div class="words-row">
          ${field({form, name: `${path}.${language}`, label: languageName(language), rows: 2, maxlength: 500})}
          ${editable ? html`
            <button type="button" class="plain" aria-label="${t('compliance.removeLanguage')} ${languageName(language)}"
              @click=${() => form.remove(`${path}.${language}`)}>${t('compliance.removeLanguage')}</button>
          ` : nothing}
        </div>
      `)}
      ${editable ? html`
        <select class="narrow" aria-label="${t('compliance.addLanguage')}: ${heading}"
          @change=${(/** @type {Event} */ event) => add(event, form, path)}>
          <option value="">${t('compliance.addLanguage')}</option>
          ${LANGUAGES.filter((one) => !languages.includes(one)).map((one) => html`<option value=${one}>${languageName(one)}</option>`)}
        </select>
      ` : nothing}
    </fieldset>
  `;
}

/**
 * @param {Event} event
 * @param {import('../../kit/form.js').Form} form
 * @param {string} path
 */
function add(event, form, path) {
  const select = /** @type {HTMLSelectElement} */ (event.target);
  if (select.value) {
    form.change(`${path}.${select.value}`, '');
    select.value = '';
  }
}

/** @param {string} language */
function languageName(language) {
  try {
    return new Intl.DisplayNames(locale(), {type: 'language'}).of(language) ?? language;
  } catch {
    return language;
  }
}
