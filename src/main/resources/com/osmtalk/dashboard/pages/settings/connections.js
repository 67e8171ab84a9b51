// Connected assistants: who may act for whom, how much, and ending it at once; and connecting another one.
import {Page, html, nothing, sentence} from '../../core/element.js';
import {all, api} from '../../core/api.js';
import {ago, money, number, phone} from '../../core/formats.js';
import {session} from '../../core/session.js';
import {t} from '../../core/texts.js';
import {confirm} from '../../kit/confirm.js';
import {toast} from '../../kit/toast.js';
import '../../kit/table.js';
import {scopeText} from '../connect/scopes.js';
import '../start/connect-assistant.js';
import './connection-limits.js';
import {settingsLinks} from './parts.js';

class ConnectionsPage extends Page {
  /** @type {any[]} numbers of the organisation */
  numbers = [];
  /** @type {any} the connection whose limits are changed */
  edited = null;

  #rows = (/** @type {string | undefined} */ cursor) =>
    api.get('/api/settings/connections', {cursor, limit: 50}, this.signal);

  get heading() {
    return t('settings.assistants');
  }

  get #table() {
    return /** @type {import('../../kit/table.js').Table | null} */ (this.querySelector('osm-table'));
  }

  async load() {
    this.numbers = await all('/api/phone-numbers', {}, this.signal);
  }

  content() {
    return html`
      ${settingsLinks()}
      <p class="lead">${t('settings.assistantsText')}</p>
      ${session.isOwner ? nothing : html`<p class="notice">${t('settings.ownAssistants')}</p>`}
      <osm-table .name=${t('settings.assistants')} .load=${this.#rows} .columns=${this.#columns()}
        .empty=${html`<p class="hint">${t('settings.noAssistants')}</p>`}
        .more=${(/** @type {any} */ one) => (this.#mayChange(one) ? this.#buttons(one) : nothing)}></osm-table>
      <section class="card" aria-labelledby="connect-heading">
        <h2 id="connect-heading">${t('start.assistant.heading')}</h2>
        <osm-connect-assistant class="stack"></osm-connect-assistant>
      </section>
      ${this.edited ? html`
        <osm-connection-limits .connection=${this.edited} .numbers=${this.numbers} @close=${() => this.set({edited: null})}
          @saved=${(/** @type {CustomEvent<any>} */ event) => this.#saved(event.detail)}></osm-connection-limits>
      ` : nothing}
    `;
  }

  #columns() {
    /** @type {import('../../kit/table.js').Column[]} */
    const columns = [
      {
        label: t('settings.assistant'),
        kind: 'wide',
        cell: (one) => html`<strong>${one.clientName}</strong> <span class="hint">${one.clientHost}</span>`,
      },
      {label: t('settings.actsFor'), cell: (one) => one.user.name},
      {
        label: t('settings.may'),
        kind: 'wide',
        cell: (one) => one.scopes.map(scopeText).join('; '),
      },
      {label: t('settings.limits'), kind: 'wide', cell: (one) => this.#limits(one)},
      {label: t('settings.lastUsed'), cell: (one) => (one.lastUsedAt ? ago(one.lastUsedAt) : t('settings.neverUsed'))},
    ];
    return columns;
  }

  /** @param {any} one */
  #limits(one) {
    const names = one.phoneNumberIds?.map((/** @type {string} */ id) => this.#numberOf(id)).join(', ');
    const calls = {n: number(one.callsToday), most: number(one.maxCallsPerDay)};
    const spent = {amount: money(one.spentToday), most: money(one.maxSpendPerDay)};
    return html`
      <span class="lines-of-text">
        <span>${one.maxCallsPerDay === undefined ? t('settings.callsUnlimited', calls) : t('settings.callsLimited', calls)}</span>
        <span>${one.maxSpendPerDay === undefined ? t('settings.spendUnlimited', spent) : t('settings.spendLimited', spent)}</span>
        <span class="hint">${names ? t('settings.fromNumbers', {numbers: names}) : t('settings.fromAll')}</span>
      </span>
    `;
  }

  /** @param {string} id */
  #numberOf(id) {
    const found = this.numbers.find((one) => one.id === id);
    return found ? phone(found.phoneNumber) : id;
  }

  /** An owner decides about all assistants, a member about those that they have connected. @param {any} one */
  #mayChange(one) {
    return session.isOwner || one.user.id === session.account?.user.id;
  }

  /** @param {any} one */
  #buttons(one) {
    return html`
      <button type="button" class="plain" @click=${() => this.set({edited: one})}>
        ${t('settings.changeLimits')} <span class="unseen">${one.clientName}</span>
      </button>
      <button type="button" class="plain" @click=${() => this.#end(one)}>
        ${t('settings.disconnect')} <span class="unseen">${one.clientName}</span>
      </button>
    `;
  }

  /** @param {any} connection */
  #saved(connection) {
    this.set({edited: null});
    this.#table?.replace(connection);
    toast(t('common.saved'));
  }

  /** @param {any} one */
  async #end(one) {
    const sure = await confirm({
      heading: t('settings.disconnectHeading', {name: one.clientName}),
      text: t('settings.disconnectText'),
      action: t('settings.disconnect'),
      danger: true,
    });
    if (!sure) {
      return;
    }
    try {
      await api.delete(`/api/settings/connections/${encodeURIComponent(one.id)}`);
      toast(t('settings.disconnected', {name: one.clientName}));
    } catch (fault) {
      toast(sentence(fault), 'bad');
    }
    this.#table?.reload();
  }
}
customElements.define('page-connections', ConnectionsPage);
