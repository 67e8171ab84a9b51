// Parts of a page of which one is shown.
import {Wrapper, html} from '../core/element.js';

/** @typedef {{id: string, label: string, content: () => unknown}} Tab */

/** `<osm-tabs name="Call" .tabs=${[{id, label, content}]} .selected=${id} @select=${(e) => e.detail}>`. */
export class Tabs extends Wrapper {
  static properties = {
    tabs: {attribute: false},
    selected: {},
    name: {},
  };

  constructor() {
    super();
    /** @type {Tab[]} */
    this.tabs = [];
    this.selected = '';
    this.name = '';
  }

  get #current() {
    return this.tabs.find((tab) => tab.id === this.selected) ?? this.tabs[0];
  }

  render() {
    const current = this.#current;
    return html`
      <div class="tabs" role="tablist" aria-label=${this.name} @keydown=${(/** @type {KeyboardEvent} */ event) => this.#key(event)}>
        ${this.tabs.map((tab) => html`
          <button type="button" role="tab" id="tab-${tab.id}" aria-controls="panel-${tab.id}"
            aria-selected=${tab === current} tabindex=${tab === current ? 0 : -1} @click=${() => this.#select(tab)}>
            ${tab.label}
          </button>
        `)}
      </div>
      <div role="tabpanel" id="panel-${current?.id}" aria-labelledby="tab-${current?.id}" tabindex="0">
        ${current?.content()}
      </div>
    `;
  }

  /** @param {Tab} tab */
  #select(tab) {
    this.selected = tab.id;
    this.emit('select', tab.id);
  }

  /** @param {KeyboardEvent} event */
  async #key(event) {
    const index = this.tabs.indexOf(this.#current);
    const last = this.tabs.length - 1;
    /** @type {Record<string, number>} */
    const next = {ArrowRight: index === last ? 0 : index + 1, ArrowLeft: index === 0 ? last : index - 1, Home: 0, End: last};
    if (event.key in next) {
      event.preventDefault();
      this.#select(this.tabs[next[event.key]]);
      await this.updateComplete;
      /** @type {HTMLElement | null} */ (this.querySelector('[aria-selected=true]'))?.focus();
    }
  }
}
customElements.define('osm-tabs', Tabs);
