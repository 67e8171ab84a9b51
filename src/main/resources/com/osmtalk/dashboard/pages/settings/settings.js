// Settings: its parts, each with what it is for.
import {Page, html} from '../../core/element.js';
import {hasPage} from '../../core/routes.js';
import {t} from '../../core/texts.js';
import {icon} from '../../kit/icons.js';
import {PARTS} from './parts.js';

class SettingsPage extends Page {
  get heading() {
    return t('nav.settings');
  }

  content() {
    return html`
      <ul class="cards choices">
        ${PARTS.filter((part) => hasPage(part.path)).map((part) => html`
          <li class="card">
            <h2>${icon(part.icon)} <a class="row-link" href=${part.path}>${t(part.text)}</a></h2>
            <p class="hint">${t(part.about)}</p>
          </li>
        `)}
      </ul>
    `;
  }
}
customElements.define('page-settings', SettingsPage);
