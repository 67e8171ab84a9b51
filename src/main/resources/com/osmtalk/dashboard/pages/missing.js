// What is shown for an address at which there is no page.
import {Page, html} from '../core/element.js';
import {t} from '../core/texts.js';

export class MissingPage extends Page {
  /** Why, when it is not the address. */
  text = '';

  get heading() {
    return this.text ? t('missing.failed') : t('missing.heading');
  }

  content() {
    return html`
      <p>${this.text || t('missing.text')}</p>
      <p><a class="button" href="/">${t('missing.home')}</a></p>
    `;
  }
}
customElements.define('page-missing', MissingPage);
