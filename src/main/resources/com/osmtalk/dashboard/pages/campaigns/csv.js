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
    } else if (c === '"') {
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
