// What is said of a number on more than one page.
import {html, nothing} from 'lit';
import {t, term} from '../../core/texts.js';
import {badge, simulatedBadge} from '../../kit/badge.js';

/** Whether calls are made from it, and whether these are real. @param {any} number */
export function numberBadges(number) {
  return html`
    <span class="badges">
      ${number.canCall === false
        ? badge(t('numbers.cantCall'), 'warn')
        : badge(term('terms.numberStatus', number.status), number.status === 'active' ? 'good' : 'quiet')}
      ${number.simulated ? simulatedBadge(number) : nothing}
    </span>
  `;
}
