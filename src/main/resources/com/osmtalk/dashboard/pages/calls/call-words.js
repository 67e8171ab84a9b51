// What the pages of calls have in common: the API's values, and how a call's state is shown.
import {html, nothing} from 'lit';
import {t, term} from '../../core/texts.js';
import {badge} from '../../kit/badge.js';

export const LIVE = ['in_progress', 'ringing', 'queued'];
export const STATUSES = ['scheduled', ...LIVE, 'completed', 'failed'];
export const CHANNELS = ['phone', 'web', 'whatsapp', 'chat'];
export const DIRECTIONS = ['outbound', 'inbound'];

/** @param {any} call */
export function isLive(call) {
  return LIVE.includes(call.status);
}

/** @param {any} call */
export function isOver(call) {
  return call.status === 'completed' || call.status === 'failed';
}

/** The number of the person, whoever called. @param {any} call @returns {string} */
export function otherSide(call) {
  return (call.direction === 'inbound' ? call.from : call.to) ?? '';
}

/** @param {any} call */
export function statusBadge(call) {
  const words = term('terms.callStatus', call.status);
  switch (call.status) {
    case 'completed':
      return badge(words, 'good');
    case 'failed':
      return badge(term('terms.failureReason', call.failureReason) || words, 'bad');
    case 'scheduled':
      return badge(words, 'quiet');
    default:
      return badge(words, 'live');
  }
}

/** What the analysis says about success, which is not the same as having been completed. @param {any} call */
export function successBadge(call) {
  switch (call.analysis?.success) {
    case true:
      return badge(t('calls.success'), 'good');
    case false:
      return badge(t('calls.noSuccess'), 'warn');
    default:
      return call.analysis?.status === 'pending' ? badge(t('calls.analysisPending'), 'quiet') : nothing;
  }
}

/** The value of an analysed field. @param {unknown} value */
export function answer(value) {
  if (value === true || value === false) {
    return t(value ? 'calls.yes' : 'calls.no');
  }
  return html`${value}`;
}
