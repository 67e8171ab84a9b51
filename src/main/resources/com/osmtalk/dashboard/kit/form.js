// What a form holds: what was typed, what is wrong with it, whether it is being sent.
import {html, nothing} from 'lit';
import {ApiError} from '../core/api.js';
import {sentence} from '../core/element.js';
import {t} from '../core/texts.js';

/**
 * The state of one form of an element. Values have the names of the API's fields; errors that the API gives for a field
 * appear beside it, and what belongs to no field of the form above the buttons.
 */
export class Form {
  /** @type {Record<string, any>} */
  values;
  /** @type {Record<string, string>} */
  errors = {};
  /** What is wrong with the whole. */
  problem = '';
  busy = false;
  /** Whether something was typed since the values were set. */
  changed = false;

  #owner;

  /**
   * @param {import('lit').LitElement} owner is rendered again at each change
   * @param {Record<string, any>} values
   */
  constructor(owner, values) {
    this.#owner = owner;
    this.values = {...values};
  }

  /**
   * Begins anew with other values, as after saving.
   *
   * @param {Record<string, any>} values
   */
  reset(values) {
    this.values = {...values};
    this.errors = {};
    this.problem = '';
    this.changed = false;
    this.#owner.requestUpdate();
  }

  /**
   * @param {string} name
   * @param {unknown} value
   */
  change(name, value) {
    this.values[name] = value;
    delete this.errors[name];
    this.changed = true;
    this.#owner.requestUpdate();
  }

  /**
   * Takes a field away.
   *
   * @param {string} name
   */
  remove(name) {
    this.change(name, undefined);
    delete this.values[name];
  }

  /**
   * Handles a form's submit: does it once at a time, keeps what was typed when it fails, and leads to what is wrong.
   *
   * @param {Event} event
   * @param {(values: Record<string, any>) => Promise<unknown>} send
   * @returns {Promise<boolean>} whether it was done
   */
  async submit(event, send) {
    event.preventDefault();
    if (this.busy) {
      return false;
    }
    this.busy = true;
    this.errors = {};
    this.problem = '';
    this.#owner.requestUpdate();
    try {
      await send(this.values);
      this.changed = false;
      return true;
    } catch (fault) {
      this.#failed(fault);
      return false;
    } finally {
      this.busy = false;
      this.#owner.requestUpdate();
      await this.#owner.updateComplete;
      /** @type {HTMLElement | null} */ (this.#owner.querySelector('[aria-invalid=true]'))?.focus();
    }
  }

  /** @param {unknown} fault */
  #failed(fault) {
    if (!(fault instanceof ApiError)) {
      console.error(fault);
    }
    this.errors = fault instanceof ApiError ? this.#besideFields(fault.fields) : {};
    const shown = Object.keys(this.errors).filter((name) => name in this.values);
    this.problem = shown.length > 0 && shown.length === Object.keys(this.errors).length ? '' : sentence(fault);
  }

  /**
   * What is wrong with one entry of a list (`sip.codecs[1]`) stands beside the field of the list.
   *
   * @param {Record<string, string>} errors
   */
  #besideFields(errors) {
    return Object.fromEntries(Object.entries(errors).map(([path, message]) => {
      const list = path.replace(/\[\d+\].*$/, '');
      return [path in this.values || !(list in this.values) ? path : list, message];
    }));
  }

  /** What is wrong with the whole, to be placed above the form's buttons. */
  summary() {
    return this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing;
  }

  /**
   * The button that sends it.
   *
   * @param {string} label
   * @param {'primary' | 'danger' | ''} [kind]
   */
  submitButton(label, kind = 'primary') {
    return html`
      <button class=${kind} aria-busy=${this.busy} aria-disabled=${this.busy}>
        ${this.busy ? t('common.working') : label}
      </button>
    `;
  }
}
