// Places a call: a new one, or one like another again.
import {Element, failure, html, nothing} from '../../core/element.js';
import {all, api} from '../../core/api.js';
import {phone} from '../../core/formats.js';
import {router} from '../../core/router.js';
import {t} from '../../core/texts.js';
import {placesIn} from '../agents/agent-form.js';
import {simulatedBadge} from '../../kit/badge.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import '../../kit/dialog.js';

/** What a task fills. */
const OF_TASKS = ['task', 'callee', 'on_behalf_of'];

/** `<osm-place-call .again=${call} @close=${…}>`; opens the call's page when it was placed. */
export class PlaceCall extends Element {
  static properties = {again: {attribute: false}, agentId: {}};

  /** @type {any[] | null} */
  agents = null;
  /** @type {any[]} */
  numbers = [];
  /** @type {unknown} */
  fault = null;
  #form = new Form(this, {});

  constructor() {
    super();
    /** @type {any} the call that it is to be like */
    this.again = null;
    this.agentId = '';
  }

  firstUpdated() {
    this.#load();
  }

  async #load() {
    this.set({fault: null});
    try {
      const [agents, numbers] = await Promise.all([all('/api/agents'), all('/api/phone-numbers')]);
      this.set({agents, numbers: numbers.filter((one) => one.status === 'active' && one.canCall !== false)});
      this.#form.reset(this.#first());
    } catch (fault) {
      this.set({fault});
    }
  }

  #first() {
    const before = this.again ?? {};
    const agent = this.agents?.find((one) => one.id === (before.agentId ?? this.agentId));
    return {
      destination: before.to ?? '',
      agentId: agent?.id ?? this.agents?.[0]?.id ?? '',
      phoneNumberId: (this.numbers.find((one) => one.id === before.phoneNumberId) ?? this.numbers[0])?.id ?? '',
      task: before.task ?? '',
      callee: before.callee ?? '',
      onBehalfOf: before.onBehalfOf ?? '',
      variables: before.dynamicVariables ?? {},
    };
  }

  render() {
    return html`
      <osm-dialog .heading=${t(this.again ? 'calls.again' : 'calls.place')} .body=${this.#body()}></osm-dialog>
    `;
  }

  #body() {
    if (this.fault) {
      return failure(this.fault, () => this.#load());
    }
    if (!this.agents) {
      return html`<p class="loading" role="status">${t('common.loading')}</p>`;
    }
    if (this.numbers.length === 0) {
      return html`<p class="notice warn">${t('calls.noNumber')}</p><a href="/numbers">${t('nav.numbers')}</a>`;
    }
    const form = this.#form;
    const number = this.numbers.find((one) => one.id === form.values.phoneNumberId);
    return html`
      <form novalidate @submit=${(/** @type {Event} */ event) => this.#submit(event)}>
        ${field({form, name: 'destination', label: t('calls.to'), type: 'tel', required: true, hint: t('calls.toHint'), placeholder: '+91…'})}
        ${field({form, name: 'phoneNumberId', label: t('calls.from'), options: this.numbers.map((one) => ({
          value: one.id, label: `${phone(one.phoneNumber)} ${one.label}`,
        }))})}
        ${number?.simulated
          ? html`<p class="hint">${simulatedBadge(number)} ${t('calls.simulatedCall')}</p>`
          : html`<p class="notice warn">${t('calls.realCall')}</p>`}
        ${field({form, name: 'agentId', label: t('calls.agent'), options: this.agents.map((one) => ({value: one.id, label: one.name}))})}
        ${field({form, name: 'task', label: t('calls.task'), hint: t('calls.taskHint'), rows: 3, maxlength: 2000})}
        <div class="columns">
          ${field({form, name: 'callee', label: t('calls.callee'), maxlength: 100})}
          ${field({form, name: 'onBehalfOf', label: t('calls.onBehalfOf'), maxlength: 100})}
        </div>
        ${this.#variables()}
        ${form.summary()}
        <div class="actions">${form.submitButton(t('calls.placeNow'))}</div>
      </form>
    `;
  }

  /** One for each place in the agent's words, filled as the call before had them. */
  #variables() {
    const form = this.#form;
    const agent = this.agents?.find((one) => one.id === form.values.agentId);
    const names = placesIn(`${agent?.greeting ?? ''} ${agent?.systemPrompt ?? ''}`).filter((name) => !OF_TASKS.includes(name));
    return names.length === 0 ? nothing : html`
      <fieldset>
        <legend>${t('calls.variables')}</legend>
        ${names.map((name) => {
          const key = `dynamicVariables.${name}`;
          form.values[key] ??= form.values.variables?.[name] ?? '';
          return field({form, name: key, label: name});
        })}
      </fieldset>
    `;
  }

  /** @param {Event} event */
  async #submit(event) {
    /** @type {any} */
    let placed;
    const done = await this.#form.submit(event, async (values) => {
      const written = Object.entries(values)
        .filter(([name, value]) => name.startsWith('dynamicVariables.') && value !== '')
        .map(([name, value]) => [name.slice('dynamicVariables.'.length), value]);
      const {destination, agentId, phoneNumberId, task, callee, onBehalfOf} = values;
      placed = await api.post('/api/calls/outbound', {
        destination,
        agentId,
        phoneNumberId,
        ...(task && {task}),
        ...(callee && {callee}),
        ...(onBehalfOf && {onBehalfOf}),
        ...(written.length > 0 && {dynamicVariables: Object.fromEntries(written)}),
      });
    });
    if (done) {
      this.emit('close');
      router.open(`/calls/${placed.callId}`);
    }
  }
}
customElements.define('osm-place-call', PlaceCall);
