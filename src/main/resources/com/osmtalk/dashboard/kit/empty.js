// What a list or a page shows before there is anything.
import {html, nothing} from 'lit';
import {icon} from './icons.js';

/**
 * @param {object} what
 * @param {import('./icons.js').IconName} what.icon
 * @param {string} what.heading
 * @param {string} [what.text]
 * @param {unknown} [what.action] a button or link: what to do first
 */
export function empty({icon: name, heading, text, action}) {
  return html`
    <div class="empty">
      ${icon(name)}
      <h2>${heading}</h2>
      ${text ? html`<p>${text}</p>` : nothing}
      ${action ?? nothing}
    </div>
  `;
}
