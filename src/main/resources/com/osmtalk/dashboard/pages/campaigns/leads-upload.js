// Adds the people of a CSV file: dropped or chosen, looked at, then sent; what was not taken is told row by row.
import {Element, failure, html, nothing} from '../../core/element.js';
import {send} from '../../core/api.js';
import {number} from '../../core/formats.js';
import {t} from '../../core/texts.js';
import {icon} from '../../kit/icons.js';
import {firstRows, hasNumbers, parts} from './csv.js';

const SHOWN = 5;
const LARGEST = 32_000_000;
/** So many rows are sent at once: few enough that nobody else waits for the server, and that one sees it go on. */
const AT_ONCE = 500;
/** So many rows that were not taken are listed. */
const LISTED = 1_000;

/** `<osm-leads-upload .campaignId=${id} @added=${…}>`. */
class LeadsUpload extends Element {
  static properties = {campaignId: {}};

  /** @type {{name: string, text: string, rows: string[][], parts: import('./csv.js').Part[]} | null} */
  file = null;
  /** How many parts of the file are sent. */
  sent = 0;
  stopped = false;
  over = false;
  busy = false;
  problem = '';
  /** @type {unknown} */
  fault = null;
  /** @type {any} what came of it */
  result = null;

  constructor() {
    super();
    this.campaignId = '';
  }

  /** Whether a file was chosen and is not sent yet. */
  get unsaved() {
    return this.file !== null;
  }

  render() {
    return html`
      <section class="card" aria-label=${t('campaigns.addLeads')}>
        <h2>${t('campaigns.addLeads')}</h2>
        <label class="drop ${this.over ? 'over' : ''}" @dragover=${this.#drag} @dragleave=${() => this.set({over: false})} @drop=${this.#drop}>
          ${icon('upload')}
          <span>${t('campaigns.drop')}</span>
          <span class="button">${t('campaigns.chooseFile')}</span>
          <input type="file" class="unseen" accept=".csv,text/csv" @change=${this.#chosen} />
        </label>
        <p class="hint">${t('campaigns.csvHint')}</p>
        ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
        ${this.file ? this.#preview(this.file) : nothing}
        ${this.fault ? failure(this.fault) : nothing}
        ${this.result ? this.#told() : nothing}
      </section>
    `;
  }

