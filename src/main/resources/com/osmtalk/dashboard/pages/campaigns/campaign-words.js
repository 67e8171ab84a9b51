// What the pages of campaigns have in common: how states are shown, and how far one is.
import {html, nothing, svg} from 'lit';
import {t, term} from '../../core/texts.js';
import {number, percent} from '../../core/formats.js';
import {badge} from '../../kit/badge.js';

/** @typedef {'' | 'good' | 'bad' | 'warn' | 'live' | 'quiet'} Tone */
/** @type {Record<string, Tone>} */
const CAMPAIGNS = {draft: 'quiet', scheduled: '', running: 'live', paused: 'warn', completed: 'good', failed: 'bad'};
/** In the order in which they stand on the bar. @type {Record<string, Tone>} */
const LEADS = {
  completed: 'good', voicemail: 'warn', no_answer: 'warn', busy: 'warn', failed: 'bad', dnc_blocked: 'bad',
  no_consent: 'bad', dialing: 'live', pending: 'quiet',
};
export const LEAD_STATUSES = Object.keys(LEADS);
export const DISPOSITIONS = ['qualified', 'callback', 'not_interested', 'completed'];

/** @param {any} campaign */
export function statusBadge(campaign) {
  const reason = campaign.statusReason;
  return html`
    ${badge(term('terms.campaignStatus', campaign.status), CAMPAIGNS[campaign.status] ?? '')}
    ${reason ? html`<span class="hint">${term('terms.campaignReason', reason)}</span>` : nothing}
  `;
}

/** @param {any} lead */
export function leadBadge(lead) {
  return badge(term('terms.leadStatus', lead.status), LEADS[lead.status] ?? '');
}

/**
 * How many leads there are, and with how many of them it has finished.
 *
 * @param {Record<string, number>} byStatus
 */
export function sums(byStatus) {
  const all = Object.values(byStatus).reduce((sum, count) => sum + count, 0);
  return {all, done: all - (byStatus.pending ?? 0) - (byStatus.dialing ?? 0)};
}

/**
 * A bar of all leads by their status.
 *
 * @param {Record<string, number>} byStatus
 */
export function progressBar(byStatus) {
  const {all, done} = sums(byStatus);
  if (all === 0) {
    return html`<span class="hint">${t('campaigns.noLeads')}</span>`;
  }
  let from = 0;
  return html`
    <div class="progress">
      <svg viewBox="0 0 ${all} 10" preserveAspectRatio="none" role="img"
        aria-label=${t('campaigns.doneOf', {done: number(done), all: number(all)})}>
        ${LEAD_STATUSES.filter((status) => byStatus[status]).map((status) => {
          const part = svg`<rect class=${LEADS[status]} x=${from} y="0" width=${byStatus[status]} height="10" />`;
          from += byStatus[status];
          return part;
        })}
      </svg>
      <span class="hint">${t('campaigns.doneOf', {done: number(done), all: number(all)})} · ${percent(done / all)}</span>
    </div>
  `;
}
