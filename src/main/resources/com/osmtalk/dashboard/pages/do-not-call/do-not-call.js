// The numbers that are never dialled: found, added one by one or many at once, taken off.
import {Page, html, nothing, sentence} from '../../core/element.js';
import {api} from '../../core/api.js';
import {dateTime, phone} from '../../core/formats.js';
import {router} from '../../core/router.js';
import {t, term} from '../../core/texts.js';
import {badge} from '../../kit/badge.js';
import {confirm} from '../../kit/confirm.js';
import {empty} from '../../kit/empty.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {toast} from '../../kit/toast.js';
import './add-many.js';
import './add-one.js';
import '../../kit/table.js';

class DoNotCallPage extends Page {
  /** @type {'' | 'one' | 'many'} */
  adding = '';
  #search = new Form(this, {q: ''});
  #rows = this.#rowsOf('');

  get heading() {
    return t('nav.doNotCall');
  }

  get unsaved() {
    const many = /** @type {import('./add-many.js').AddManyDoNotCall | null} */ (this.querySelector('osm-add-many-do-not-call'));
    return many?.running ?? false;
  }

  async load() {
    const q = this.query.get('q') ?? '';
    this.#search.reset({q});
    this.#rows = this.#rowsOf(q);
  }

  /** @param {string} q digits of a number, or words of a reason */
  #rowsOf(q) {
    return (/** @type {string | undefined} */ cursor) =>
      api.get('/api/campaigns/dnc', {q, limit: 50, cursor}, this.signal);
  }

  actions() {
    return html`
      <button type="button" @click=${() => this.set({adding: 'many'})}>${t('doNotCall.addMany')}</button>
      <button type="button" class="primary" @click=${() => this.set({adding: 'one'})}>${t('doNotCall.add')}</button>
    `;
  }

  content() {
    const form = this.#search;
    const close = () => this.set({adding: ''});
    return html`
      <p class="lead">${t('doNotCall.lead')}</p>
      <form class="inline" role="search" novalidate @submit=${this.#find}>
        ${field({form, name: 'q', label: t('doNotCall.find'), type: 'search', placeholder: '98765 43210'})}
        <button>${t('doNotCall.search')}</button>
        ${this.query.get('q') ? html`
          <button type="button" class="plain" @click=${this.#clear}>${t('doNotCall.all')}</button>
        ` : nothing}
      </form>
      <osm-table .name=${t('nav.doNotCall')} .columns=${this.#columns()} .load=${this.#rows} .empty=${this.#nothing()}
        .more=${(/** @type {any} */ entry) => html`
          <button type="button" class="plain" @click=${() => this.#remove(entry)}>
            ${t('doNotCall.remove')} <span class="unseen">${entry.phoneNumber}</span>
          </button>
        `}></osm-table>
      ${this.adding === 'one' ? html`<osm-add-do-not-call @close=${close} @done=${this.#added}></osm-add-do-not-call>` : nothing}
      ${this.adding === 'many' ? html`<osm-add-many-do-not-call @close=${close} @done=${this.#added}></osm-add-many-do-not-call>` : nothing}
    `;
  }

  #columns() {
    /** @type {import('../../kit/table.js').Column[]} */
    const columns = [
      {label: t('doNotCall.number'), cell: (entry) => phone(entry.phoneNumber)},
      {label: t('doNotCall.reason'), kind: 'wide', cell: (entry) => entry.reason || '–'},
      {label: t('doNotCall.source'), cell: (entry) => badge(term('terms.dncSource', entry.source), entry.source === 'opt_out' ? 'warn' : 'quiet')},
      {label: t('doNotCall.since'), cell: (entry) => dateTime(entry.createdAt)},
    ];
    return columns;
  }

  #nothing() {
    return this.query.get('q')
      ? empty({icon: 'check', heading: t('doNotCall.notListed'), text: t('doNotCall.notListedText')})
      : empty({icon: 'doNotCall', heading: t('doNotCall.none'), text: t('doNotCall.noneText')});
  }

  /** @param {Event} event */
  #find(event) {
    event.preventDefault();
    const q = this.#search.values.q.trim();
    router.setQuery({q});
    this.#rows = this.#rowsOf(q);
    this.requestUpdate();
  }

  #clear() {
    router.setQuery({q: ''});
    this.reload();
  }

  #added() {
    this.#table?.reload();
  }

  /** @param {any} entry */
  async #remove(entry) {
    const number = phone(entry.phoneNumber);
    const sure = await confirm({
      heading: t('doNotCall.removeHeading', {number}),
      text: t(entry.source === 'opt_out' ? 'doNotCall.removeAsked' : 'doNotCall.removeText'),
      action: t('doNotCall.remove'),
      danger: true,
    });
    if (!sure) {
      return;
    }
    try {
      await api.delete(`/api/campaigns/dnc/${entry.id}`);
      toast(t('doNotCall.removed', {number}));
      this.#table?.reload();
    } catch (fault) {
      toast(sentence(fault), 'bad');
    }
  }

  get #table() {
    return /** @type {import('../../kit/table.js').Table | null} */ (this.querySelector('osm-table'));
  }
}
customElements.define('page-do-not-call', DoNotCallPage);
