// What every element of the dashboard is: Lit, rendered into the page itself rather than into a shadow tree, so that one
// style sheet, labels across elements and checkers of accessibility see everything.
import {LitElement, html, nothing} from 'lit';
import {t} from './texts.js';
import {ApiError} from './api.js';

export {html, nothing};

export class Element extends LitElement {
  #languageChanged = () => this.requestUpdate();

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('osm-language', this.#languageChanged);
  }

  disconnectedCallback() {
    removeEventListener('osm-language', this.#languageChanged);
    super.disconnectedCallback();
  }

  /**
   * Changes fields and renders. Inner state is plain fields of the class; what a parent sets is `static properties`,
   * with values given in the constructor (a class field of that name would hide Lit's accessor).
   *
   * @param {Record<string, unknown>} fields
   */
  set(fields) {
    Object.assign(this, fields);
    this.requestUpdate();
  }

  /**
   * Tells whoever holds this element.
   *
   * @param {string} type
   * @param {unknown} [detail]
   */
  emit(type, detail) {
    return this.dispatchEvent(new CustomEvent(type, {detail, bubbles: true, cancelable: true}));
  }
}

/**
 * An element that shows what another one hands over, such as a dialog its body: handlers in it are that other one's
 * methods, called on it. Its own handlers are therefore arrow functions.
 */
export class Wrapper extends Element {
  connectedCallback() {
    super.connectedCallback();
    for (let above = this.parentElement; above; above = above.parentElement) {
      if (above instanceof LitElement) {
        // which is a wrapper's own owner, if it is one
        this.renderOptions.host = above.renderOptions.host;
        return;
      }
    }
  }
}

/**
 * A page that the router opens. It gives its heading, what it loads, and what it shows once that is there; waiting and
 * failing look the same on every page.
 */
export class Page extends Element {
  static properties = {
    params: {attribute: false},
    query: {attribute: false},
  };

  /** @type {AbortController} */
  #life = new AbortController();
  /** @type {'loading' | 'ready' | 'failed'} */
  #state = 'loading';
  /** @type {unknown} */
  #fault = null;

  constructor() {
    super();
    /** @type {Record<string, string>} what stands in the places of the path: `/calls/:id` */
    this.params = {};
    /** @type {URLSearchParams} */
    this.query = new URLSearchParams();
  }

  /** What the page is about: its `h1` and the document's title. @returns {string} */
  get heading() {
    return '';
  }

  /** Whether something was typed that leaving would lose; the router then asks. */
  get unsaved() {
    return false;
  }

  /** Ends when the page is left: for requests and for following something live. */
  get signal() {
    return this.#life.signal;
  }

  /** Fetches what the page shows. @returns {Promise<void>} */
  async load() {}

  /** The page once it is loaded. @returns {unknown} */
  content() {
    return nothing;
  }

  /** Buttons beside the heading. @returns {unknown} */
  actions() {
    return nothing;
  }

  connectedCallback() {
    super.connectedCallback();
    this.classList.add('page');
    this.#life = new AbortController();
    this.reload();
  }

  disconnectedCallback() {
    this.#life.abort();
    super.disconnectedCallback();
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    if (this.heading) {
      document.title = `${this.heading} · osmTalk`;
    }
  }

  /** Loads again, showing what is there until then. */
  async reload() {
    const life = this.#life;
    try {
      await this.load();
      this.#state = 'ready';
    } catch (fault) {
      if (life.signal.aborted) {
        return;
      }
      this.#state = 'failed';
      this.#fault = fault;
      if (!(fault instanceof ApiError)) {
        console.error(fault);
      }
    }
    this.requestUpdate();
  }

  render() {
    return html`
      <header class="page-head">
        <h1 tabindex="-1">${this.heading || t('common.loading')}</h1>
        ${this.#state === 'ready' ? html`<div class="actions">${this.actions()}</div>` : nothing}
      </header>
      ${this.#body()}
    `;
  }

  #body() {
    switch (this.#state) {
      case 'loading':
        return html`<p class="loading" role="status">${t('common.loading')}</p>`;
      case 'failed':
        return failure(this.#fault, () => this.#retry());
      default:
        return this.content();
    }
  }

  #retry() {
    this.#state = 'loading';
    this.requestUpdate();
    return this.reload();
  }
}

/**
 * What failed, in the API's own sentence, with a way to try again.
 *
 * @param {unknown} fault
 * @param {() => unknown} [again]
 */
export function failure(fault, again) {
  return html`
    <div class="notice bad" role="alert">
      <p>${sentence(fault)}</p>
      ${again && mayPass(fault) ? html`<button type="button" @click=${again}>${t('common.tryAgain')}</button>` : nothing}
    </div>
  `;
}

/** Whether the same request may be answered otherwise the next time. @param {unknown} fault */
function mayPass(fault) {
  return !(fault instanceof ApiError && [400, 403, 404, 410].includes(fault.status));
}

/**
 * The sentence to show for what went wrong.
 *
 * @param {unknown} fault
 */
export function sentence(fault) {
  return fault instanceof ApiError ? fault.message : t('errors.program');
}
