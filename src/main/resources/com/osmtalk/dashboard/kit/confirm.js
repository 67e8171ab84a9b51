// Asks before something that can't be undone.
import {html, render} from 'lit';
import {t} from '../core/texts.js';
import './dialog.js';

/**
 * @param {object} question
 * @param {string} question.heading
 * @param {string} question.text what will happen
 * @param {string} question.action the word on the button that does it
 * @param {boolean} [question.danger]
 * @returns {Promise<boolean>} whether the person agreed
 */
export function confirm({heading, text, action, danger = false}) {
  const place = document.createElement('div');
  document.body.append(place);
  const before = document.activeElement;
  return new Promise((resolve) => {
    const answer = (/** @type {boolean} */ agreed) => {
      render(html``, place);
      place.remove();
      if (before instanceof HTMLElement) {
        before.focus();
      }
      resolve(agreed);
    };
    const body = html`
      <p>${text}</p>
      <div class="actions">
        <button type="button" autofocus @click=${() => answer(false)}>${t('common.cancel')}</button>
        <button type="button" class=${danger ? 'danger' : 'primary'} @click=${() => answer(true)}>${action}</button>
      </div>
    `;
    render(
      html`<osm-dialog .heading=${heading} .body=${body} @close=${() => answer(false)}></osm-dialog>`,
      place,
    );
  });
}
