// Tells members why they may change nothing on a page.
import {html, nothing} from 'lit';
import {session} from '../core/session.js';
import {t} from '../core/texts.js';

export function ownersOnly() {
  return session.isOwner ? nothing : html`<p class="notice">${t('common.ownersOnly')}</p>`;
}
