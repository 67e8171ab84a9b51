// Makes a campaign, or changes one that has not begun.
import {Element, failure, html, nothing} from '../../core/element.js';
import {all, api} from '../../core/api.js';
import {instantOf, localDateTime, phone, timeZone} from '../../core/formats.js';
import {t, term} from '../../core/texts.js';
import {simulatedBadge} from '../../kit/badge.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {timeZones} from '../../kit/hours.js';
import '../../kit/dialog.js';

const RETRY_ON = ['no_answer', 'busy', 'voicemail', 'failed'];

/** `<osm-campaign-form .campaign=${campaign} @saved=${…} @close=${…}>`; without a campaign it makes one. */
class CampaignForm extends Element {
  static properties = {campaign: {attribute: false}};

  /** @type {any[] | null} */
  agents = null;
  /** @type {any[]} */
  numbers = [];
  /** @type {unknown} */
  fault = null;
  #form = new Form(this, {});

  constructor() {
    super();
    /** @type {any} */
    this.campaign = null;
  }

  firstUpdated() {
    this.#load();
  }

  async #load() {
    this.set({fault: null});
    try {
      const [agents, numbers] = await Promise.all([all('/api/agents'), all('/api/phone-numbers')]);
      this.set({agents, numbers: numbers.filter((one) => one.status === 'active')});
      this.#form.reset(this.#first());
    } catch (fault) {
      this.set({fault});
    }
  }

  #first() {
    const {schedule = {}, retryPolicy = {}, ...before} = this.campaign ?? {};
    return {
      name: before.name ?? '',
      agentId: before.agentId ?? this.agents?.[0]?.id ?? '',
      agentVersion: String(before.agentVersion ?? ''),
      phoneNumberId: before.phoneNumberId ?? (this.numbers.find((one) => one.canCall !== false) ?? this.numbers[0])?.id ?? '',
      maxConcurrent: String(before.maxConcurrent ?? 5),
      scheduledStartAt: localDateTime(before.scheduledStartAt),
      'schedule.timezone': schedule.timezone ?? timeZone(),
      'schedule.windowStart': schedule.windowStart ?? '09:00',
      'schedule.windowEnd': schedule.windowEnd === '24:00' ? '00:00' : (schedule.windowEnd ?? '19:00'),
      'schedule.weekdays': schedule.weekdays ?? [0, 1, 2, 3, 4, 5, 6],
      'retryPolicy.maxAttempts': String(retryPolicy.maxAttempts ?? 1),
      'retryPolicy.backoffMinutes': String(retryPolicy.backoffMinutes ?? 60),
      'retryPolicy.retryOn': retryPolicy.retryOn ?? ['no_answer', 'busy', 'voicemail'],
      webhookUrl: before.webhookUrl ?? '',
    };
  }

  render() {
    return html`<osm-dialog .heading=${t(this.campaign ? 'campaigns.edit' : 'campaigns.make')} .body=${this.#body()} wide></osm-dialog>`;
  }

  #body() {
    if (this.fault) {
      return failure(this.fault, () => this.#load());
    }
    if (!this.agents) {
      return html`<p class="loading" role="status">${t('common.loading')}</p>`;
    }
    const form = this.#form;
    const number = this.numbers.find((one) => one.id === form.values.phoneNumberId);
    const agent = this.agents.find((one) => one.id === form.values.agentId);
    const versions = Array.from({length: agent?.currentVersion ?? 0}, (_, i) => String(i + 1)).reverse();
    return html`
      <form novalidate @submit=${(/** @type {Event} */ event) => this.#submit(event)}>
        ${field({form, name: 'name', label: t('campaigns.name'), required: true, maxlength: 100})}
        <div class="columns">
          ${field({form, name: 'agentId', label: t('calls.agent'), options: this.agents.map((one) => ({value: one.id, label: one.name}))})}
          ${field({form, name: 'agentVersion', label: t('agents.version'), options: [
            {value: '', label: t('campaigns.newestVersion')}, ...versions.map((value) => ({value, label: value})),
          ]})}
          ${field({form, name: 'phoneNumberId', label: t('calls.from'), options: this.numbers.map((one) => ({
            value: one.id, label: `${phone(one.phoneNumber)} ${one.label === one.phoneNumber ? '' : one.label}`,
          }))})}
          ${field({form, name: 'maxConcurrent', label: t('campaigns.atATime'), type: 'number', min: 1, max: 50})}
        </div>
        ${this.numbers.length === 0
          ? html`<p class="notice warn">${t('calls.noNumber')} <a href="/numbers">${t('nav.numbers')}</a></p>`
          : number?.simulated
            ? html`<p class="hint">${simulatedBadge(number)} ${t('calls.simulatedCall')}</p>`
            : html`<p class="notice warn">${t('campaigns.real')}</p>`}
        ${this.#hours()} ${this.#retries()}
        <div class="columns">
          ${field({form, name: 'scheduledStartAt', label: t('campaigns.begin'), type: 'datetime-local',
            hint: t('campaigns.beginHint', {zone: timeZone()})})}
          ${field({form, name: 'webhookUrl', label: t('campaigns.webhook'), type: 'url', hint: t('campaigns.webhookHint')})}
        </div>
        ${form.summary()}
        <div class="actions">${form.submitButton(t(this.campaign ? 'common.save' : 'campaigns.make'))}</div>
      </form>
    `;
  }

  #hours() {
    const form = this.#form;
    const {values, errors} = form;
    const end = values['schedule.windowEnd'];
    return html`
      <fieldset>
        <legend>${t('campaigns.hours')}</legend>
        <div class="columns">
          ${field({form, name: 'schedule.windowStart', label: t('hours.from'), type: 'time'})}
          ${field({form, name: 'schedule.windowEnd', label: t('hours.to'), type: 'time', hint: t('hours.toHint')})}
          ${field({form, name: 'schedule.timezone', label: t('campaigns.zone'), options: timeZones(values['schedule.timezone'])})}
        </div>
        <osm-hours .start=${values['schedule.windowStart']} .end=${end === '00:00' ? '24:00' : end}
          .weekdays=${values['schedule.weekdays']} .zone=${values['schedule.timezone']} editable
          @days=${(/** @type {CustomEvent<number[]>} */ event) => form.change('schedule.weekdays', event.detail)}></osm-hours>
        ${errors['schedule.weekdays'] ? html`<p class="error">${errors['schedule.weekdays']}</p>` : nothing}
        <p class="hint">${t('campaigns.complianceToo')} <a href="/compliance">${t('nav.compliance')}</a></p>
      </fieldset>
    `;
  }

  #retries() {
    const form = this.#form;
    const on = form.values['retryPolicy.retryOn'];
    const again = Number(form.values['retryPolicy.maxAttempts']) > 1;
    return html`
      <fieldset>
        <legend>${t('campaigns.retries')}</legend>
        <div class="columns">
          ${field({form, name: 'retryPolicy.maxAttempts', label: t('campaigns.attempts'), type: 'number', min: 1, max: 10})}
          ${again ? field({form, name: 'retryPolicy.backoffMinutes', label: t('campaigns.backoff'), type: 'number', min: 1, max: 10080}) : nothing}
        </div>
        ${again ? html`
          <div class="badges" role="group" aria-label=${t('campaigns.retryOn')}>
            <span>${t('campaigns.retryOn')}:</span>
            ${RETRY_ON.map((status) => html`
              <label class="inline">
                <input type="checkbox" .checked=${on.includes(status)} @change=${() => this.#toggle(status)} />
                ${term('terms.leadStatus', status)}
              </label>
            `)}
          </div>
          ${form.errors['retryPolicy.retryOn'] ? html`<p class="error">${form.errors['retryPolicy.retryOn']}</p>` : nothing}
        ` : nothing}
      </fieldset>
    `;
  }

  /** @param {string} status */
  #toggle(status) {
    const on = this.#form.values['retryPolicy.retryOn'];
    const changed = on.includes(status) ? on.filter((/** @type {string} */ one) => one !== status) : [...on, status];
    this.#form.change('retryPolicy.retryOn', changed);
  }

  /** @param {Event} event */
  async #submit(event) {
    /** @type {any} */
    let saved;
    const done = await this.#form.submit(event, async (values) => {
      const draft = draftOf(values);
      saved = this.campaign
        ? await api.put(`/api/campaigns/${this.campaign.id}`, draft)
        : await api.post('/api/campaigns', draft);
    });
    if (done) {
      this.emit('close');
      this.emit('saved', saved);
    }
  }
}
customElements.define('osm-campaign-form', CampaignForm);

/** What is sent; null removes what was set before. @param {Record<string, any>} values */
function draftOf(values) {
  const end = values['schedule.windowEnd'];
  return {
    name: values.name,
    agentId: values.agentId,
    agentVersion: values.agentVersion ? Number(values.agentVersion) : null,
    phoneNumberId: values.phoneNumberId,
    maxConcurrent: wholeNumber(values.maxConcurrent),
    scheduledStartAt: values.scheduledStartAt ? instantOf(values.scheduledStartAt) : null,
    schedule: {
      timezone: values['schedule.timezone'],
      windowStart: values['schedule.windowStart'],
      windowEnd: end === '00:00' ? '24:00' : end,
      weekdays: values['schedule.weekdays'],
    },
    retryPolicy: {
      maxAttempts: wholeNumber(values['retryPolicy.maxAttempts']),
      backoffMinutes: wholeNumber(values['retryPolicy.backoffMinutes']),
      retryOn: values['retryPolicy.retryOn'],
    },
    webhookUrl: values.webhookUrl,
  };
}

/** @param {string} text empty: the default */
function wholeNumber(text) {
  return text === '' ? undefined : Number(text);
}
