// Short news at the edge of the page, which screen readers read out: "Saved", "Copied".
import {Element, html} from '../core/element.js';
import {repeat} from 'lit/directives/repeat.js';

const SHOWN = 6_000;

/** @typedef {{id: number, text: string, tone: 'good' | 'bad'}} News */

let count = 0;
/** @type {News[]} */
let news = [];
const region = new EventTarget();

/**
 * @param {string} text
 * @param {'good' | 'bad'} [tone]
 */
export function toast(text, tone = 'good') {
  const one = {id: ++count, text, tone};
  change([...news.slice(-2), one]);
  setTimeout(() => change(news.filter((other) => other !== one)), SHOWN);
}

/** @param {News[]} now */
function change(now) {
  news = now;
  region.dispatchEvent(new Event('change'));
}

class Toasts extends Element {
  #changed = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    region.addEventListener('change', this.#changed);
  }

  disconnectedCallback() {
    region.removeEventListener('change', this.#changed);
    super.disconnectedCallback();
  }

  render() {
    return html`
      <div class="toasts" role="status" aria-live="polite">
        ${repeat(news, (one) => one.id, (one) => html`<p class="toast ${one.tone}">${one.text}</p>`)}
      </div>
    `;
  }
}
customElements.define('osm-toasts', Toasts);
