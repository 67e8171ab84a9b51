// A line to be copied with one press: a key, a command, an address.
import {Element, html, nothing} from '../core/element.js';
import {t} from '../core/texts.js';
import {icon} from './icons.js';
import {toast} from './toast.js';

/** `<osm-copy .value=${…} label="API key">`; with `bare`, only the button. */
export class Copy extends Element {
  static properties = {
    value: {},
    label: {},
    bare: {type: Boolean},
  };

  copied = false;

  constructor() {
    super();
    this.value = '';
    this.label = '';
    this.bare = false;
  }

  render() {
    return html`
      <div class="copy">
        ${this.bare ? nothing : html`<pre tabindex="0" aria-label=${this.label || nothing}><code>${this.value}</code></pre>`}
        <button type="button" class="plain" aria-label="${t('common.copy')} ${this.label}" @click=${this.#copy}>
          ${icon(this.copied ? 'check' : 'copy')} ${this.bare ? nothing : t('common.copy')}
        </button>
      </div>
    `;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.value);
    } catch {
      // no permission, or no HTTPS: the text is selected, for the keyboard to copy
      const text = this.querySelector('code');
      if (text) {
        getSelection()?.selectAllChildren(text);
      }
      toast(t('common.copyByHand'), 'bad');
      return;
    }
    toast(t('common.copied'));
    this.set({copied: true});
    setTimeout(() => this.set({copied: false}), 2_000);
  }
}
customElements.define('osm-copy', Copy);
