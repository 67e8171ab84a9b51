// The webhook: where events are sent, which ones, how they are signed, and what became of each.
import {Page, html, nothing, sentence} from '../../core/element.js';
import {api} from '../../core/api.js';
import {dateTime} from '../../core/formats.js';
import {session} from '../../core/session.js';
import {t, term} from '../../core/texts.js';
import {badge} from '../../kit/badge.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {ownersOnly} from '../../kit/owners-only.js';
import {toast} from '../../kit/toast.js';
import {choices} from './choices.js';
import './deliveries.js';
import './rotate-secret.js';
import {settingsLinks} from './parts.js';

/** A test is sent when somebody asks for one, whatever is chosen. */
const EVENTS = /** @type {const} */ ([
  'call.started',
  'call.completed',
  'call.failed',
  'call.analysis_completed',
  'campaign.lead_completed',
  'transfer.initiated',
]);

class WebhookPage extends Page {
  /** @type {any} */
  settings = null;
  rotating = false;
  #form = new Form(this, {url: '', events: []});

  get heading() {
    return t('settings.webhook');
  }

  get unsaved() {
    return this.#form.changed;
  }

  async load() {
    this.#take(await api.get('/api/settings/webhook', {}, this.signal));
  }

  /** @param {any} settings */
  #take(settings) {
    this.settings = settings;
    this.#form.reset({url: settings.url, events: settings.events});
  }

  content() {
    return html`
      ${settingsLinks()}
      <p class="lead">${t('settings.webhookText')}</p>
      ${ownersOnly()}
      ${this.#address()}
      ${this.#signing()}
      <osm-deliveries></osm-deliveries>
      ${this.rotating ? html`
        <osm-rotate-secret @done=${() => this.#reread()} @close=${() => this.set({rotating: false})}></osm-rotate-secret>
      ` : nothing}
    `;
  }

  #address() {
    const form = this.#form;
    const disabled = !session.isOwner;
    const events = EVENTS.map((value) => ({value, label: term('terms.webhookEvent', value), code: value}));
    return html`
      <form class="card" novalidate aria-labelledby="address-heading" @submit=${this.#save}>
        <header>
          <h2 id="address-heading">${t('settings.webhookAddress')}</h2>
          ${this.settings.url ? badge(t('settings.on'), 'good') : badge(t('settings.off'), 'quiet')}
        </header>
        ${field({form, name: 'url', label: t('settings.url'), hint: t('settings.urlHint'), type: 'url', mono: true, maxlength: 2048, disabled})}
        ${choices({form, name: 'events', label: t('settings.events'), options: events, disabled})}
        ${form.summary()}
        ${disabled ? nothing : html`
          <div class="actions">
            ${form.submitButton(t('common.save'))}
            <button type="button" aria-disabled=${!this.settings.url || form.changed} @click=${this.#test}>
              ${t('settings.test')}
            </button>
          </div>
          ${form.changed ? html`<p class="hint">${t('settings.testSaved')}</p>` : nothing}
        `}
      </form>
    `;
  }

  #signing() {
    const {signed, secretEnding, previousUntil} = this.settings;
    return html`
      <section class="card" aria-labelledby="signing-heading">
        <header>
          <h2 id="signing-heading">${t('settings.signing')}</h2>
          ${signed ? badge(t('settings.signed'), 'good') : badge(t('settings.unsigned'), 'warn')}
        </header>
        <p>${t('settings.signingText')}</p>
        ${secretEnding ? html`<p class="hint">${t('settings.secretEnding', {ending: secretEnding})}</p>` : nothing}
        ${previousUntil ? html`<p class="hint">${t('settings.previousUntil', {time: dateTime(previousUntil)})}</p>` : nothing}
        ${session.isOwner ? html`
          <div class="actions">
            <button type="button" @click=${() => this.set({rotating: true})}>
              ${signed ? t('settings.rotate') : t('settings.makeSecret')}
            </button>
          </div>
        ` : nothing}
      </section>
    `;
  }

  /** @param {Event} event */
  async #save(event) {
    const done = await this.#form.submit(event, async ({url, events}) => {
      this.#take(await api.put('/api/settings/webhook', {url, events}));
    });
    if (done) {
      toast(t('common.saved'));
    }
  }

  async #reread() {
    const {url: _url, events: _events, ...signing} = await api.get('/api/settings/webhook', {}, this.signal);
    // what was typed above stays
    this.set({settings: {url: this.settings.url, events: this.settings.events, ...signing}});
  }

  async #test() {
    if (!this.settings.url || this.#form.changed) {
      return;
    }
    try {
      await api.post('/api/settings/webhook/test');
      toast(t('settings.testSent'));
      /** @type {import('./deliveries.js').Deliveries | null} */ (this.querySelector('osm-deliveries'))?.refresh();
    } catch (fault) {
      toast(sentence(fault), 'bad');
    }
  }
}
customElements.define('page-webhook', WebhookPage);
