// The people of the organisation, who is invited, and the organisation itself.
import {Page, html, nothing, sentence} from '../../core/element.js';
import {api} from '../../core/api.js';
import {date, dateTime} from '../../core/formats.js';
import {session} from '../../core/session.js';
import {t, term} from '../../core/texts.js';
import {badge} from '../../kit/badge.js';
import {confirm} from '../../kit/confirm.js';
import {icon} from '../../kit/icons.js';
import {toast} from '../../kit/toast.js';
import '../../kit/table.js';
import './invite.js';
import './organization.js';
import {settingsLinks} from '../settings/parts.js';

const ROLES = /** @type {const} */ (['owner', 'member']);

export class PeoplePage extends Page {
  inviting = false;

  #members = (/** @type {string | undefined} */ cursor) =>
    api.get('/api/organization/members', {cursor, limit: 50}, this.signal);
  #invitations = (/** @type {string | undefined} */ cursor) =>
    api.get('/api/organization/invitations', {cursor, limit: 50}, this.signal);

  get heading() {
    return t('account.people');
  }

  get unsaved() {
    return Boolean(this.querySelector('osm-organization form.changed'));
  }

  actions() {
    return session.isOwner
      ? html`
          <button type="button" class="primary" @click=${() => this.set({inviting: true})}>
            ${icon('plus')} ${t('people.invite')}
          </button>
        `
      : nothing;
  }

  content() {
    return html`
      ${settingsLinks()}
      <p class="lead">${t('people.roles')}</p>
      <osm-table id="members" .name=${t('account.people')} .load=${this.#members} .columns=${this.#columns()}
        .more=${session.isOwner ? (/** @type {any} */ member) => this.#remove(member) : null}></osm-table>
      ${session.isOwner ? this.#open() : nothing}
      <osm-organization></osm-organization>
      ${this.inviting
        ? html`<osm-invite @close=${() => this.set({inviting: false})} @done=${this.#invited}></osm-invite>`
        : nothing}
    `;
  }

  #open() {
    return html`
      <h2>${t('people.invitations')}</h2>
      <osm-table id="invitations" .name=${t('people.invitations')} .load=${this.#invitations}
        .empty=${html`<p class="hint">–</p>`}
        .columns=${[
          {label: t('people.email'), cell: (/** @type {any} */ one) => one.email},
          {label: t('people.role'), cell: (/** @type {any} */ one) => term('terms.personRole', one.role)},
          {label: t('people.invitedBy'), cell: (/** @type {any} */ one) => one.invitedBy},
          {label: t('people.expires'), cell: (/** @type {any} */ one) => dateTime(one.expiresAt)},
        ]}
        .more=${(/** @type {any} */ one) => html`
          <button type="button" class="plain" @click=${() => this.#withdraw(one)}>${t('people.withdraw')}</button>
        `}></osm-table>
    `;
  }

  #columns() {
    return [
      {
        label: t('people.name'),
        cell: (/** @type {any} */ member) => html`${member.name}
          ${member.id === session.account?.user.id ? badge(t('people.you'), 'quiet') : nothing}`,
      },
      {label: t('people.email'), cell: (/** @type {any} */ member) => member.email},
      {label: t('people.role'), cell: (/** @type {any} */ member) => this.#role(member)},
      {label: t('people.joined'), cell: (/** @type {any} */ member) => date(member.joinedAt)},
    ];
  }

  /** @param {any} member */
  #role(member) {
    if (!session.isOwner) {
      return term('terms.personRole', member.role);
    }
    return html`
      <select aria-label=${t('people.roleOf', {name: member.name})} @change=${(/** @type {Event} */ event) => this.#setRole(event, member)}>
        ${ROLES.map((role) => html`
          <option value=${role} ?selected=${member.role === role}>${term('terms.personRole', role)}</option>
        `)}
      </select>
    `;
  }

  /** @param {any} member */
  #remove(member) {
    return member.id === session.account?.user.id
      ? nothing
      : html`
          <button type="button" class="plain" @click=${() => this.#removed(member)}>
            ${t('people.remove')} <span class="unseen">${member.name}</span>
          </button>
        `;
  }

  /**
   * @param {Event} event
   * @param {any} member
   */
  async #setRole(event, member) {
    const select = /** @type {HTMLSelectElement} */ (event.target);
    try {
      await api.put(`/api/organization/members/${encodeURIComponent(member.id)}`, {role: select.value});
      toast(t('people.changed', {name: member.name, role: term('terms.personRole', select.value)}));
      if (member.id === session.account?.user.id) {
        await session.refresh();
        this.requestUpdate();
      }
      this.#table('members')?.reload();
    } catch (fault) {
      select.value = member.role;
      toast(sentence(fault), 'bad');
    }
  }

  /** @param {any} member */
  async #removed(member) {
    const sure = await confirm({
      heading: t('people.removeHeading', {name: member.name}),
      text: t('people.removeText'),
      action: t('people.remove'),
      danger: true,
    });
    if (sure) {
      await this.#done(() => api.delete(`/api/organization/members/${encodeURIComponent(member.id)}`), 'members',
        t('people.removed', {name: member.name}));
    }
  }

  /** @param {any} invitation */
  #withdraw(invitation) {
    return this.#done(() => api.delete(`/api/organization/invitations/${encodeURIComponent(invitation.id)}`),
      'invitations', t('people.withdrawn'));
  }

  /**
   * @param {() => Promise<unknown>} action
   * @param {string} table that shows it
   * @param {string} news
   */
  async #done(action, table, news) {
    try {
      await action();
      toast(news);
      await this.#table(table)?.reload();
    } catch (fault) {
      toast(sentence(fault), 'bad');
    }
  }

  #invited() {
    this.#table('invitations')?.reload();
  }

  /** @param {string} id */
  #table(id) {
    return /** @type {import('../../kit/table.js').Table | null} */ (this.querySelector(`#${id}`));
  }
}
customElements.define('page-people', PeoplePage);
