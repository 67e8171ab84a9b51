// A button that opens a short list of things to do. It closes by Escape, by a click elsewhere and after a choice.
import {Wrapper, html} from '../core/element.js';

/** `<osm-menu .label=${html`…`} .items=${html`<button>…</button>`} name="Your account">`. */
export class Menu extends Wrapper {
  static properties = {
    label: {attribute: false},
    items: {attribute: false},
    name: {},
  };

  open = false;
  #outside = (/** @type {Event} */ event) => {
    if (!(event.target instanceof Node && this.contains(event.target))) {
      this.close(false);
    }
  };

  constructor() {
    super();
    /** @type {unknown} */
    this.label = '';
    /** @type {unknown} */
    this.items = '';
    this.name = '';
  }

  disconnectedCallback() {
    document.removeEventListener('pointerdown', this.#outside);
    super.disconnectedCallback();
  }

  /** @param {boolean} [focus] whether the button gets the focus back */
  close(focus = true) {
    document.removeEventListener('pointerdown', this.#outside);
    this.set({open: false});
    if (focus) {
      /** @type {HTMLElement | null} */ (this.querySelector('button'))?.focus();
    }
  }

  render() {
    return html`
      <div class="menu" @keydown=${(/** @type {KeyboardEvent} */ event) => this.#key(event)}
        @focusout=${(/** @type {FocusEvent} */ event) => this.#left(event)}>
        <button type="button" class="plain" aria-expanded=${this.open} aria-label=${this.name} @click=${() => this.#toggle()}>
          ${this.label}
        </button>
        <div class="menu-items" ?hidden=${!this.open} @click=${(/** @type {Event} */ event) => this.#chosen(event)}>${this.items}</div>
      </div>
    `;
  }

  #toggle() {
    if (this.open) {
      this.close();
      return;
    }
    document.addEventListener('pointerdown', this.#outside);
    this.set({open: true});
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Escape' && this.open) {
      event.stopPropagation();
      this.close();
    }
  }

  /** @param {FocusEvent} event */
  #left(event) {
    if (this.open && event.relatedTarget instanceof Node && !this.contains(event.relatedTarget)) {
      this.close(false);
    }
  }

  /** @param {Event} event */
  #chosen(event) {
    if (event.target instanceof Element && event.target.closest('a, button')) {
      this.close();
    }
  }
}
customElements.define('osm-menu', Menu);
