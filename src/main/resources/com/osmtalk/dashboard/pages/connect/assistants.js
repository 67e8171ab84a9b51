// The assistants that are connected: what each may do and has used up today; limits can be changed, and each ended.
import {Page, html, nothing} from '../../core/element.js';
import {all, api} from '../../core/api.js';
import {dateTime, money} from '../../core/formats.js';
import {t} from '../../core/texts.js';
import {confirm} from '../../kit/confirm.js';
import {Form} from '../../kit/form.js';
import {toast} from '../../kit/toast.js';
import '../../kit/dialog.js';
import {limitFields, limitsOf} from './limits.js';
import {scopeText} from './scopes.js';

export class AssistantsPage extends Page {
  /** @type {any[]} */
  connections = [];
  /** @type {any[]} */
  numbers = [];
  /** @type {any} the one whose limits are being changed */
  changed = null;
  #form = new Form(this, {});

  get heading() {
    return t('connect.connected');
  }

  get unsaved() {
    return this.changed !== null && this.#form.changed;
  }

  async load() {
    const [connections, numbers] = await Promise.all([
      all('/api/settings/connections', {}, this.signal),
      all('/api/phone-numbers', {}, this.signal),
    ]);
    this.set({connections, numbers});
  }

  content() {
    return html`
      <p>${t('connect.connectedLead')}</p>
      ${this.connections.length === 0 ? html`<p class="hint">${t('connect.none')}</p>` : nothing}
      <div class="cards">${this.connections.map((one) => this.#card(one))}</div>
      ${this.changed ? this.#dialog() : nothing}
    `;
  }

  /** @param {any} one */
  #card(one) {
    const calls = String(one.callsToday);
    return html`
      <section class="card" aria-label=${one.clientName}>
        <h2>${one.clientName}</h2>
        <p class="hint">${t('connect.of', {host: one.clientHost, name: one.user.email})}</p>
        <ul>${one.scopes.map((/** @type {string} */ scope) => html`<li>${scopeText(scope)}</li>`)}</ul>
        <p>
          ${one.maxCallsPerDay === undefined
            ? t('connect.callsToday', {calls})
            : t('connect.callsOf', {calls, most: String(one.maxCallsPerDay)})}
          ${one.maxSpendPerDay === undefined
            ? t('connect.spentToday', {spent: money(one.spentToday)})
            : t('connect.spentOf', {spent: money(one.spentToday), most: money(one.maxSpendPerDay)})}
        </p>
        <p class="hint">
          ${one.lastUsedAt ? t('connect.lastUsed', {time: dateTime(one.lastUsedAt)}) : t('connect.neverUsed')}
        </p>
        <div class="actions">
          <button type="button" @click=${() => this.#change(one)}>${t('connect.changeLimits')}</button>
          <button type="button" class="danger" @click=${() => this.#end(one)}>${t('connect.end')}</button>
        </div>
      </section>
    `;
  }

  /** @param {any} one */
  #change(one) {
    /** @type {string[] | undefined} */
    const only = one.phoneNumberIds;
    this.#form.reset({
      allNumbers: only === undefined,
      maxCallsPerDay: one.maxCallsPerDay ?? '',
      maxSpendPerDay: one.maxSpendPerDay ?? '',
      ...Object.fromEntries((only ?? []).map((id) => [id, true])),
    });
    this.set({changed: one});
  }

  #dialog() {
    const form = this.#form;
    const body = html`
      <form novalidate @submit=${(/** @type {Event} */ event) => this.#save(event)}>
        ${limitFields(form, this.numbers)}
        ${form.summary()}
        ${form.submitButton(t('common.save'))}
      </form>
    `;
    return html`
      <osm-dialog .heading=${this.changed.clientName} .body=${body} @close=${() => this.set({changed: null})}></osm-dialog>
    `;
  }

  /** @param {Event} event */
  #save(event) {
    return this.#form.submit(event, async (values) => {
      await api.put(address(this.changed), limitsOf(values, this.numbers));
      this.set({changed: null});
      toast(t('common.saved'));
      await this.reload();
    });
  }

  /** @param {any} one */
  async #end(one) {
    const sure = await confirm({
      heading: t('connect.endHeading', {name: one.clientName}),
      text: t('connect.endText'),
      action: t('connect.end'),
      danger: true,
    });
    if (sure) {
      await api.delete(address(one));
      await this.reload();
    }
  }
}
customElements.define('page-assistants', AssistantsPage);

/** @param {any} connection */
function address(connection) {
  return `/api/settings/connections/${encodeURIComponent(connection.id)}`;
}
