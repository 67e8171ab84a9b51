// Small labels of states.
import {html, nothing} from 'lit';
import {t} from '../core/texts.js';

/**
 * @param {unknown} text
 * @param {'' | 'good' | 'bad' | 'warn' | 'live' | 'quiet'} [tone]
 */
export function badge(text, tone = '') {
  return html`<span class="badge ${tone}">${text}</span>`;
}

/**
 * Tells that something happened on the simulated network only, wherever it is shown.
 *
 * @param {{simulated?: boolean} | null | undefined} thing as the API gives it
 */
export function simulatedBadge(thing) {
  return thing?.simulated
    ? html`<span class="badge simulated" title=${t('common.simulatedHint')}>${t('common.simulated')}</span>`
    : nothing;
}
