// The lines of a conversation. Their words are strangers' words, and are shown as text, never as anything else.
import {Element, html, nothing} from '../../core/element.js';
import {duration} from '../../core/formats.js';
import {t, term} from '../../core/texts.js';

/** `<osm-transcript .lines=${call.transcript} .live=${…} .position=${seconds} .playable=${…} @seek=${…}>`. */
export class Transcript extends Element {
  static properties = {
    lines: {attribute: false},
    live: {type: Boolean},
    position: {type: Number},
    playable: {type: Boolean},
  };

  constructor() {
    super();
    /** @type {{index: number, role: string, text: string, offsetMs: number, interrupted?: boolean}[]} */
    this.lines = [];
    /** Whether more are to come: they are read out by screen readers, and the last one is kept in view. */
    this.live = false;
    /** Seconds into the recording; -1: it is not played. */
    this.position = -1;
    this.playable = false;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    const before = /** @type {unknown[] | undefined} */ (changed.get('lines'));
    if (this.live && before && this.lines.length > before.length && isAtEnd(this)) {
      this.querySelector('li:last-child')?.scrollIntoView({block: 'nearest'});
    }
  }

  render() {
    if (this.lines.length === 0) {
      return html`<p class="hint">${t(this.live ? 'calls.nothingSaidYet' : 'calls.nothingSaid')}</p>`;
    }
    const spoken = this.#spoken();
    return html`
      <ol class="transcript" aria-live=${this.live ? 'polite' : 'off'}>
        ${this.lines.map((line) => html`
          <li id="line-${line.index}" class=${line.role} tabindex="-1" aria-current=${line === spoken ? 'true' : nothing}>
            <p class="hint">
              ${term('terms.role', line.role)} · ${this.#time(line)}
              ${line.interrupted ? html`· ${t('calls.interrupted')}` : nothing}
            </p>
            <p class="words" dir="auto">${line.text}</p>
          </li>
        `)}
      </ol>
    `;
  }

  /** @param {{offsetMs: number}} line */
  #time({offsetMs}) {
    const at = duration(Math.floor(offsetMs / 1000));
    return this.playable
      ? html`<button type="button" class="link" aria-label=${t('calls.playFrom', {time: at})}
          @click=${() => this.emit('seek', offsetMs / 1000)}>${at}</button>`
      : at;
  }

  /** The line that is being heard. */
  #spoken() {
    return this.position < 0 ? undefined : this.lines.filter((line) => line.offsetMs <= this.position * 1000).at(-1);
  }
}
customElements.define('osm-transcript', Transcript);

/** Whether the end of something is in view: whoever has scrolled up to read is not pulled down. @param {Element} element */
function isAtEnd(element) {
  return element.getBoundingClientRect().bottom < innerHeight + 200;
}
