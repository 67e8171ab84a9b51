// What the pages of Settings have in common: the way between them.
import {html} from 'lit';
import {ref} from 'lit/directives/ref.js';
import {hasPage} from '../../core/routes.js';
import {t} from '../../core/texts.js';

/** The parts of Settings, in their order. */
export const PARTS = /** @type {const} */ ([
  {path: '/settings/keys', text: 'settings.keys', about: 'settings.keysAbout', icon: 'plug'},
  {path: '/settings/webhook', text: 'settings.webhook', about: 'settings.webhookAbout', icon: 'external'},
  {path: '/settings/assistants', text: 'settings.assistants', about: 'settings.assistantsAbout', icon: 'agents'},
  {path: '/settings/recordings', text: 'settings.recordings', about: 'settings.recordingsAbout', icon: 'microphone'},
  {path: '/settings/people', text: 'account.people', about: 'settings.peopleAbout', icon: 'people'},
  {path: '/settings/password', text: 'account.password', about: 'settings.passwordAbout', icon: 'person'},
]);

/** Links to the parts, at the top of each. */
export function settingsLinks() {
  return html`
    <nav class="tabs" aria-label=${t('nav.settings')}>
      ${PARTS.filter((part) => hasPage(part.path)).map((part) => html`
        ${location.pathname === part.path
          ? html`<a href=${part.path} aria-current="page" ${ref(intoView)}>${t(part.text)}</a>`
          : html`<a href=${part.path}>${t(part.text)}</a>`}
      `)}
    </nav>
  `;
}

/** On a phone there is room for two or three. @param {Element | undefined} link */
function intoView(link) {
  requestAnimationFrame(() => link?.scrollIntoView({block: 'nearest', inline: 'center'}));
}
