// A plot by uPlot, which is loaded with the first one; with its figures as a table for those who can't see it.
import {Element, html} from '../core/element.js';
import {t} from '../core/texts.js';

/** @typedef {{label: string, values: (number | null)[], format?: (value: number) => string}} Series */

/** Labels stand at whole places only. */
const WHOLE = [1, 2, 3, 4, 5, 6, 7, 10, 12, 14, 20, 24, 30, 50, 100, 200, 500];

/** @typedef {typeof import('uplot')} UPlotClass */

/** @type {Promise<UPlotClass> | null} */
let library = null;

/** @returns {Promise<UPlotClass>} */
function load() {
  if (!library) {
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = new URL('../lib/uplot/dist/uPlot.min.css', import.meta.url).href;
    document.head.append(style);
    library = import('uplot').then((module) => module.default);
  }
  return library;
}

/** `<osm-plot name="Calls a day" kind="bars" .labels=${['1 Nov', …]} .series=${[{label, values, format}]}>`. */
export class Plot extends Element {
  static properties = {
    name: {},
    kind: {},
    labels: {attribute: false},
    series: {attribute: false},
    height: {type: Number},
    stacked: {type: Boolean},
  };

  /** @type {import('uplot') | null} */
  #plot = null;
  #turn = 0;
  #redraw = () => this.#draw();
  #resized = new ResizeObserver(() => this.#resize());

  constructor() {
    super();
    this.name = '';
    /** @type {'line' | 'bars'} */
    this.kind = 'line';
    /** @type {string[]} along the horizontal axis */
    this.labels = [];
    /** @type {Series[]} */
    this.series = [];
    this.height = 220;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('osm-theme', this.#redraw);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', this.#redraw);
  }

  disconnectedCallback() {
    removeEventListener('osm-theme', this.#redraw);
    matchMedia('(prefers-color-scheme: dark)').removeEventListener('change', this.#redraw);
    this.#resized.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
    super.disconnectedCallback();
  }

  updated() {
    this.#draw();
  }

  render() {
    return html`
      <figure class="plot">
        <figcaption>${this.name}</figcaption>
        <div class="canvas" aria-hidden="true"></div>
        <details>
          <summary>${t('common.asTable')}</summary>
          <div class="table-frame" tabindex="0" role="group" aria-label=${this.name}>
            <table>
              <thead>
                <tr><td></td>${this.series.map((one) => html`<th scope="col" class="number">${one.label}</th>`)}</tr>
              </thead>
              <tbody>
                ${this.labels.map((label, i) => html`
                  <tr>
                    <th scope="row">${label}</th>
                    ${this.series.map((one) => html`<td class="number">${shown(one, one.values[i])}</td>`)}
                  </tr>
                `)}
              </tbody>
            </table>
          </div>
        </details>
      </figure>
    `;
  }

  get #canvas() {
    return /** @type {HTMLElement | null} */ (this.querySelector('.canvas'));
  }

  async #draw() {
    const turn = ++this.#turn;
    const UPlot = await load();
    const canvas = this.#canvas;
    if (turn !== this.#turn || !canvas || !this.isConnected) {
      return;
    }
    this.#plot?.destroy();
    canvas.replaceChildren();
    const data = /** @type {any} */ ([this.labels.map((_, i) => i), ...this.series.map((one) => one.values)]);
    this.#plot = new UPlot(this.#options(UPlot, canvas), data, canvas);
    this.#resized.disconnect();
    this.#resized.observe(canvas);
  }

  #resize() {
    const width = this.#canvas?.clientWidth ?? 0;
    if (this.#plot && width > 0 && width !== this.#plot.width) {
      this.#plot.setSize({width, height: this.height});
    }
  }

  /**
   * @param {UPlotClass} UPlot
   * @param {HTMLElement} canvas
   * @returns {import('uplot').Options}
   */
  #options(UPlot, canvas) {
    const style = getComputedStyle(canvas);
    const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
    const bars = this.kind === 'bars';
    const axis = {
      stroke: colour('--quiet'),
      grid: {stroke: colour('--line'), width: 1},
      ticks: {show: false},
      font: `12px ${style.fontFamily}`,
    };
    const first = this.series[0];
    // a bar has its label in its middle; one point alone would have no width
    const margin = bars || this.labels.length < 2 ? 0.6 : 0;
    return {
      width: Math.max(canvas.clientWidth, 100),
      height: this.height,
      legend: {show: this.series.length > 1},
      cursor: {y: false},
      scales: {x: {time: false, range: () => [-margin, this.labels.length - 1 + margin]}, y: {range: fromZero}},
      axes: [
        {...axis, grid: {show: false}, space: 70, size: 28, incrs: WHOLE, values: (_, at) => at.map((i) => this.labels[i] ?? '')},
        {...axis, size: 64, values: (_, at) => at.map((value) => (first ? shown(first, value) : String(value)))},
      ],
      series: [
        {value: (_, i) => this.labels[i] ?? ''},
        ...this.series.map((one, i) => ({
          label: one.label,
          stroke: colour(`--plot-${(i % 5) + 1}`),
          fill: bars ? colour(`--plot-${(i % 5) + 1}`) : undefined,
          width: bars ? 0 : 2,
          points: {show: !bars && this.labels.length < 40},
          paths: bars ? UPlot.paths.bars?.({size: [0.7, 48], radius: 0.15}) : undefined,
          value: (/** @type {unknown} */ _, /** @type {number | null} */ value) => shown(one, value),
        })),
      ],
    };
  }
}
customElements.define('osm-plot', Plot);

/**
 * @param {unknown} _
 * @param {number | null} from
 * @param {number | null} to
 * @returns {[number, number]}
 */
function fromZero(_, from, to) {
  return [Math.min(0, from ?? 0), (to ?? 0) > 0 ? Number(to) * 1.1 : 1];
}

/**
 * @param {Series} series
 * @param {number | null | undefined} value
 */
function shown(series, value) {
  if (value === null || value === undefined) {
    return '–';
  }
  return series.format ? series.format(value) : String(value);
}
