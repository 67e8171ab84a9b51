// Puts many numbers on the do-not-call list, as they are pasted: one a line.
import {Element, html, nothing} from '../../core/element.js';
import {ApiError, api} from '../../core/api.js';
import {number} from '../../core/formats.js';
import {t} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import '../../kit/dialog.js';

/** The API takes so many at once. */
const AT_ONCE = 1000;
const SHOWN = 20;

/** `<osm-add-many-do-not-call @done=${…} @close=${…}>`; `done` after each thousand that is on the list. */
export class AddManyDoNotCall extends Element {
  /** @type {{line: number, text: string, message: string}[]} */
  wrong = [];
  /** How many lines are on the list, of how many. */
  sent = 0;
  total = 0;
  /** Whether no further thousand is sent. */
  stopped = false;
  /** @type {{inserted: number, alreadyListed: number} | null} */
  result = null;
  #form = new Form(this, {numbers: '', reason: ''});

  /** Whether numbers are being added. */
  get running() {
    return this.#form.busy;
  }

  disconnectedCallback() {
    this.stopped = true;
    super.disconnectedCallback();
  }

  render() {
    return html`<osm-dialog .heading=${t('doNotCall.addMany')} ?fixed=${this.running} .body=${this.#body()}></osm-dialog>`;
  }

  #body() {
    const form = this.#form;
    const count = this.#lines().length;
    if (this.result) {
      return html`
        ${this.sent < this.total ? this.#partly() : nothing}
        <p class="notice good" role="status">${t('doNotCall.addedMany', {n: this.result.inserted})}
          ${this.result.alreadyListed > 0 ? t('doNotCall.already', {n: this.result.alreadyListed}) : ''}</p>
        <div class="actions"><button type="button" class="primary" @click=${() => this.emit('close')}>${t('common.close')}</button></div>
      `;
    }
    return html`
      <form novalidate @submit=${(/** @type {Event} */ event) => this.#submit(event)}>
        ${field({form, name: 'numbers', label: t('doNotCall.numbers'), hint: t('doNotCall.numbersHint'), rows: 8, mono: true})}
        ${field({form, name: 'reason', label: t('doNotCall.reason'), hint: t('doNotCall.reasonHint'), maxlength: 500})}
        ${form.busy && this.total > AT_ONCE ? html`
          <p role="status">${t('doNotCall.sending', {done: number(this.sent), n: number(this.total)})}</p>
        ` : nothing}
        ${!form.busy && this.sent > 0 && this.sent < this.total ? this.#partly() : nothing}
        ${this.wrong.length > 0 ? this.#wrong() : form.summary()}
        <div class="actions">
          ${form.busy ? html`
            <button type="button" aria-disabled=${this.stopped} @click=${() => this.set({stopped: true})}>${t('doNotCall.stop')}</button>
          ` : nothing}
          ${form.submitButton(count > 0 ? t('doNotCall.addCount', {n: count}) : t('doNotCall.addMany'))}
        </div>
      </form>
    `;
  }

  /** Some are on the list, the rest is not. */
  #partly() {
    return html`
      <p class="notice warn" role="status">${t('doNotCall.partly', {
        done: number(this.sent), n: number(this.total), rest: number(this.total - this.sent),
      })}</p>
    `;
  }

  #wrong() {
    return html`
      <div class="notice bad" role="alert">
        <p>${t('doNotCall.wrong', {n: this.wrong.length})}</p>
        <ul class="plain-list">
          ${this.wrong.slice(0, SHOWN).map(({line, text, message}) => html`
            <li><strong>${t('doNotCall.line', {line})}</strong> <code>${text}</code>: ${message}</li>
          `)}
        </ul>
      </div>
    `;
  }

  /** What is written, without the empty lines, with the number of each. */
  #lines() {
    return this.#form.values.numbers
      .split('\n')
      .map((/** @type {string} */ text, /** @type {number} */ i) => ({line: i + 1, text: text.trim()}))
      .filter((/** @type {{text: string}} */ {text}) => text !== '');
  }

  /** @param {Event} event */
  async #submit(event) {
    const lines = this.#lines();
    this.set({wrong: [], sent: 0, total: lines.length, stopped: false});
    const result = {inserted: 0, alreadyListed: 0};
    const done = await this.#form.submit(event, async ({reason}) => {
      for (let from = 0; from === 0 || (from < lines.length && !this.stopped); from += AT_ONCE) {
        const part = lines.slice(from, from + AT_ONCE);
        const entries = part.map((/** @type {{text: string}} */ {text}) => ({phoneNumber: text, ...(reason && {reason})}));
        try {
          const {inserted, alreadyListed} = await api.post('/api/campaigns/dnc/bulk', {entries});
          result.inserted += inserted;
          result.alreadyListed += alreadyListed;
        } catch (fault) {
          this.#explain(fault, part);
          throw fault;
        }
        this.set({sent: from + part.length});
        this.emit('done');
      }
    });
    if (done) {
      this.set({result});
    }
  }

  /**
   * Finds the lines that the API did not understand: `entries[3].phoneNumber` is the fourth of those that were sent.
   *
   * @param {unknown} fault
   * @param {{line: number, text: string}[]} part
   */
  #explain(fault, part) {
    const fields = fault instanceof ApiError ? fault.fields : {};
    this.wrong = Object.entries(fields).flatMap(([path, message]) => {
      const line = part[Number(/^entries\[(\d+)\]/.exec(path)?.[1] ?? -1)];
      return line ? [{...line, message}] : [];
    });
  }
}
customElements.define('osm-add-many-do-not-call', AddManyDoNotCall);
