// API keys: of programs and assistants, and those that web pages may use.
import {Page, html, nothing, sentence} from '../../core/element.js';
import {all, api} from '../../core/api.js';
import {ago, date} from '../../core/formats.js';
import {session} from '../../core/session.js';
import {t, term} from '../../core/texts.js';
import {badge} from '../../kit/badge.js';
import {confirm} from '../../kit/confirm.js';
import {empty} from '../../kit/empty.js';
import {icon} from '../../kit/icons.js';
import {ownersOnly} from '../../kit/owners-only.js';
import {toast} from '../../kit/toast.js';
import '../../kit/table.js';
import './key-dialog.js';
import {settingsLinks} from './parts.js';

class KeysPage extends Page {
  /** @type {any[]} */
  agents = [];
  /** @type {any} the key that is edited; `null` for a new one; `undefined` when no dialog is open */
  edited = undefined;

  #rows = (/** @type {string | undefined} */ cursor) =>
    api.get('/api/settings/api-keys', {cursor, limit: 50}, this.signal);

  get heading() {
    return t('settings.keys');
  }

  get #table() {
    return /** @type {import('../../kit/table.js').Table | null} */ (this.querySelector('osm-table'));
  }

  async load() {
    this.agents = session.isOwner ? await all('/api/agents', {}, this.signal) : [];
  }

  actions() {
    return session.isOwner ? this.#makeButton() : nothing;
  }

  #makeButton() {
    return html`
      <button type="button" class="primary" @click=${() => this.set({edited: null})}>
        ${icon('plus')} ${t('settings.makeKey')}
      </button>
    `;
  }

  content() {
    return html`
      ${settingsLinks()}
      <p class="lead">${t('settings.keysText')}</p>
      ${session.isOwner ? this.#list() : ownersOnly()}
    `;
  }

  #list() {
    return html`
      <osm-table .name=${t('settings.keys')} .load=${this.#rows} .columns=${this.#columns()}
        .empty=${empty({
          icon: 'plug',
          heading: t('settings.noKeys'),
          text: t('settings.noKeysText'),
          action: this.#makeButton(),
        })}
        .more=${(/** @type {any} */ key) => this.#buttons(key)}></osm-table>
      ${this.edited === undefined ? nothing : html`
        <osm-key-dialog .apiKey=${this.edited} .agents=${this.agents} @close=${() => this.set({edited: undefined})}
          @done=${() => this.#table?.reload()} @saved=${() => this.#saved()}></osm-key-dialog>
      `}
    `;
  }

  #columns() {
    /** @type {import('../../kit/table.js').Column[]} */
    const columns = [
      {label: t('settings.keyName'), cell: (key) => html`<strong>${key.name}</strong> <code class="hint">${key.prefix}…</code>`},
      {
        label: t('settings.kind'),
        cell: (key) => html`
          <span class="badges">
            ${badge(term('terms.keyKind', key.kind), key.kind === 'browser' ? '' : 'quiet')}
            ${key.enabled ? nothing : badge(t('settings.disabled'), 'warn')}
          </span>`,
      },
      {label: t('settings.opens'), cell: (key) => this.#opens(key)},
      {label: t('settings.lastUsed'), cell: (key) => (key.lastUsedAt ? ago(key.lastUsedAt) : t('settings.neverUsed'))},
      {label: t('settings.made'), cell: (key) => html`<span class="nowrap">${date(key.createdAt)}</span>`},
    ];
    return columns;
  }

  /** @param {any} key */
  #opens(key) {
    const scopes = key.scopes.map((/** @type {string} */ scope) => term('terms.keyScope', scope)).join(', ');
    if (key.kind !== 'browser') {
      return scopes;
    }
    const names = key.agentIds.map((/** @type {string} */ id) => this.agents.find((agent) => agent.id === id)?.name ?? id);
    return html`
      <span class="lines-of-text">
        <span>${names.join(', ')}</span>
        <span class="hint">${t('settings.onDomains', {domains: key.allowedDomains.join(', ')})}</span>
      </span>
    `;
  }

  /** @param {any} key */
  #buttons(key) {
    return html`
      <button type="button" class="plain" @click=${() => this.set({edited: key})}>
        ${t('settings.edit')} <span class="unseen">${key.name}</span>
      </button>
      <button type="button" class="plain" @click=${() => this.#enable(key, !key.enabled)}>
        ${key.enabled ? t('settings.disable') : t('settings.enable')} <span class="unseen">${key.name}</span>
      </button>
      <button type="button" class="plain" @click=${() => this.#delete(key)}>
        ${t('common.delete')} <span class="unseen">${key.name}</span>
      </button>
    `;
  }

  #saved() {
    this.set({edited: undefined});
    toast(t('common.saved'));
    this.#table?.reload();
  }

  /**
   * @param {any} key
   * @param {boolean} enabled
   */
  async #enable(key, enabled) {
    try {
      this.#table?.replace(await api.put(`/api/settings/api-keys/${encodeURIComponent(key.id)}`, {enabled}));
      toast(enabled ? t('settings.keyEnabled', {name: key.name}) : t('settings.keyDisabled', {name: key.name}));
    } catch (fault) {
      toast(sentence(fault), 'bad');
    }
  }

  /** @param {any} key */
  async #delete(key) {
    const sure = await confirm({
      heading: t('settings.deleteKey', {name: key.name}),
      text: t('settings.deleteKeyText'),
      action: t('common.delete'),
      danger: true,
    });
    if (!sure) {
      return;
    }
    try {
      await api.delete(`/api/settings/api-keys/${encodeURIComponent(key.id)}`);
      toast(t('settings.keyDeleted', {name: key.name}));
    } catch (fault) {
      toast(sentence(fault), 'bad');
    }
    this.#table?.reload();
  }
}
customElements.define('page-keys', KeysPage);
