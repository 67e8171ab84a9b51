// Connecting an assistant: an owner makes a key here, and the lines for each assistant have it in them.
import {Element, html, nothing, sentence} from '../../core/element.js';
import {api} from '../../core/api.js';
import {session} from '../../core/session.js';
import {t} from '../../core/texts.js';
import {icon} from '../../kit/icons.js';
import '../../kit/copy.js';
import '../../kit/tabs.js';
import {byKey, endpoint, isReachable} from './assistants.js';

const PLACE = 'osm_…';

class ConnectAssistant extends Element {
  /** @type {string | null} shown this once */
  key = null;
  busy = false;
  problem = '';
  /** A member makes no keys: they begin with what needs none. */
  selected = session.isOwner ? 'claude-code' : 'browser';

  render() {
    return html`
      <p>${t(session.isOwner ? 'start.assistant.text' : 'start.assistant.memberText')}</p>
      ${session.isOwner ? this.#key() : nothing}
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      <osm-tabs
        .name=${t('start.assistant.which')}
        .selected=${this.selected}
        .tabs=${[...byKey(this.key ?? PLACE).map((one) => this.#tab(one)), this.#browserTab()]}
        @select=${(/** @type {CustomEvent<string>} */ event) => this.set({selected: event.detail})}
      ></osm-tabs>
    `;
  }

  #key() {
    return this.key
      ? html`
          <div class="notice good">
            <p>${t('start.assistant.once')}</p>
            <osm-copy .value=${this.key} .label=${t('start.assistant.key')}></osm-copy>
          </div>
        `
      : html`
          <p>
            <button class="primary" type="button" aria-disabled=${this.busy} @click=${this.#make}>
              ${icon('plug')} ${t('start.assistant.make')}
            </button>
          </p>
        `;
  }

  /**
   * @param {import('./assistants.js').Assistant} one
   * @returns {import('../../kit/tabs.js').Tab}
   */
  #tab(one) {
    const how = one.how === 'run'
      ? t('start.assistant.run')
      : t('start.assistant.paste', {file: one.file ?? '', name: one.name});
    return {
      id: one.id,
      label: one.name,
      content: () => html`
        <p>${how}</p>
        <osm-copy .value=${one.lines} .label=${one.name}></osm-copy>
      `,
    };
  }

  /** @returns {import('../../kit/tabs.js').Tab} */
  #browserTab() {
    return {
      id: 'browser',
      label: t('start.assistant.inBrowser'),
      content: () => html`
        <p>${t('start.assistant.address')}</p>
        <osm-copy .value=${endpoint()} .label=${t('start.assistant.inBrowser')}></osm-copy>
        ${isReachable() ? nothing : html`<p class="hint">${t('start.assistant.unreachable')}</p>`}
      `,
    };
  }

  async #make() {
    if (this.busy) {
      return;
    }
    this.set({busy: true, problem: ''});
    try {
      const made = await api.post('/api/settings/api-keys', {name: t('start.assistant.keyName')});
      this.set({key: made.key});
      this.emit('done', 'assistant');
    } catch (fault) {
      this.set({problem: sentence(fault)});
    } finally {
      this.set({busy: false});
    }
  }
}
customElements.define('osm-connect-assistant', ConnectAssistant);
