// The beginning of a CSV file, to look at before it is sent. What counts is how the API reads it.

/**
 * @param {string} text
 * @param {number} most rows
 * @returns {string[][]} the first rows, the header among them
 */
export function firstRows(text, most) {
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  let row = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    row.push(cell);
    if (row.some((one) => one.trim() !== '')) {
      rows.push(row);
    }
    row = [];
    cell = '';
  };
  for (let i = text.charCodeAt(0) === 0xfeff ? 1 : 0; i < text.length && rows.length < most; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        cell += '"';
        i++;
      } else if (c === '"') {
        quoted = false;
      } else {
        cell += c;
      }
    } else if (c === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (c === ',') {
      row.push(cell);
      cell = '';
    } else if (c === '\n') {
      endRow();
    } else if (c !== '\r') {
      cell += c;
    }
  }
  if (rows.length < most && (cell !== '' || row.length > 0)) {
    endRow();
  }
  return rows;
}

/** Whether one of the columns is the one that holds phone numbers. @param {string[]} header */
export function hasNumbers(header) {
  return header.some((name) => ['phone', 'phone_number', 'number', 'phonenumber'].includes(name.trim().toLowerCase()));
}

/**
 * @typedef {object} Part
 * @property {string} text a CSV file of its own, with the header
 * @property {number} rows
 * @property {number} before how many rows of the whole file stand before it, the header not counted
 */

/**
 * Splits a CSV file between rows, as the API tells rows apart: a line break in quotes is none, an empty line is no row.
 *
 * @param {string} text
 * @param {number} most rows of each part
 * @returns {Part[]}
 */
export function parts(text, most) {
  const records = recordEnds(text);
  const header = text.slice(0, records[0] ?? 0).replace(/[\r\n]+$/, '');
  /** @type {Part[]} */
  const found = [];
  for (let from = 1; from < records.length; from += most) {
    const to = Math.min(from + most, records.length);
    const body = text.slice(records[from - 1], records[to - 1]);
    found.push({text: `${header}\n${body}`, rows: to - from, before: from - 1});
  }
  return found;
}

/** Where each row that is not empty ends. @param {string} text */
function recordEnds(text) {
  const ends = [];
  let quoted = false;
  let closed = -1; // where the last quoted text ended
  let empty = true; // nothing but blanks since the row began
  let cellBegan = true; // and since its cell did
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '"') {
        quoted = false;
        closed = i;
      }
    } else if (c === '"' && (cellBegan || closed === i - 1)) {
      // also the second of two that stand for one
      quoted = true;
      empty = cellBegan = false;
    } else if (c === '\n' || c === '\r') {
      if (!empty) {
        ends.push(c === '\r' && text[i + 1] === '\n' ? i + 2 : i + 1);
      }
      empty = cellBegan = true;
    } else if (c === ',') {
      empty = false;
      cellBegan = true;
    } else if (c.trim() !== '') {
      empty = cellBegan = false;
    }
  }
  if (!empty) {
    ends.push(text.length);
  }
  return ends;
}
