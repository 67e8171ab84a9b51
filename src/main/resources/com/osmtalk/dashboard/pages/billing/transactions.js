// Every change of the balance, the newest first.
import {Element, html} from '../../core/element.js';
import {api} from '../../core/api.js';
import {dateTime, money} from '../../core/formats.js';
import {t, term} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import '../../kit/table.js';

const KINDS = ['welcome', 'top_up', 'call', 'number_setup', 'number_rent', 'refund', 'dispute'];

export class Transactions extends Element {
  #filters = new Form(this, {kind: ''});
  #rows = rowsOf('');

  /** Looks for what is new. */
  refresh() {
    return /** @type {import('../../kit/table.js').Table | null} */ (this.querySelector('osm-table'))?.refresh();
  }

  render() {
    const form = this.#filters;
    const kinds = KINDS.map((value) => ({value, label: term('terms.transactionKind', value)}));
    return html`
      <div class="stack">
        <form class="filters narrow" @submit=${(/** @type {Event} */ event) => event.preventDefault()} @change=${this.#filter}>
          ${field({form, name: 'kind', label: t('billing.kind'), options: [{value: '', label: t('billing.all')}, ...kinds]})}
        </form>
        <osm-table .name=${t('billing.transactions')} .load=${this.#rows} .columns=${this.#columns()}
          .empty=${html`<p class="hint">${t('billing.noTransactions')}</p>`}></osm-table>
      </div>
    `;
  }

  #columns() {
    /** @type {import('../../kit/table.js').Column[]} */
    const columns = [
      {label: t('billing.when'), cell: (one) => dateTime(one.createdAt)},
      {label: t('billing.kind'), cell: (one) => term('terms.transactionKind', one.kind)},
      {label: t('billing.what'), kind: 'wide', cell: (one) => about(one)},
      {label: t('billing.bucket'), cell: (one) => term('terms.creditBucket', one.bucket)},
      {label: t('billing.change'), kind: 'number', cell: (one) => money(one.amount)},
    ];
    return columns;
  }

  #filter() {
    this.#rows = rowsOf(this.#filters.values.kind);
    this.requestUpdate();
  }
}
customElements.define('osm-transactions', Transactions);

/** @param {string} kind */
function rowsOf(kind) {
  return (/** @type {string | undefined} */ cursor) => api.get('/api/billing/transactions', {kind, cursor, limit: 50});
}

/** What it was for. @param {any} one */
function about(one) {
  if (one.callId) {
    return html`<a href="/calls/${one.callId}">${t('billing.aCall')}</a>`;
  }
  if (one.phoneNumberId) {
    return html`<a href="/numbers/${one.phoneNumberId}">${t('billing.aNumber')}</a> ${one.note ?? ''}`;
  }
  return one.orderId ? html`${t('billing.order', {id: one.orderId})} ${one.note ?? ''}` : (one.note ?? '–');
}
