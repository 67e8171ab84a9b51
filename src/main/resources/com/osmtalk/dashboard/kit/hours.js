// The hours of a week in which people may be called, on a picture: a bar of 24 hours for each day, with the present time.
import {Element, html, nothing} from '../core/element.js';
import {svg} from 'lit';
import {locale, t} from '../core/texts.js';

const DAY = 24 * 60;
/** Monday first; the API counts from Sunday, which is 0. */
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 0];
const TICK = 30_000;

/**
 * `<osm-hours start="09:00" end="19:00" .weekdays=${[1, 2]} zone="Asia/Kolkata" @days=${(e) => e.detail}>`; without
 * `editable` the days are only shown. `running`: calls are made while the hours are open.
 */
export class Hours extends Element {
  static properties = {
    start: {},
    end: {},
    weekdays: {attribute: false},
    zone: {},
    editable: {type: Boolean},
    running: {type: Boolean},
  };

  /** @type {ReturnType<typeof setInterval> | undefined} */
  #clock;

  constructor() {
    super();
    this.start = '09:00';
    this.end = '19:00';
    /** @type {number[]} */
    this.weekdays = [];
    /** Empty: there is no one zone, and no present time to show. */
    this.zone = '';
    this.editable = false;
    this.running = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#clock = setInterval(() => this.requestUpdate(), TICK);
  }

  disconnectedCallback() {
    clearInterval(this.#clock);
    super.disconnectedCallback();
  }

  render() {
    const now = this.zone ? presentTime(this.zone) : null;
    return html`
      <div class="hours">
        <div class="hours-scale" aria-hidden="true">${[0, 6, 12, 18, 24].map((hour) => html`<span>${hour}</span>`)}</div>
        ${WEEKDAYS.map((day) => this.#day(day, now))}
      </div>
      ${now ? html`<p class="hint" role="note">${this.#told(now)}</p>` : nothing}
    `;
  }

  /** @param {{day: number, minute: number, written: string}} now */
  #told(now) {
    const places = {time: now.written, zone: this.zone};
    if (!this.#isOpen(now)) {
      return t('hours.closed', places);
    }
    return this.running ? t('hours.open', places) : t('hours.within', places);
  }

  /**
   * @param {number} day
   * @param {{day: number, minute: number} | null} now
   */
  #day(day, now) {
    const on = this.weekdays.includes(day);
    const name = weekdayName(day);
    return html`
      <div class="hours-day">
        ${this.editable
          ? html`
              <label class="inline">
                <input type="checkbox" .checked=${on} aria-label=${weekdayName(day, 'long')} @change=${() => this.#toggle(day)} />
                ${name}
              </label>
            `
          : html`<span class=${on ? '' : 'hint'}>${name}</span>`}
        <svg class="hours-bar" viewBox="0 0 ${DAY} 20" preserveAspectRatio="none" aria-hidden="true">
          ${this.#open(day).map(([from, to]) => svg`<rect class="open" x=${from} y="0" width=${to - from} height="20" />`)}
          ${[6, 12, 18].map((hour) => svg`<line class="tick" x1=${hour * 60} x2=${hour * 60} y1="0" y2="20" />`)}
          ${now?.day === day ? svg`<line class="now" x1=${now.minute} x2=${now.minute} y1="0" y2="20" />` : nothing}
        </svg>
      </div>
    `;
  }

  /**
   * The stretches of a day that are open, in minutes. A window that ends before it begins goes on on the next day.
   *
   * @param {number} day
   * @returns {[number, number][]}
   */
  #open(day) {
    const start = minutes(this.start);
    const end = minutes(this.end);
    if (start === null || end === null) {
      return [];
    }
    const overnight = end < start;
    /** @type {[number, number][]} */
    const open = [];
    if (overnight && this.weekdays.includes((day + 6) % 7)) {
      open.push([0, end]);
    }
    if (this.weekdays.includes(day)) {
      open.push([start, overnight ? DAY : end]);
    }
    return open;
  }

  /** @param {{day: number, minute: number}} now */
  #isOpen(now) {
    return this.#open(now.day).some(([from, to]) => from <= now.minute && now.minute < to);
  }

  /** @param {number} day */
  #toggle(day) {
    const days = this.weekdays.includes(day) ? this.weekdays.filter((one) => one !== day) : [...this.weekdays, day];
    this.emit('days', days.sort((a, b) => a - b));
  }
}
customElements.define('osm-hours', Hours);

/** @param {string} time `09:00` @returns {number | null} null: that is no time */
function minutes(time) {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(time) ?? [];
  return hour === undefined ? null : Number(hour) * 60 + Number(minute);
}

/**
 * @param {number} day 0 is Sunday
 * @param {'short' | 'long'} [length]
 */
export function weekdayName(day, length = 'short') {
  // the first of January 2023 was a Sunday
  return new Intl.DateTimeFormat(locale(), {weekday: length, timeZone: 'UTC'}).format(Date.UTC(2023, 0, 1 + day));
}

/**
 * What the clocks of a zone show now.
 *
 * @param {string} zone
 * @returns {{day: number, minute: number, written: string} | null} null: this browser doesn't know the zone
 */
function presentTime(zone) {
  try {
    const parts = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone, hourCycle: 'h23', weekday: 'short', hour: '2-digit', minute: '2-digit',
    }).formatToParts(new Date());
    const part = (/** @type {string} */ type) => parts.find((one) => one.type === type)?.value ?? '';
    return {
      day: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(part('weekday')),
      minute: Number(part('hour')) * 60 + Number(part('minute')),
      written: `${part('hour')}:${part('minute')}`,
    };
  } catch {
    return null;
  }
}

/** The zones to choose from, with one that is chosen already. @param {string} chosen */
export function timeZones(chosen) {
  // browsers still list the old name of India's zone
  const known = Intl.supportedValuesOf('timeZone').map((zone) => (zone === 'Asia/Calcutta' ? 'Asia/Kolkata' : zone));
  return [...new Set([...known, 'UTC', chosen])].filter(Boolean).sort().map((value) => ({value, label: value}));
}
