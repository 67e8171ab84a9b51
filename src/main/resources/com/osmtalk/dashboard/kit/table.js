// A list of any length: pages by the API's cursor, the next one fetched as the end of the list comes near.
import {Wrapper, failure, html, nothing} from '../core/element.js';
import {guard} from 'lit/directives/guard.js';
import {repeat} from 'lit/directives/repeat.js';
import {t} from '../core/texts.js';
import {RowWindow} from './row-window.js';

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
  #window = new RowWindow();
  /** Ends what is asked for when something else is. */
  #asked = new AbortController();
  #looking = false;
  #scrolled = () => this.#look();
  /** @type {IntersectionObserver | null} */
  #observer = null;

  constructor() {
    super();
    this.name = '';
    /** @type {Column[]} */
    this.columns = [];
    /** @type {(cursor: string | undefined, signal: AbortSignal) => Promise<{data: any[], nextCursor?: string | null}>} */
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
    }, {rootMargin: '4000px'});
    // whatever scrolls: the page, or a dialog
    document.addEventListener('scroll', this.#scrolled, {capture: true, passive: true});
    addEventListener('resize', this.#scrolled);
  }

  disconnectedCallback() {
    this.#observer?.disconnect();
    this.#asked.abort();
    document.removeEventListener('scroll', this.#scrolled, {capture: true});
    removeEventListener('resize', this.#scrolled);
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
    this.#look();
  }

  /** Once for each picture that the browser paints. */
  #look() {
    if (this.#looking) {
      return;
    }
    this.#looking = true;
    requestAnimationFrame(() => {
      this.#looking = false;
      const table = this.querySelector('table');
      if (table && this.#window.look(table, this.rows.length)) {
        this.requestUpdate();
      }
    });
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
      ({data} = await this.load(undefined, this.#asked.signal));
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
    this.#asked.abort();
    this.#asked = new AbortController();
    this.set({loading: true, fault: null});
    try {
      const page = await this.load(cursor, this.#asked.signal);
      if (turn === this.#turn) {
        if (!cursor) {
          this.#window.reset();
        }
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
        <table aria-label=${this.name} aria-rowcount=${this.cursor ? -1 : this.rows.length + 1}>
          <thead>
            <tr>
              ${this.columns.map((column) => html`<th scope="col" class=${column.kind ?? ''}>${column.label}</th>`)}
              ${this.more ? html`<th><span class="unseen">${t('common.actions')}</span></th>` : nothing}
            </tr>
          </thead>
          ${space(this.#window.above)}
          ${repeat(this.#window.chunks(this.rows.length), (chunk) => chunk, (chunk) => this.#chunk(chunk))}
          ${space(this.#window.below(this.rows.length))}
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

  /** @param {number} chunk */
  #chunk(chunk) {
    const first = this.#window.firstOf(chunk) + 2; // the head is the first row
    return html`
      <tbody data-chunk=${chunk}>
        ${repeat(this.#window.rowsOf(this.rows, chunk), (row) => row.id, (row, i) =>
          guard([row, this.columns, this.more, first + i], () => this.#row(row, first + i)))}
      </tbody>
    `;
  }

  /**
   * @param {any} row
   * @param {number} place
   */
  #row(row, place) {
    return html`
      <tr aria-rowindex=${place}>
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

/** In place of rows that are far from the view. @param {number} height */
function space(height) {
  return height > 0
    ? html`<tbody class="space" aria-hidden="true"><tr><td .style=${`height: ${height}px`}></td></tr></tbody>`
    : nothing;
}
