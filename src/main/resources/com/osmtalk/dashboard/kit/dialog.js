// A dialog over the page: the browser's own, which keeps the focus inside and closes by Escape.
import {Wrapper, html, nothing} from '../core/element.js';
import {t} from '../core/texts.js';
import {icon} from './icons.js';

let count = 0;

/**
 * `<osm-dialog .heading=${…} .body=${html`…`} @close=${…}>` is open while it is on the page; whoever holds it takes it
 * away at `close`.
 */
export class Dialog extends Wrapper {
  static properties = {
    heading: {},
    body: {attribute: false},
    wide: {type: Boolean},
    fixed: {type: Boolean},
  };

  #id = `dialog-${++count}`;
  /** Whether something was typed that closing would lose: nothing was sent since. */
  #typed = false;
  /** What had the focus before. @type {Element | null} */
  #opener = null;

  constructor() {
    super();
    this.heading = '';
    /** @type {unknown} */
    this.body = nothing;
    this.wide = false;
    /** It can't be closed without an answer. */
    this.fixed = false;
  }

  firstUpdated() {
    const dialog = this.#dialog;
    this.#opener = document.activeElement;
    dialog.showModal();
    /** @type {HTMLElement | null} */ (dialog.querySelector('[autofocus], input, select, textarea'))?.focus();
  }

  disconnectedCallback() {
    this.#dialog?.close();
    super.disconnectedCallback();
    // a browser gives the focus back to what opened a dialog that closes, but not for one that is taken away
    if (this.#opener instanceof HTMLElement && document.activeElement === document.body) {
      this.#opener.focus();
    }
  }

  /** Whether closing it would lose what was typed: it was not sent, or was sent in vain. */
  get unsaved() {
    return this.#typed || this.querySelector('form [aria-invalid=true], form [role=alert]') !== null;
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  render() {
    return html`
      <dialog class=${this.wide ? 'wide' : ''} aria-labelledby=${this.#id}
        @cancel=${(/** @type {Event} */ event) => this.#cancel(event)} @submit=${() => this.#sent()}
        @input=${(/** @type {Event} */ event) => this.#noteTyping(event)}>
        <header>
          <h2 id=${this.#id}>${this.heading}</h2>
          ${this.fixed ? nothing : html`
            <button type="button" class="plain" aria-label=${t('common.close')} @click=${() => this.#close()}>
              ${icon('close')}
            </button>
          `}
        </header>
        ${this.body}
      </dialog>
    `;
  }

  /** @param {Event} event */
  #cancel(event) {
    event.preventDefault();
    if (!this.fixed) {
      this.#close();
    }
  }

  #sent() {
    this.#typed = false;
  }

  /** @param {Event} event */
  #noteTyping(event) {
    const form = event.target instanceof Element ? event.target.closest('form') : null;
    this.#typed ||= form !== null && form.getAttribute('role') !== 'search';
  }

  async #close() {
    if (this.unsaved) {
      const {confirm} = await import('./confirm.js');
      const sure = await confirm({
        heading: t('leave.heading'), text: t('leave.dialog'), action: t('leave.action'), danger: true,
      });
      if (!sure) {
        return;
      }
    }
    this.emit('close');
  }
}
customElements.define('osm-dialog', Dialog);
