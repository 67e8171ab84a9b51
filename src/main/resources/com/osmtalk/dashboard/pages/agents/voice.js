// Which model thinks for an agent, what understands its callers and with which voice it speaks.
import {Element, html, nothing} from '../../core/element.js';
import {send} from '../../core/api.js';
import {sentence} from '../../core/element.js';
import {t} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';

/** `<osm-agent-voice .form=${form} .providers=${…} .agentId=${id} @changed=${…}>`. */
export class AgentVoice extends Element {
  static properties = {
    form: {attribute: false},
    providers: {attribute: false},
    agentId: {},
  };

  /** @type {'' | 'loading' | 'playing'} */
  heard = '';
  problem = '';

  constructor() {
    super();
    /** @type {Form} */
    this.form = new Form(this, {});
    /** @type {any} */
    this.providers = null;
    this.agentId = '';
  }

  render() {
    const {form, providers} = this;
    return html`
      <div @change=${() => this.emit('changed')}>
        <div class="columns">
          ${field({form, name: 'language', label: t('agents.language'), options: this.#languages()})}
        </div>
        <div class="columns">
          ${this.#choice('tts.provider', t('agents.voiceProvider'), providers.voices)}
          ${this.#of('tts.model', t('agents.model'), providers.voices, 'tts.provider', 'models')}
          ${this.#of('tts.voice', t('agents.voiceName'), providers.voices, 'tts.provider', 'voices')}
        </div>
        <div class="actions">
          <button type="button" aria-busy=${this.heard === 'loading'} @click=${this.#hear}>${t('agents.hear')}</button>
        </div>
        ${this.problem ? html`<p class="notice warn" role="alert">${this.problem}</p>` : nothing}
        <div class="columns">
          ${this.#choice('stt.provider', t('agents.recognizer'), providers.recognizers)}
          ${this.#of('stt.model', t('agents.model'), providers.recognizers, 'stt.provider', 'models')}
        </div>
        <div class="columns">
          ${this.#choice('llm.provider', t('agents.llm'), providers.models)}
          ${this.#of('llm.model', t('agents.model'), providers.models, 'llm.provider', 'models')}
          ${field({form, name: 'temperature', label: t('agents.temperature'), type: 'number', min: 0, max: 2, step: 0.1})}
        </div>
      </div>
    `;
  }

  #languages() {
    const now = this.form.values.language;
    /** @type {string[]} */
    const known = this.providers.languages;
    return (known.includes(now) ? known : [now, ...known]).map((value) => ({value, label: languageName(value)}));
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {{provider: string, configured?: boolean}[]} list
   */
  #choice(name, label, list) {
    const now = this.form.values[name];
    const options = list.map(({provider, configured}) => ({
      value: provider,
      label: configured === false ? t('agents.notConfigured', {provider}) : provider,
    }));
    return field({form: this.form, name, label, options: withValue(options, now)});
  }

  /**
   * What the chosen provider has.
   *
   * @param {string} name
   * @param {string} label
   * @param {any[]} list
   * @param {string} provider the name of the field that holds it
   * @param {'models' | 'voices'} kind
   */
  #of(name, label, list, provider, kind) {
    /** @type {string[]} */
    const values = list.find((one) => one.provider === this.form.values[provider])?.[kind] ?? [];
    const options = values.map((value) => ({value, label: value}));
    return field({form: this.form, name, label, options: withValue(options, this.form.values[name])});
  }

  async #hear() {
    const {values} = this.form;
    this.set({heard: 'loading', problem: ''});
    try {
      const answer = await send('POST', '/api/platform/speech', {
        body: {
          text: String(values.greeting || t('agents.sample')).replace(/\{\{[^}]*\}\}/g, '').slice(0, 200),
          language: values.language,
          tts: {provider: values['tts.provider'], model: values['tts.model'], voice: values['tts.voice']},
        },
      });
      const url = URL.createObjectURL(await answer.blob());
      const audio = new Audio(url);
      audio.onended = () => URL.revokeObjectURL(url);
      await audio.play();
    } catch (fault) {
      this.set({problem: sentence(fault)});
    } finally {
      this.set({heard: ''});
    }
  }
}
customElements.define('osm-agent-voice', AgentVoice);

/**
 * Choices with the one that is set, also when it is not among them: an agent may come from elsewhere.
 *
 * @param {{value: string, label: string}[]} options
 * @param {string | undefined} value
 */
function withValue(options, value) {
  return !value || options.some((one) => one.value === value) ? options : [{value, label: value}, ...options];
}

/** @param {string} tag */
function languageName(tag) {
  try {
    const name = new Intl.DisplayNames([document.documentElement.lang], {type: 'language'}).of(tag);
    return name ? `${name} (${tag})` : tag;
  } catch {
    return tag;
  }
}
