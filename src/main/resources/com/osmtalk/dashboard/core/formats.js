// How values of the API are written for people: in their language, and in the organisation's time zone.
import {locale, t} from './texts.js';
import {session} from './session.js';

/** @type {Map<string, any>} */
const made = new Map();

/**
 * @param {'NumberFormat' | 'DateTimeFormat' | 'RelativeTimeFormat'} kind
 * @param {object} options
 * @returns {any}
 */
function formatter(kind, options) {
  const key = kind + locale() + JSON.stringify(options);
  if (!made.has(key)) {
    made.set(key, new (/** @type {any} */ (Intl)[kind])(locale(), options));
  }
  return made.get(key);
}

/** The time zone of the organisation. */
export function timeZone() {
  return session.account?.organization.timeZone ?? 'Asia/Kolkata';
}

/**
 * Rupees: ₹1,234.50.
 *
 * @param {number | string | null | undefined} amount
 */
export function money(amount) {
  return isThere(amount) ? formatter('NumberFormat', {style: 'currency', currency: 'INR'}).format(Number(amount)) : '';
}

/**
 * @param {number | null | undefined} value
 * @param {number} [digits] after the point, at most
 */
export function number(value, digits = 0) {
  return isThere(value) ? formatter('NumberFormat', {maximumFractionDigits: digits}).format(value) : '';
}

/** @param {number | null | undefined} share 0.5 is 50 % */
export function percent(share) {
  return isThere(share) ? formatter('NumberFormat', {style: 'percent', maximumFractionDigits: 1}).format(share) : '';
}

/**
 * A length of time as on a clock: 0:42, 1:02:05.
 *
 * @param {number | null | undefined} seconds
 */
export function duration(seconds) {
  if (!isThere(seconds)) {
    return '';
  }
  const whole = Math.round(Number(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** @param {number | null | undefined} value */
export function milliseconds(value) {
  return isThere(value) ? `${number(value)} ms` : '';
}

/** 29 Nov 2026, 10:30. @param {string | null | undefined} instant as the API writes it */
export function dateTime(instant) {
  return written(instant, {dateStyle: 'medium', timeStyle: 'short', timeZone: timeZone()});
}

/** 29 Nov 2026. @param {string | null | undefined} instant */
export function date(instant) {
  return written(instant, {dateStyle: 'medium', timeZone: timeZone()});
}

/** 29 Nov, with the year when it is another one. @param {string} day as the API writes it: 2026-11-29 */
export function shortDate(day) {
  const year = day.startsWith(String(new Date().getFullYear())) ? undefined : 'numeric';
  return written(`${day}T00:00:00Z`, {day: 'numeric', month: 'short', year, timeZone: 'UTC'});
}

/** 10:30. @param {string | null | undefined} instant */
export function time(instant) {
  return written(instant, {timeStyle: 'short', timeZone: timeZone()});
}

/**
 * The day in the organisation's time zone as the API takes it: 2026-11-29.
 *
 * @param {Date} [instant]
 */
export function day(instant = new Date()) {
  return new Intl.DateTimeFormat('en-CA', {timeZone: timeZone(), dateStyle: 'short'}).format(instant);
}

/**
 * The moment at which a day begins in the organisation's time zone, as the API takes it.
 *
 * @param {string} day 2026-11-29
 * @param {number} [later] days after it
 */
export function startOfDay(day, later = 0) {
  return atOrganization(Date.parse(`${day}T00:00:00Z`) + later * 24 * 3600_000);
}

/**
 * The moment at which the organisation's clocks show a time, as the API takes it.
 *
 * @param {string} local 2026-11-29T10:30
 */
export function instantOf(local) {
  const shown = Date.parse(`${local}Z`);
  if (Number.isNaN(shown)) {
    return local; // the API tells what is wrong with it
  }
  return atOrganization(shown);
}

/** @param {number} shown what the clocks show, as if it were UTC @returns {string} when they do */
function atOrganization(shown) {
  // the zone's distance from UTC at about that moment; twice, as it may change in between
  const first = shown - offsetAt(shown);
  return new Date(shown - offsetAt(first)).toISOString();
}

/**
 * What the organisation's clocks show at a moment, as a control for times takes it: 2026-11-29T10:30.
 *
 * @param {string | null | undefined} instant
 */
export function localDateTime(instant) {
  if (!instant) {
    return '';
  }
  const moment = Date.parse(instant);
  return new Date(moment + offsetAt(moment)).toISOString().slice(0, 16);
}

/** @param {number} instant @returns {number} what the organisation's clocks are ahead of UTC, in milliseconds */
function offsetAt(instant) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timeZone(), hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit',
    hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).formatToParts(instant);
  const [day, month, year, hour, minute, second] = parts
    .filter(({type}) => type !== 'literal')
    .map(({value}) => Number(value));
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/**
 * How long ago, for what is recent: "5 minutes ago"; else the date.
 *
 * @param {string | null | undefined} instant
 */
export function ago(instant) {
  if (!instant) {
    return '';
  }
  const seconds = (new Date(instant).getTime() - Date.now()) / 1000;
  const relative = formatter('RelativeTimeFormat', {numeric: 'auto'});
  if (Math.abs(seconds) < 45) {
    return t('common.justNow');
  }
  if (Math.abs(seconds) < 3600) {
    return relative.format(Math.round(seconds / 60), 'minute');
  }
  if (Math.abs(seconds) < 24 * 3600) {
    return relative.format(Math.round(seconds / 3600), 'hour');
  }
  return dateTime(instant);
}

/** A phone number with what a reader needs to tell it in groups. @param {string | null | undefined} e164 */
export function phone(e164) {
  const indian = /^\+91(\d{5})(\d{5})$/.exec(e164 ?? '');
  return indian ? `+91 ${indian[1]} ${indian[2]}` : (e164 ?? '');
}

/**
 * @param {string | null | undefined} instant
 * @param {object} options
 * @returns {string}
 */
function written(instant, options) {
  return instant ? formatter('DateTimeFormat', options).format(new Date(instant)) : '';
}

/** @param {unknown} value */
function isThere(value) {
  return value !== null && value !== undefined && value !== '';
}
