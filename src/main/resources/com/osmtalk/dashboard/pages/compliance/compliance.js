// The rules on whom the organisation may call and when, what agents say first, and whose consent is needed.
import {Page, html, nothing} from '../../core/element.js';
import {api} from '../../core/api.js';
import {session} from '../../core/session.js';
import {t} from '../../core/texts.js';
import {countries, country} from '../../kit/countries.js';
import {checkbox, field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {icon} from '../../kit/icons.js';
import {toast} from '../../kit/toast.js';
import {toForm, toSettings} from './compliance-form.js';
import {words} from './words.js';
import '../../kit/hours.js';

class CompliancePage extends Page {
  /** @type {any} */
  settings = null;
  #form = new Form(this, {});

  get heading() {
    return t('nav.compliance');
  }

  get unsaved() {
    return this.#form.changed;
  }

  async load() {
    this.settings = await api.get('/api/settings/compliance', {}, this.signal);
    this.#form.reset(toForm(this.settings));
  }

  content() {
    const form = this.#form;
    return html`
      <p class="lead">${t('compliance.lead')}</p>
      ${session.isOwner ? nothing : html`<p class="notice">${t('compliance.ownersOnly')}</p>`}
      <form novalidate @submit=${this.#save}>
        <fieldset class="sections" ?disabled=${!session.isOwner}>
          <legend class="unseen">${t('nav.compliance')}</legend>
          ${this.#window()} ${this.#countries()} ${this.#disclosure()} ${this.#consent()}
        </fieldset>
        ${form.summary()}
        ${session.isOwner ? html`
          <div class="card save-bar">
            <div class="actions">
              ${form.changed ? html`<button type="button" class="plain" @click=${() => this.reload()}>${t('compliance.undo')}</button>` : nothing}
              ${form.submitButton(t('common.save'))}
            </div>
          </div>
        ` : nothing}
      </form>
    `;
  }

  #window() {
    const form = this.#form;
    const {values} = form;
    return html`
      <section class="card" aria-label=${t('compliance.window')}>
        <h2>${t('compliance.window')}</h2>
        ${checkbox({form, name: 'callingWindow.enabled', label: t('compliance.windowEnabled'), hint: t('compliance.windowHint')})}
        ${values['callingWindow.enabled'] ? html`
          <div class="columns">
            ${field({form, name: 'callingWindow.windowStart', label: t('hours.from'), type: 'time'})}
            ${field({form, name: 'callingWindow.windowEnd', label: t('hours.to'), type: 'time', hint: t('hours.toHint')})}
          </div>
          <osm-hours .start=${values['callingWindow.windowStart']} .end=${endOf(values['callingWindow.windowEnd'])}
            .weekdays=${values['callingWindow.weekdays']} ?editable=${session.isOwner}
            @days=${(/** @type {CustomEvent<number[]>} */ event) => form.change('callingWindow.weekdays', event.detail)}></osm-hours>
          ${form.errors['callingWindow.weekdays'] ? html`<p class="error">${form.errors['callingWindow.weekdays']}</p>` : nothing}
        ` : html`<p class="notice warn">${t('compliance.windowOff')}</p>`}
      </section>
    `;
  }

  #countries() {
    const form = this.#form;
    /** @type {string[]} */
    const chosen = form.values.allowedCountries;
    return html`
      <section class="card" aria-label=${t('compliance.countries')}>
        <h2>${t('compliance.countries')}</h2>
        ${chosen.length === 0
          ? html`<p>${t('compliance.everyCountry')}</p>`
          : html`
              <ul class="chips">
                ${chosen.map((code) => html`
                  <li>
                    ${country(code)}
                    ${session.isOwner ? html`
                      <button type="button" class="plain" aria-label="${t('compliance.removeCountry')} ${country(code)}"
                        @click=${() => form.change('allowedCountries', chosen.filter((one) => one !== code))}>${icon('close')}</button>
                    ` : nothing}
                  </li>
                `)}
              </ul>
            `}
        <div class="field narrow">
          <label for="add-country">${t('compliance.addCountry')}</label>
          <select id="add-country" @change=${this.#addCountry}>
            <option value="">–</option>
            ${countries().filter(({value}) => !chosen.includes(value)).map(({value, label}) => html`<option value=${value}>${label}</option>`)}
          </select>
          ${form.errors.allowedCountries ? html`<p class="error">${form.errors.allowedCountries}</p>` : nothing}
        </div>
      </section>
    `;
  }

  /** @param {Event} event */
  #addCountry(event) {
    const select = /** @type {HTMLSelectElement} */ (event.target);
    if (select.value) {
      this.#form.change('allowedCountries', [...this.#form.values.allowedCountries, select.value]);
      select.value = '';
    }
  }

  #disclosure() {
    const form = this.#form;
    return html`
      <section class="card" aria-label=${t('compliance.disclosure')}>
        <h2>${t('compliance.disclosure')}</h2>
        <p class="hint">${t('compliance.disclosureText')}</p>
        ${checkbox({form, name: 'disclosure.enabled', label: t('compliance.disclose')})}
        ${form.values['disclosure.enabled'] ? nothing : html`<p class="notice warn">${t('compliance.disclosureOff')}</p>`}
        ${checkbox({form, name: 'disclosure.simulatedCalls', label: t('compliance.discloseSimulated')})}
        ${field({form, name: 'disclosure.onBehalfOf', label: t('compliance.onBehalfOf'), hint: t('compliance.onBehalfOfHint'), maxlength: 100})}
        ${words({form, path: 'disclosure.words', heading: t('compliance.words'), hint: t('compliance.wordsHint'), editable: session.isOwner})}
        ${words({form, path: 'disclosure.recordingWords', heading: t('compliance.recordingWords'), hint: t('compliance.recordingWordsHint'), editable: session.isOwner})}
      </section>
    `;
  }

  #consent() {
    const form = this.#form;
    return html`
      <section class="card" aria-label=${t('compliance.consent')}>
        <h2>${t('compliance.consent')}</h2>
        ${checkbox({form, name: 'requireConsent', label: t('compliance.requireConsent'), hint: t('compliance.requireConsentHint')})}
        ${field({form, name: 'optOutPhrases', label: t('compliance.optOut'), hint: t('compliance.optOutHint'), rows: 4})}
      </section>
    `;
  }

  /** @param {Event} event */
  async #save(event) {
    const done = await this.#form.submit(event, async (values) => {
      this.settings = await api.put('/api/settings/compliance', toSettings(values));
    });
    if (done) {
      this.#form.reset(toForm(this.settings));
      toast(t('common.saved'));
    }
  }
}
customElements.define('page-compliance', CompliancePage);

/** A control for a time has no 24:00. @param {string} end */
function endOf(end) {
  return end === '00:00' ? '24:00' : end;
}
