// A list of any length: pages by the API's cursor, the next one fetched as the end of the list comes near.
import {Wrapper, failure, html, nothing} from '../core/element.js';
import {guard} from 'lit/directives/guard.js';
import {repeat} from 'lit/directives/repeat.js';
import {t} from '../core/texts.js';

/**
 * @template [Row=any]
 * @typedef {object} Column
 * @property {string} label
 * @property {(row: Row) => unknown} cell text, or a template
 * @property {'' | 'number' | 'wide'} [kind]
 */

/**
 * `<osm-table name="Calls" .columns=${…} .load=${(cursor) => api.get('/api/calls', {cursor})} .href=${(row) => …}>`.
 *
 * <p>`load` is a function of the page; another one (another filter) begins the list anew. What is shown stays until the
 * new rows are there.
 */
export class Table extends Wrapper {
  static properties = {
    name: {},
    columns: {attribute: false},
    load: {attribute: false},
    href: {attribute: false},
    empty: {attribute: false},
    more: {attribute: false},
  };

  /** @type {any[]} */
  rows = [];
  /** @type {string | null} */
  cursor = null;
  loading = true;
  /** @type {unknown} */
  fault = null;

  #turn = 0;
  /** @type {IntersectionObserver | null} */
  #observer = null;

  constructor() {
    super();
    this.name = '';
    /** @type {Column[]} */
    this.columns = [];
    /** @type {(cursor: string | undefined) => Promise<{data: any[], nextCursor?: string | null}>} */
    this.load = async () => ({data: []});
    /** @type {((row: any) => string) | null} the place that a row leads to; its first cell is the link */
    this.href = null;
    /** @type {unknown} shown when there is nothing */
    this.empty = nothing;
    /** @type {((row: any) => unknown) | null} buttons at a row's end */
    this.more = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) {
        this.#next();
      }
    }, {rootMargin: '600px'});
  }

  disconnectedCallback() {
    this.#observer?.disconnect();
    super.disconnectedCallback();
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('load')) {
      this.reload();
    }
  }

  updated() {
    this.#observer?.disconnect();
    const end = this.querySelector('.table-end');
    if (end) {
      this.#observer?.observe(end);
    }
  }

  /** Begins at the first page again; what is shown stays until it is there. */
  reload() {
    return this.#fetch(undefined);
  }

  /** Looks for what is new or has changed on the first page; what else is shown stays where it is. */
  async refresh() {
    const turn = this.#turn;
    /** @type {any[]} */
    let data;
    try {
      ({data} = await this.load(undefined));
    } catch {
      // what is shown is still there; the next page, or the next look, tells what is wrong
      return;
    }
    if (turn !== this.#turn || this.loading) {
      return;
    }
    const shown = new Map(this.rows.map((row) => [row.id, row]));
    const fresh = data.filter((row) => !shown.has(row.id));
    data.forEach((row) => shown.set(row.id, row));
    this.set({rows: [...fresh, ...this.rows.map((row) => shown.get(row.id))], fault: null});
  }

  /**
   * Puts a row that changed in the place of what it was.
   *
   * @param {any} row
   */
  replace(row) {
    this.set({rows: this.rows.map((one) => (one.id === row.id ? row : one))});
  }

  #next() {
    if (!this.loading && this.cursor && !this.fault) {
      this.#fetch(this.cursor);
    }
  }

  /** @param {string | undefined} cursor */
  async #fetch(cursor) {
    const turn = ++this.#turn;
    this.set({loading: true, fault: null});
    try {
      const page = await this.load(cursor);
      if (turn === this.#turn) {
        this.set({
          rows: cursor ? [...this.rows, ...page.data] : page.data,
          cursor: page.nextCursor ?? null,
          loading: false,
        });
      }
    } catch (fault) {
      if (turn === this.#turn) {
        this.set({loading: false, fault});
      }
    }
  }

  render() {
    if (this.rows.length === 0) {
      return this.#nothingYet();
    }
    return html`
      <div class="table-frame" aria-busy=${this.loading}>
        <table aria-label=${this.name}>
          <thead>
            <tr>
              ${this.columns.map((column) => html`<th scope="col" class=${column.kind ?? ''}>${column.label}</th>`)}
              ${this.more ? html`<th><span class="unseen">${t('common.actions')}</span></th>` : nothing}
            </tr>
          </thead>
          <tbody>
            ${repeat(this.rows, (row) => row.id, (row) => guard([row, this.columns, this.more], () => this.#row(row)))}
          </tbody>
        </table>
      </div>
      ${this.#end()}
    `;
  }

  #nothingYet() {
    if (this.fault) {
      return failure(this.fault, () => this.reload());
    }
    return this.loading ? html`<p class="loading" role="status">${t('common.loading')}</p>` : this.empty;
  }

  /** @param {any} row */
  #row(row) {
    return html`
      <tr>
        ${this.columns.map((column, i) => html`
          <td class=${column.kind ?? ''} data-label=${column.label}>
            ${i === 0 && this.href ? html`<a class="row-link" href=${this.href(row)}>${column.cell(row)}</a>` : column.cell(row)}
          </td>
        `)}
        ${this.more ? html`<td class="row-actions">${this.more(row)}</td>` : nothing}
      </tr>
    `;
  }

  #end() {
    if (this.fault) {
      return failure(this.fault, () => this.#fetch(this.cursor ?? undefined));
    }
    return this.cursor
      ? html`<p class="table-end"><button type="button" @click=${() => this.#next()}>${t('common.more')}</button></p>`
      : nothing;
  }
}
customElements.define('osm-table', Table);
