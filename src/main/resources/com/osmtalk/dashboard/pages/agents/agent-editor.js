// What an agent says, how it sounds and what it can do, the most important first; beside it a place to try it.
import {Element, html, nothing} from '../../core/element.js';
import {ApiError, send} from '../../core/api.js';
import {t} from '../../core/texts.js';
import {badge} from '../../kit/badge.js';
import {checkbox, field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {toast} from '../../kit/toast.js';
import {faultyPlacesIn, fromForm, placesIn, toForm} from './agent-form.js';
import './analysis-fields.js';
import './tools.js';
import './try-agent.js';
import './voice.js';

const TURNS = /** @type {const} */ ([
  'duckAfterMs', 'stopAfterMs', 'stopAfterWords', 'sentencePauseMs', 'pauseMs', 'unfinishedPauseMs',
]);

/** `<osm-agent-editor .agent=${agent} .tag=${ETag} .providers=${…} @saved=${({detail: {agent, tag}}) => …}>`. */
export class AgentEditor extends Element {
  static properties = {
    agent: {attribute: false},
    tag: {},
    providers: {attribute: false},
  };

  #form = new Form(this, {});
  /** The state that the form was filled with: not filled again over what is being typed. */
  #filledWith = '';

  constructor() {
    super();
    /** @type {any} */
    this.agent = null;
    this.tag = '';
    /** @type {any} */
    this.providers = null;
  }

  get unsaved() {
    return this.#form.changed;
  }

  willUpdate() {
    const state = `${this.agent.id} ${this.agent.updatedAt}`;
    if (state !== this.#filledWith && !this.#form.changed) {
      this.#filledWith = state;
      this.#form.reset(toForm(this.agent));
    }
  }

  render() {
    const form = this.#form;
    return html`
      <div class="split">
        <form class="page" novalidate @submit=${this.#submit}>
          ${this.#words()} ${this.#sound()} ${this.#conversation()}
          <osm-agent-tools class="card" .form=${form} .agentId=${this.agent.id} @changed=${this.#listChanged}></osm-agent-tools>
          ${this.#analysis()} ${this.#notApplied()}
          <div class="save-bar card">
            ${form.summary()}
            <div class="actions">
              ${form.changed ? html`
                <button type="button" @click=${this.#undo}>${t('agents.undo')}</button>
                ${badge(t('agents.unsaved'), 'warn')}
              ` : nothing}
              ${form.submitButton(t('common.save'))}
            </div>
          </div>
        </form>
        <osm-try-agent class="card" .agentId=${this.agent.id} .places=${this.#places()} .unsaved=${form.changed}
          .providers=${this.providers}></osm-try-agent>
      </div>
    `;
  }

  /** The variables that the words have places for. */
  #places() {
    return placesIn(this.#allWords);
  }

  get #allWords() {
    return `${this.#form.values.greeting} ${this.#form.values.systemPrompt}`;
  }

  #words() {
    const form = this.#form;
    const places = this.#places();
    const faulty = faultyPlacesIn(this.#allWords);
    const {script} = this.agent;
    return html`
      <section class="card" aria-label=${t('agents.words')}>
        <h2>${t('agents.words')}</h2>
        ${field({form, name: 'name', label: t('agents.name'), required: true})}
        ${field({form, name: 'greeting', label: t('agents.greeting'), hint: t('agents.greetingHint'), rows: 2})}
        ${field({form, name: 'systemPrompt', label: t('agents.prompt'), hint: t('agents.promptHint'), rows: 14})}
        ${places.length > 0 ? html`
          <p class="badges"><span class="hint">${t('agents.places')}</span> ${places.map((name) => badge(name))}</p>
        ` : nothing}
        ${faulty.length > 0 ? html`
          <p class="notice warn" role="status">${t('agents.placesFaulty', {places: faulty.join(', ')})}</p>
        ` : nothing}
        ${script ? html`
          <div class="notice ${script.understood === false ? 'warn' : ''}">
            <p>${t(script.understood === false ? 'agents.scriptNotUnderstood' : 'agents.script')}</p>
            ${script.purpose ? html`<p>${script.purpose}</p>` : nothing}
            <ol>${script.points.map((/** @type {string} */ point) => html`<li>${point}</li>`)}</ol>
          </div>
        ` : nothing}
      </section>
    `;
  }

  #sound() {
    const form = this.#form;
    return html`
      <section class="card" aria-label=${t('agents.voice')}>
        <h2>${t('agents.voice')}</h2>
        <osm-agent-voice .form=${form} .providers=${this.providers} .agentId=${this.agent.id} @changed=${this.#listChanged}>
        </osm-agent-voice>
      </section>
    `;
  }

  #conversation() {
    const form = this.#form;
    return html`
      <section class="card" aria-label=${t('agents.conversation')}>
        <h2>${t('agents.conversation')}</h2>
        ${checkbox({form, name: 'recordingEnabled', label: t('agents.recording'), hint: t('agents.recordingHint')})}
        ${checkbox({form, name: 'keypadInputEnabled', label: t('agents.keypad')})}
        ${checkbox({form, name: 'askOwner', label: t('agents.askOwner'), hint: t('agents.askOwnerHint')})}
        <div class="columns">
          ${field({form, name: 'maxDurationSeconds', label: t('agents.longest'), type: 'number', min: 1})}
          ${field({form, name: 'idleTimeoutSeconds', label: t('agents.idle'), type: 'number', min: 1})}
        </div>
        ${field({form, name: 'voicemailMessage', label: t('agents.voicemail'), hint: t('agents.voicemailHint'), rows: 2})}
        <details>
          <summary>${t('agents.turnTaking')}</summary>
          <div class="columns">
            ${TURNS.map((name) =>
              field({form, name: `turnTaking.${name}`, label: t(`agents.turns.${name}`), type: 'number'}))}
          </div>
        </details>
      </section>
    `;
  }

  #analysis() {
    const form = this.#form;
    return html`
      <section class="card" aria-label=${t('agents.analysis')}>
        <h2>${t('agents.analysis')}</h2>
        ${checkbox({form, name: 'postCallAnalysis.enabled', label: t('agents.analysisEnabled')})}
        ${field({form, name: 'postCallAnalysis.successCriteria', label: t('agents.success'), hint: t('agents.successHint'), rows: 2})}
        <osm-analysis-fields .form=${form} @changed=${this.#listChanged}></osm-analysis-fields>
      </section>
    `;
  }

  /** What is kept and has no effect on this server, as the answer to the last change told. */
  #notApplied() {
    /** @type {{field: string, reason: string}[]} */
    const kept = this.agent.notApplied ?? [];
    return kept.length === 0 ? nothing : html`
      <details class="card">
        <summary>${t('agents.notApplied', {n: kept.length})}</summary>
        <dl class="facts">${kept.map(({field: name, reason}) => html`<dt><code>${name}</code></dt><dd>${reason}</dd>`)}</dl>
      </details>
    `;
  }

  #listChanged() {
    this.requestUpdate();
  }

  #undo() {
    this.#form.reset(toForm(this.agent));
  }

  /**
   * Reads what somebody else made of the agent, so that it can be seen, or be replaced by what is in the form.
   *
   * @param {ApiError} fault
   */
  async #changedElsewhere(fault) {
    const answer = await send('GET', `/api/agents/${this.agent.id}`);
    this.emit('saved', {agent: await answer.json(), tag: answer.headers.get('ETag') ?? ''});
    return new ApiError(fault.status, fault.code, t('agents.changedElsewhere'));
  }

  /** @param {Event} event */
  async #submit(event) {
    /** @type {any} */
    let saved;
    const done = await this.#form.submit(event, async (values) => {
      try {
        const answer = await send('PUT', `/api/agents/${this.agent.id}`, {
          body: fromForm(values, this.agent),
          headers: this.tag ? {'If-Match': this.tag} : {},
        });
        saved = {agent: await answer.json(), tag: answer.headers.get('ETag') ?? ''};
      } catch (fault) {
        throw fault instanceof ApiError && fault.status === 412 ? await this.#changedElsewhere(fault) : fault;
      }
    });
    if (done) {
      toast(t('common.saved'));
      this.emit('saved', saved);
    }
  }
}
customElements.define('osm-agent-editor', AgentEditor);
