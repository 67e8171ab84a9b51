// The first steps of somebody who has just installed the server.
import {Page, html} from '../../core/element.js';
import {t} from '../../core/texts.js';

export class StartPage extends Page {
  get heading() {
    return t('start.heading');
  }

  content() {
    return html``;
  }
}
customElements.define('page-start', StartPage);
