// The frame around every page: navigation, organisation, account; and the sign-in in front of it.
import {Element, failure, html, nothing} from '../core/element.js';
import {hasPage, match, navigation} from '../core/routes.js';
import {preferences} from '../core/preferences.js';
import {router} from '../core/router.js';
import {session} from '../core/session.js';
import {loadTexts, t} from '../core/texts.js';
import {icon} from '../kit/icons.js';
import '../kit/dialog.js';
import '../kit/menu.js';
import '../kit/toast.js';
import './account-menu.js';
import './sign-in.js';

class Shell extends Element {
  /** @type {unknown} */
  fault = null;
  menuOpen = false;
  /** Whether the texts are there in the chosen language: until then nothing is shown, rather than another one. */
  speaks = false;
  #changed = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    session.addEventListener('change', this.#changed);
    addEventListener('osm-place', () => this.set({menuOpen: false}));
    loadTexts(preferences.language)
      .catch((fault) => console.error(fault))
      .finally(() => this.set({speaks: true}));
    this.#begin();
  }

  async #begin() {
    this.fault = null;
    // meanwhile, since most who come are signed in; what fails is told when the page is opened
    match(location.pathname)?.route.load().catch(() => {});
    try {
      await session.load();
    } catch (fault) {
      this.set({fault});
    }
  }

  /** @type {HTMLElement | null} */
  #started = null;

  updated() {
    const outlet = /** @type {HTMLElement | null} */ (this.querySelector('#page'));
    if (outlet && outlet !== this.#started) {
      this.#started = outlet;
      router.start(outlet);
    }
  }

  render() {
    if (!this.speaks) {
      return nothing;
    }
    if (this.fault) {
      return html`<main class="alone">${failure(this.fault, () => this.#begin())}</main>`;
    }
    if (!session.known) {
      return html`<p class="loading alone" role="status">${t('common.loading')}</p>`;
    }
    const route = match(location.pathname)?.route;
    if (!session.account && !route?.open) {
      return html`<osm-sign-in-page></osm-sign-in-page>`;
    }
    return route?.alone ? this.#alone() : this.#frame();
  }

  #alone() {
    return html`
      <main class="alone"><div class="card" id="page"></div></main>
      <osm-toasts></osm-toasts>
      ${overThePage()}
    `;
  }

  #frame() {
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>${t('nav.skip')}</a>
      <header class="bar">
        <button type="button" class="plain" aria-expanded=${this.menuOpen} aria-controls="navigation"
          aria-label=${t('nav.menu')} @click=${() => this.set({menuOpen: !this.menuOpen})}>
          ${icon(this.menuOpen ? 'close' : 'menu')}
        </button>
        <a class="brand" href="/">${brand()}</a>
      </header>
      <div class="side ${this.menuOpen ? 'open' : ''}" id="navigation" role="region" aria-label=${t('nav.menu')}>
        <a class="brand" href="/">${brand()}</a>
        ${this.#navigation()}
        <osm-account-menu></osm-account-menu>
      </div>
      <main id="main" tabindex="-1"><div id="page"></div></main>
      <osm-toasts></osm-toasts>
      ${overThePage()}
    `;
  }

  #navigation() {
    return html`
      <nav aria-label=${t('nav.name')}>
        <ul>
          ${navigation.filter((entry) => hasPage(entry.path)).map((entry) => html`
            <li>
              <a href=${entry.path} aria-current=${isOpen(entry.path) ? 'page' : nothing}>
                ${icon(entry.icon)} ${t(entry.text)}
              </a>
            </li>
          `)}
        </ul>
      </nav>
    `;
  }

  /** @param {Event} event */
  #skip(event) {
    event.preventDefault();
    this.querySelector('main')?.focus();
  }
}
customElements.define('osm-shell', Shell);

function overThePage() {
  if (session.removed) {
    return html`<osm-removed-dialog></osm-removed-dialog>`;
  }
  return session.interrupted ? html`<osm-sign-in-dialog></osm-sign-in-dialog>` : nothing;
}

function brand() {
  return html`<span class="mark" aria-hidden="true"></span>osmTalk`;
}

/** @param {string} path */
function isOpen(path) {
  const place = location.pathname;
  return path === '/' ? place === '/' : place === path || place.startsWith(`${path}/`);
}
