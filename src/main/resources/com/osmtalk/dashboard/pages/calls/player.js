// A recording with its waveform: one presses on it to go to a place.
import {Element, html} from '../../core/element.js';
import {duration} from '../../core/formats.js';
import {t} from '../../core/texts.js';

const BARS = 240;
/** Of an hour's recording at 16 kHz in mono; more is played without a waveform. */
const MOST_BYTES = 120_000_000;

/** `<osm-player .src=${url} @position=${(e) => e.detail}>` tells every moment that is played, in seconds. */
export class Player extends Element {
  static properties = {src: {}};

  /** @type {number[]} the loudest sample of each part, 0–1 */
  peaks = [];
  at = 0;
  length = 0;
  #redraw = () => this.#draw();
  #resized = new ResizeObserver(() => this.#draw());

  constructor() {
    super();
    this.src = '';
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('osm-theme', this.#redraw);
  }

  disconnectedCallback() {
    removeEventListener('osm-theme', this.#redraw);
    this.#resized.disconnect();
    super.disconnectedCallback();
  }

  firstUpdated() {
    this.#resized.observe(/** @type {HTMLCanvasElement} */ (this.querySelector('canvas')));
    this.#readPeaks();
  }

  updated() {
    this.#draw();
  }

  /** @param {number} seconds */
  playFrom(seconds) {
    this.#audio.currentTime = seconds;
    this.#audio.play();
  }

  get #audio() {
    return /** @type {HTMLAudioElement} */ (this.querySelector('audio'));
  }

  render() {
    return html`
      <canvas class="waveform" height="64" aria-hidden="true" @click=${this.#pressed}></canvas>
      <audio controls preload="metadata" src=${this.src} aria-label=${t('calls.recording')}
        @timeupdate=${this.#moved} @loadedmetadata=${this.#moved}></audio>
      <p class="hint">${duration(this.at)} / ${duration(this.length)}</p>
    `;
  }

  #moved() {
    const {currentTime, duration: whole} = this.#audio;
    this.set({at: currentTime, length: Number.isFinite(whole) ? whole : 0});
    this.emit('position', currentTime);
  }

  /** @param {MouseEvent} event */
  #pressed(event) {
    const {left, width} = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    if (this.length > 0) {
      this.playFrom(((event.clientX - left) / width) * this.length);
    }
  }

  async #readPeaks() {
    const context = new OfflineAudioContext(1, 1, 16_000);
    try {
      const response = await fetch(this.src);
      if (Number(response.headers.get('Content-Length')) > MOST_BYTES) {
        return;
      }
      const sound = await context.decodeAudioData(await response.arrayBuffer());
      this.set({peaks: peaksOf(sound.getChannelData(0)), length: sound.duration});
    } catch {
      // it is drawn only: what can't be drawn can still be played, and the player says what can't be played
    }
  }

  #draw() {
    const canvas = /** @type {HTMLCanvasElement | null} */ (this.querySelector('canvas'));
    const ink = canvas?.getContext('2d');
    if (!canvas || !ink) {
      return;
    }
    const scale = devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = 64;
    canvas.width = width * scale;
    canvas.height = height * scale;
    ink.scale(scale, scale);
    const style = getComputedStyle(canvas);
    const played = this.length > 0 ? this.at / this.length : 0;
    const step = width / Math.max(this.peaks.length, 1);
    this.peaks.forEach((peak, i) => {
      const tall = Math.max(2, peak * height);
      ink.fillStyle = style.getPropertyValue(i / this.peaks.length < played ? '--accent' : '--line-strong');
      ink.fillRect(i * step, (height - tall) / 2, Math.max(1, step * 0.6), tall);
    });
  }
}
customElements.define('osm-player', Player);

/** @param {Float32Array} samples */
function peaksOf(samples) {
  const length = Math.max(1, Math.ceil(samples.length / BARS));
  const peaks = [];
  for (let from = 0; from < samples.length; from += length) {
    let peak = 0;
    for (let i = from; i < Math.min(from + length, samples.length); i++) {
      peak = Math.max(peak, Math.abs(samples[i]));
    }
    peaks.push(peak);
  }
  const loudest = Math.max(...peaks, 0.05);
  return peaks.map((peak) => peak / loudest);
}