  /** @param {{name: string, rows: string[][], parts: import('./csv.js').Part[]}} file */
  #preview({name, rows: [header, ...rows], parts: all}) {
    return html`
      <h3>${t('campaigns.preview', {name})}</h3>
      ${hasNumbers(header) ? nothing : html`<p class="notice warn">${t('campaigns.noPhoneColumn')}</p>`}
      <div class="table-frame" tabindex="0" role="region" aria-label=${t('campaigns.preview', {name})}>
        <table>
          <thead><tr>${header.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead>
          <tbody>${rows.map((row) => html`<tr>${header.map((_, i) => html`<td>${row[i] ?? ''}</td>`)}</tr>`)}</tbody>
        </table>
      </div>
      ${this.sent > 0 || this.busy ? this.#progress(all) : html`<p class="hint">${t('campaigns.previewText')}</p>`}
      <div class="actions">
        <button type="button" class="primary" aria-busy=${this.busy} aria-disabled=${this.busy} @click=${this.#send}>
          ${this.busy ? t('campaigns.sending') : t(this.sent > 0 ? 'campaigns.sendRest' : 'campaigns.send')}
        </button>
        ${this.busy
          ? html`<button type="button" aria-disabled=${this.stopped} @click=${() => this.set({stopped: true})}>${t('campaigns.stopSending')}</button>`
          : html`<button type="button" class="plain" @click=${() => this.set({file: null, fault: null})}>${t('common.cancel')}</button>`}
      </div>
    `;
  }

  /** @param {import('./csv.js').Part[]} all */
  #progress(all) {
    const done = rowsOf(all.slice(0, this.sent));
    const rows = rowsOf(all);
    return html`
      <progress max=${rows} .value=${done} aria-label=${t('campaigns.sending')}></progress>
      <p role="status" class=${this.busy ? 'hint' : 'notice warn'}>
        ${t(this.busy ? 'campaigns.sentRows' : 'campaigns.sentPartly', {done, rows})}
      </p>
    `;
  }

  #told() {
    const {inserted, csvErrors, onDoNotCallList, missingVariables} = this.result;
    return html`
      <p class="notice ${inserted > 0 ? 'good' : 'warn'}" role="status">${t('campaigns.inserted', {n: inserted})}</p>
      ${onDoNotCallList ? html`<p class="notice">${t('campaigns.onDoNotCall', {n: onDoNotCallList})}</p>` : nothing}
      ${missingVariables ? html`
        <p class="notice warn">${t('campaigns.missingVariables', {names: missingVariables.join(', ')})}</p>
      ` : nothing}
      ${csvErrors.length > 0 ? html`
        <h3>${t('campaigns.notTaken', {n: csvErrors.length})}</h3>
        ${csvErrors.length > LISTED ? html`<p class="hint">${t('campaigns.firstListed', {n: LISTED})}</p>` : nothing}
        <div class="table-frame short" tabindex="0" role="region" aria-label=${t('campaigns.notTaken', {n: csvErrors.length})}>
          <table class="row-errors">
            <thead><tr><th scope="col">${t('campaigns.row')}</th><th scope="col">${t('campaigns.why')}</th></tr></thead>
            <tbody>${csvErrors.slice(0, LISTED).map((/** @type {any} */ one) => html`<tr><td>${number(one.row)}</td><td>${one.message}</td></tr>`)}</tbody>
          </table>
        </div>
      ` : nothing}
    `;
  }

  /** @param {DragEvent} event */
  #drag(event) {
    event.preventDefault();
    if (!this.over) {
      this.set({over: true});
    }
  }

  /** @param {DragEvent} event */
  #drop(event) {
    event.preventDefault();
    this.set({over: false});
    this.#read(event.dataTransfer?.files[0]);
  }

  /** @param {Event} event */
  async #chosen(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    await this.#read(input.files?.[0]);
    input.value = ''; // the same file can be chosen again once it is mended
  }

  /** @param {File | undefined} file */
  async #read(file) {
    if (!file) {
      return;
    }
    if (this.busy) {
      return;
    }
    this.set({file: null, result: null, fault: null, problem: '', sent: 0});
    if (file.size > LARGEST) {
      this.set({problem: t('campaigns.tooLarge')});
      return;
    }
    try {
      const text = await file.text();
      const rows = firstRows(text, SHOWN + 1);
      this.set(rows.length > 0 ? {file: {name: file.name, text, rows, parts: parts(text, AT_ONCE)}} : {problem: t('campaigns.emptyFile')});
    } catch {
      this.set({problem: t('campaigns.unreadable')});
    }
  }

  /** Sends what is not sent yet, part after part. A part that was broken off is sent again as the same request. */
  async #send() {
    const {file} = this;
    if (this.busy || !file) {
      return;
    }
    this.set({busy: true, fault: null, stopped: false});
    try {
      // a file with a header alone is sent as it is: the API says what is wrong with it
      const all = file.parts.length > 0 ? file.parts : [{text: file.text, rows: 0, before: 0}];
      while (this.sent < all.length && !this.stopped && this.isConnected) {
        await this.#sendPart(all[this.sent]);
        this.set({sent: this.sent + 1});
        this.emit('added');
      }
      if (this.sent === all.length) {
        this.set({file: null});
      }
    } catch (fault) {
      this.set({fault});
    } finally {
      this.set({busy: false});
    }
  }

  /** @param {import('./csv.js').Part} part */
  async #sendPart({text, before}) {
    const response = await send('POST', `/api/campaigns/${this.campaignId}/leads`, {
      body: text, headers: {'Content-Type': 'text/csv'},
    });
    const {inserted, csvErrors, onDoNotCallList, missingVariables = []} = await response.json();
    const sofar = this.result ?? {inserted: 0, csvErrors: []};
    const missing = [...new Set([...(sofar.missingVariables ?? []), ...missingVariables])];
    const errors = csvErrors.map((/** @type {any} */ one) => ({...one, row: one.row + before}));
    this.set({
      result: {
        inserted: sofar.inserted + inserted,
        csvErrors: [...sofar.csvErrors, ...errors],
        onDoNotCallList,
        missingVariables: missing.length > 0 ? missing : undefined,
      },
    });
  }
}
customElements.define('osm-leads-upload', LeadsUpload);

/** @param {import('./csv.js').Part[]} some */
function rowsOf(some) {
  return some.reduce((sum, {rows}) => sum + rows, 0);
}
