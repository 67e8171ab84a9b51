// Moves between the places of the dashboard without loading the document again.
import {t} from './texts.js';
import {match} from './routes.js';

/** @typedef {import('./element.js').Page} Page */

class Router {
  /** @type {HTMLElement | null} where pages are put */
  #outlet = null;
  /** @type {string | null} */
  #shown = null;
  /** Of what is shown, with its query. */
  #address = '';
  #turn = 0;
  #leaving = false;

  /** The page that is open. @returns {Page | null} */
  get page() {
    return /** @type {Page | null} */ (this.#outlet?.querySelector('.page') ?? null);
  }

  /** Whether leaving would lose what was typed, into the page or a dialog over it. */
  get #unsaved() {
    /** @type {NodeListOf<HTMLElement & {unsaved?: boolean}>} */
    const dialogs = document.querySelectorAll('osm-dialog');
    return Boolean(this.page?.unsaved) || [...dialogs].some((one) => one.unsaved);
  }

  /**
   * Shows the page of the address, and from now on follows links and the browser's buttons.
   *
   * @param {HTMLElement} outlet
   */
  start(outlet) {
    const first = this.#outlet === null;
    this.#outlet = outlet;
    if (first) {
      addEventListener('popstate', () => this.#back());
      document.addEventListener('click', (event) => this.#follow(event));
      addEventListener('beforeunload', (event) => {
        if (this.#unsaved && !this.#leaving) {
          event.preventDefault();
        }
      });
    }
    return this.#show(true);
  }

  /** The browser's buttons: it has left already, so the address is put back until the person has decided. */
  async #back() {
    const to = location.href;
    if (location.pathname !== this.#shown && this.#unsaved) {
      history.pushState(null, '', this.#address);
      if (!(await this.#mayLeave())) {
        return;
      }
      history.replaceState(null, '', to);
    }
    await this.#show(false);
  }

  /**
   * Opens a place.
   *
   * @param {string} to a path with its query
   * @param {{replace?: boolean}} [how] replace: the place before is not to be gone back to
   */
  async open(to, {replace = false} = {}) {
    if (!(await this.#mayLeave())) {
      return;
    }
    history[replace ? 'replaceState' : 'pushState'](null, '', to);
    if (this.#outlet) {
      await this.#show(true);
    }
  }

  /** Loads the dashboard anew, without a word about what was typed: it can't be sent any more. */
  beginAnew() {
    this.#leaving = true;
    location.assign('/');
  }

  /**
   * Keeps what a page shows, filters for one, in its address, so that it can be shared and gone back to. The page stays.
   *
   * @param {Record<string, string | null | undefined>} values empty ones are removed
   */
  setQuery(values) {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(values)) {
      if (value) {
        url.searchParams.set(name, value);
      } else {
        url.searchParams.delete(name);
      }
    }
    history.replaceState(null, '', url);
    this.#address = url.href;
    if (this.page) {
      this.page.query = url.searchParams;
    }
  }

  /** @param {MouseEvent} event */
  #follow(event) {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!(link instanceof HTMLAnchorElement) || !plain || event.defaultPrevented) {
      return;
    }
    const elsewhere = link.origin !== location.origin || link.target !== '' || link.hasAttribute('download');
    if (elsewhere || link.getAttribute('href')?.startsWith('#') || isOfServer(link.pathname)) {
      return;
    }
    event.preventDefault();
    this.open(link.pathname + link.search + link.hash);
  }

  async #mayLeave() {
    if (!this.#unsaved) {
      return true;
    }
    const {confirm} = await import('../kit/confirm.js');
    return confirm({heading: t('leave.heading'), text: t('leave.text'), action: t('leave.action'), danger: true});
  }

  /** @param {boolean} moved by a link: then the view begins at the top */
  async #show(moved) {
    const outlet = /** @type {HTMLElement} */ (this.#outlet);
    const place = location.pathname;
    this.#address = location.href;
    if (this.#shown === place && this.page) {
      this.page.query = new URLSearchParams(location.search);
      return;
    }
    const turn = ++this.#turn;
    const found = match(place);
    const page = found ? await made(found) : await missing();
    if (turn !== this.#turn) {
      return;
    }
    const first = this.#shown === null;
    this.#shown = place;
    page.query = new URLSearchParams(location.search);
    outlet.replaceChildren(page);
    await page.updateComplete;
    if (moved) {
      scrollTo(0, 0);
    }
    if (!first) {
      // readers begin at the new page's heading, as they would after loading a document
      page.querySelector('h1')?.focus({preventScroll: true});
    }
    dispatchEvent(new Event('osm-place'));
  }
}

/** @param {string} path whether a path is answered by the server, and not by the dashboard */
function isOfServer(path) {
  return /^\/(api|docs|talk|mcp|oauth|openapi\.yaml)(\/|$)/.test(path);
}

/** @param {{route: import('./routes.js').Route, params: Record<string, string>}} found */
async function made({route, params}) {
  try {
    await route.load();
  } catch (fault) {
    console.error(fault);
    return missing(t('errors.pageNotLoaded'));
  }
  const page = /** @type {Page} */ (document.createElement(route.tag));
  page.params = params;
  return page;
}

/** @param {string} [text] */
async function missing(text) {
  await import('../pages/missing.js');
  const page = /** @type {import('../pages/missing.js').MissingPage} */ (document.createElement('page-missing'));
  page.text = text ?? '';
  return page;
}

export const router = new Router();
