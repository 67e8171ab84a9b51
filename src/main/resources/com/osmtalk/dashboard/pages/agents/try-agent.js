// Tries an agent as it is stored: in writing, or by voice in this browser.
import {Element, html, nothing, sentence} from '../../core/element.js';
import {api} from '../../core/api.js';
import {t} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {WebCall} from './web-call.js';

/** @typedef {{who: 'agent' | 'caller', text: string, open?: boolean}} Line */

/** `<osm-try-agent .agentId=${id} .places=${['first_name']} .unsaved=${…} .providers=${…}>`. */
export class TryAgent extends Element {
  static properties = {
    agentId: {},
    places: {attribute: false},
    unsaved: {type: Boolean},
    providers: {attribute: false},
  };

  /** @type {Line[]} */
  lines = [];
  /** @type {'' | 'chat' | 'voice' | 'over'} */
  mode = '';
  session = '';
  callId = '';
  problem = '';
  /** @type {WebCall | null} */
  call = null;
  #form = new Form(this, {message: ''});

  constructor() {
    super();
    this.agentId = '';
    /** @type {string[]} */
    this.places = [];
    this.unsaved = false;
    /** @type {any} */
    this.providers = null;
  }

  disconnectedCallback() {
    this.call?.close();
    super.disconnectedCallback();
  }

  updated() {
    const log = this.querySelector('.try-lines');
    log?.scrollTo(0, log.scrollHeight);
  }

  render() {
    const form = this.#form;
    return html`
      <h2>${t('agents.try')}</h2>
      ${this.unsaved ? html`<p class="hint">${t('agents.tryStored')}</p>` : nothing}
      ${this.#speaks()}
      ${this.mode === '' && this.places.length > 0 ? html`
        <details>
          <summary>${t('agents.tryVariables')}</summary>
          ${this.places.map((name) => field({form, name: `dynamicVariables.${name}`, label: name}))}
        </details>
      ` : nothing}
      <div class="try-lines" role="log" aria-label=${t('agents.try')} tabindex="0">
        <ol class="transcript">
          ${this.lines.map((line) => html`
            <li class=${line.who}><p class="words" dir="auto">${line.text}${line.open ? ' …' : ''}</p></li>
          `)}
        </ol>
      </div>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      <form class="inline" novalidate @submit=${this.#write} @input=${() => this.call?.typing()}>
        ${field({form, name: 'message', label: t('agents.message'), maxlength: 4000, autocomplete: 'off', disabled: this.mode === 'over'})}
        ${form.submitButton(t('agents.send'))}
      </form>
      ${form.summary()}
      <div class="actions">
        ${this.mode === '' ? html`
          <button type="button" @click=${this.#talk}>${t('agents.talk')}</button>
        ` : html`
          ${this.call?.canHear ? html`
            <button type="button" aria-pressed=${this.call.hearing} @click=${this.#microphone}>${t('agents.microphone')}</button>
          ` : nothing}
          ${this.mode === 'voice' ? html`
            <button type="button" class="danger" @click=${() => this.call?.end()}>${t('agents.hangUp')}</button>
          ` : html`<button type="button" @click=${this.#again}>${t('agents.tryAgain')}</button>`}
          ${this.callId ? html`<a href="/calls/${this.callId}">${t('agents.tryCall')}</a>` : nothing}
        `}
      </div>
    `;
  }

  /** Who speaks here: a script is not what callers of a model would hear. */
  #speaks() {
    const {model, voice, recognizer} = this.providers ?? {};
    return html`
      <p class="hint">
        ${model ? t('agents.modelSpeaks', {model}) : t('agents.scriptSpeaks')}
        ${voice && recognizer ? nothing : t('agents.noVoice')}
      </p>
    `;
  }

  #variables() {
    const written = Object.entries(this.#form.values)
      .filter(([name, value]) => name.startsWith('dynamicVariables.') && value)
      .map(([name, value]) => [name.slice('dynamicVariables.'.length), value]);
    return written.length > 0 ? {dynamicVariables: Object.fromEntries(written)} : {};
  }

  /** @param {Event} event */
  async #write(event) {
    const form = this.#form;
    const text = String(form.values.message ?? '').trim();
    event.preventDefault();
    if (!text || form.busy) {
      return;
    }
    if (this.call) {
      this.call.write(text);
      form.change('message', '');
      return;
    }
    const before = this.lines;
    this.set({mode: 'chat', lines: [...before, {who: 'caller', text}]});
    const done = await form.submit(event, async () => {
      const reply = await api.post(`/api/agents/${this.agentId}/chat`, {
        message: text,
        ...(this.session ? {sessionId: this.session} : this.#variables()),
      });
      form.values.message = '';
      this.set({
        session: reply.sessionId,
        callId: reply.callId,
        lines: [...this.lines, {who: 'agent', text: reply.reply}],
        mode: reply.ended ? 'over' : 'chat',
      });
    });
    if (!done) {
      this.set({lines: before, mode: this.session ? 'chat' : ''});
    }
  }

  async #talk() {
    // before anything is waited for: only a press of a button lets a page be heard
    const call = new WebCall((state) => this.set(state));
    this.set({call, mode: 'voice', problem: '', lines: []});
    try {
      const web = await api.post(`/api/agents/${this.agentId}/connect`, this.#variables());
      this.set({callId: web.callId});
      call.begin(web.url, web.token);
    } catch (fault) {
      call.close();
      this.set({call: null, mode: '', problem: sentence(fault)});
    }
  }

  async #microphone() {
    this.problem = '';
    if (!(await this.call?.toggleMicrophone())) {
      this.set({problem: t('agents.noMicrophone')});
    }
  }

  #again() {
    this.call?.close();
    this.set({call: null, lines: [], mode: '', session: '', callId: '', problem: ''});
  }
}
customElements.define('osm-try-agent', TryAgent);
