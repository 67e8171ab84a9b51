// An assistant asks for access: who it is, where the answer goes, what it may do, and how much. Reached from `/authorize`
// alone, in the browser in which the assistant opened that.
import {Page, html, nothing} from '../../core/element.js';
import {api, send} from '../../core/api.js';
import {session} from '../../core/session.js';
import {t} from '../../core/texts.js';
import {checkbox, field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {limitFields, limitsOf} from './limits.js';
import {scopeText} from './scopes.js';

/** What a limit is at first: enough for a day's errands, and not enough to be ruined by. */
const CALLS_A_DAY = 20;
const RUPEES_A_DAY = 500;

export class ConnectPage extends Page {
  /** @type {any} */
  request = null;
  /** @type {any[]} of the organisation that is chosen */
  numbers = [];
  gone = false;
  #form = new Form(this, {});

  get heading() {
    return this.request ? t('connect.heading', {name: this.request.clientName}) : t('connect.assistant');
  }

  async load() {
    if (this.query.has('error') || !this.query.has('request')) {
      return;
    }
    this.request = await api.get(path(this.query), {}, this.signal);
    const organizationId = session.organization.id;
    this.#form.reset({
      organizationId,
      scopes: [], // so that what is wrong with the ticks as a whole stands beside them
      phoneNumberIds: [],
      allNumbers: true,
      maxCallsPerDay: CALLS_A_DAY,
      maxSpendPerDay: RUPEES_A_DAY,
      ...Object.fromEntries(this.request.scopes.map((/** @type {string} */ scope) => [scope, true])),
    });
    await this.#loadNumbers(organizationId);
  }

  /** @param {string} organizationId */
  async #loadNumbers(organizationId) {
    const response = await send('GET', '/api/phone-numbers', {
      anonymous: true,
      query: {limit: 100},
      headers: {'X-Organization-Id': organizationId},
      signal: this.signal,
    });
    this.set({numbers: (await response.json()).data});
  }

  content() {
    if (!this.request) {
      return html`<p class="notice bad" role="alert">${refusal(this.query.get('error'))}</p>`;
    }
    if (this.gone) {
      return html`<p role="status">${t('connect.goingOn', {host: this.request.redirectHost})}</p>`;
    }
    const form = this.#form;
    const {clientName: name, redirectHost: host, onThisDevice, scopes} = this.request;
    return html`
      <form class="card" novalidate @submit=${this.#approve}>
        <p>${t('connect.asks', {name, host})}</p>
        <p class="hint">${t('connect.nameUnchecked', {host})}</p>
        ${onThisDevice ? html`<p class="notice warn">${t('connect.onThisDevice')}</p>` : nothing}
        <p>${t('connect.as', {name: session.account?.user.email ?? ''})}</p>
        ${this.#organization()}
        <fieldset>
          <legend>${t('connect.mayDo')}</legend>
          ${scopes.map((/** @type {string} */ scope) => checkbox({form, name: scope, label: scopeText(scope)}))}
          ${form.errors.scopes ? html`<p class="error" role="alert">${t('connect.noScope')}</p>` : nothing}
        </fieldset>
        ${limitFields(form, this.numbers)}
        ${form.summary()}
        <div class="actions">
          ${form.submitButton(t('connect.agree'))}
          <button type="button" @click=${this.#deny}>${t('connect.refuse')}</button>
        </div>
        <p class="hint">${t('connect.endLater')}</p>
      </form>
    `;
  }

  #organization() {
    const all = session.account?.organizations ?? [];
    if (all.length < 2) {
      return html`<p>${t('connect.inOrganization', {name: session.organization.name})}</p>`;
    }
    const options = all.map((one) => ({value: one.id, label: one.name}));
    return html`
      <div @change=${() => this.#chosen()}>
        ${field({form: this.#form, name: 'organizationId', label: t('account.organization'), options})}
      </div>
    `;
  }

  /** Other numbers belong to another organisation. */
  #chosen() {
    this.#form.change('allNumbers', true);
    this.#loadNumbers(this.#form.values.organizationId).catch((fault) => this.#form.submit(new Event('submit'), () => Promise.reject(fault)));
  }

  /** @param {Event} event */
  #approve(event) {
    return this.#form.submit(event, async (values) => {
      const {redirectTo} = await api.post(`${path(this.query)}/approve`, {
        organizationId: values.organizationId,
        scopes: this.request.scopes.filter((/** @type {string} */ scope) => values[scope]),
        ...limitsOf(values, this.numbers),
      });
      this.#goTo(redirectTo);
    });
  }

  /** @param {Event} event */
  #deny(event) {
    return this.#form.submit(event, async () => this.#goTo((await api.post(`${path(this.query)}/deny`)).redirectTo));
  }

  /** @param {string} address of the assistant; where it is a program's own, this page stays open behind it */
  #goTo(address) {
    this.set({gone: true});
    location.assign(address);
  }
}
customElements.define('page-connect', ConnectPage);

/** @param {URLSearchParams} query */
function path(query) {
  return `/api/oauth/requests/${encodeURIComponent(query.get('request') ?? '')}`;
}

/** @param {string | null} error why the server could not let the assistant ask */
function refusal(error) {
  switch (error) {
    case 'redirect_uri':
      return t('connect.wrongAddress');
    case 'invalid_request':
      return t('connect.badRequest');
    case 'client_document':
      return t('connect.badDocument');
    case 'unavailable':
      return t('connect.unavailable');
    default:
      return t('connect.unknownClient');
  }
}
