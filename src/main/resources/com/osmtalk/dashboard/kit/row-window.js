// Which rows of a long list are on the page: those near the view. A browser lays out all rows of a table again when one is
// added, so that the next fifty of two thousand took it thirty times as long as the API took to tell them.

const ROWS = 25;
/** Of a chunk of rows that was never shown. */
const USUAL_HEIGHT = 1200;

/** The rows of a table by chunks, of which those far from the view are an empty space of the same height. */
export class RowWindow {
  /** The first chunk that is shown, and the first behind those that are. */
  from = 0;
  to = 4;

  /** @type {number[]} of each chunk, as it was when it was last shown */
  #heights = [];

  /** @param {number} rows how many there are */
  chunks(rows) {
    const last = Math.min(this.to, this.#count(rows));
    return Array.from({length: Math.max(0, last - this.from)}, (_, i) => this.from + i);
  }

  /**
   * @template T
   * @param {T[]} rows
   * @param {number} chunk
   */
  rowsOf(rows, chunk) {
    return rows.slice(chunk * ROWS, (chunk + 1) * ROWS);
  }

  /** The place of a chunk's first row among all. @param {number} chunk */
  firstOf(chunk) {
    return chunk * ROWS;
  }

  /** Pixels that chunks above those shown take up. */
  get above() {
    return this.#sum(0, this.from);
  }

  /** Pixels that chunks below those shown take up. @param {number} rows */
  below(rows) {
    return this.#sum(this.to, this.#count(rows));
  }

  /** Another list: from its beginning. */
  reset() {
    this.from = 0;
    this.to = 4;
    this.#heights = [];
  }

  /**
   * Looks where the view is.
   *
   * @param {HTMLTableElement} table
   * @param {number} rows
   * @returns {boolean} whether other chunks are to be shown
   */
  look(table, rows) {
    for (const body of table.tBodies) {
      if (body.dataset.chunk) {
        this.#heights[Number(body.dataset.chunk)] = body.offsetHeight;
      }
    }
    const view = window.innerHeight;
    let y = table.tBodies[0]?.getBoundingClientRect().top ?? 0;
    let from = -1;
    let to = 0;
    for (let i = 0; i < this.#count(rows); i++) {
      const end = y + this.#height(i);
      if (end > -view && y < 2 * view) {
        from = from < 0 ? i : from;
        to = i + 1;
      }
      y = end;
    }
    if (from < 0 || (from === this.from && to === this.to)) {
      return false;
    }
    this.from = from;
    this.to = to;
    return true;
  }

  /** @param {number} rows */
  #count(rows) {
    return Math.ceil(rows / ROWS);
  }

  /** @param {number} chunk */
  #height(chunk) {
    return this.#heights[chunk] ?? USUAL_HEIGHT;
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  #sum(from, to) {
    let sum = 0;
    for (let i = from; i < to; i++) {
      sum += this.#height(i);
    }
    return sum;
  }
}
