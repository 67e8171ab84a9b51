// Recordings: which agents record, and how long what they record is kept.
import {Page, html, nothing} from '../../core/element.js';
import {ApiError, all, api} from '../../core/api.js';
import {hasPage} from '../../core/routes.js';
import {session} from '../../core/session.js';
import {t} from '../../core/texts.js';
import {confirm} from '../../kit/confirm.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {toast} from '../../kit/toast.js';
import {settingsLinks} from './parts.js';

class RecordingsPage extends Page {
  /** @type {any[]} */
  agents = [];
  /** @type {number | undefined} undefined: for ever */
  keepDays = undefined;
  #form = new Form(this, {keep: 'ever', keepDays: ''});

  get heading() {
    return t('settings.recordings');
  }

  get unsaved() {
    return this.#form.changed;
  }

  async load() {
    const [agents, {keepDays}] = await Promise.all([
      all('/api/agents', {}, this.signal),
      api.get('/api/settings/recordings', {}, this.signal),
    ]);
    this.agents = agents;
    this.#hold(keepDays);
  }

  /** @param {number | undefined} keepDays */
  #hold(keepDays) {
    this.keepDays = keepDays;
    this.#form.reset({keep: keepDays ? 'days' : 'ever', keepDays: String(keepDays ?? '')});
  }

  content() {
    const recording = this.agents.filter((agent) => agent.recordingEnabled);
    return html`
      ${settingsLinks()}
      <section class="card" aria-labelledby="which-heading">
        <h2 id="which-heading">${t('settings.whichRecord')}</h2>
        ${recording.length === 0 ? html`<p>${t('settings.noneRecords')}</p>` : html`
          <ul class="rows">
            ${recording.map((agent) => html`<li><a href="/agents/${agent.id}">${agent.name}</a></li>`)}
          </ul>
        `}
        <p class="hint">${t('settings.recordHint')}</p>
      </section>
      <section class="card" aria-labelledby="kept-heading">
        <h2 id="kept-heading">${t('settings.kept')}</h2>
        ${session.isOwner ? this.#keeping() : html`
          <p>${this.keepDays ? t('settings.keptDays', {days: this.keepDays}) : t('settings.keptEver')}</p>
          <p class="notice">${t('settings.keptOwners')}</p>
        `}
        <ul class="sentences">
          <li>${t('settings.keptWhere')}</li>
          <li>${t('settings.keptWho')}</li>
        </ul>
        ${hasPage('/compliance') ? html`<p><a href="/compliance">${t('settings.consent')}</a></p>` : nothing}
      </section>
    `;
  }

  #keeping() {
    const form = this.#form;
    const keep = [{value: 'days', label: t('settings.keepDays')}, {value: 'ever', label: t('settings.keepEver')}];
    return html`
      <form class="narrow" novalidate @submit=${this.#save}>
        ${field({form, name: 'keep', label: t('settings.keep'), options: keep})}
        ${form.values.keep === 'days'
          ? field({form, name: 'keepDays', label: t('settings.days'), hint: t('settings.daysHint'), type: 'number', min: 1, max: 3650, step: 1})
          : nothing}
        ${form.summary()}
        <div class="actions">${form.submitButton(t('common.save'))}</div>
      </form>
    `;
  }

  /** @param {Event} event */
  async #save(event) {
    event.preventDefault();
    const {keep, keepDays} = this.#form.values;
    const days = keep === 'ever' ? undefined : Number(keepDays);
    if (days && days < (this.keepDays ?? Infinity) && !(await this.#sure(days))) {
      return;
    }
    const done = await this.#form.submit(event, async () => {
      if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= 3650)) {
        const message = t('settings.daysWrong');
        throw new ApiError(400, 'invalid_request', message, {fields: [{path: 'keepDays', message}]});
      }
      this.#hold((await api.put('/api/settings/recordings', {keepDays: days ?? null})).keepDays);
    });
    if (done) {
      toast(t('common.saved'));
    }
  }

  /** @param {number} days */
  #sure(days) {
    return confirm({
      heading: t('settings.keepLess', {days}),
      text: t('settings.keepLessText', {days}),
      action: t('common.save'),
      danger: true,
    });
  }
}
customElements.define('page-recordings', RecordingsPage);
