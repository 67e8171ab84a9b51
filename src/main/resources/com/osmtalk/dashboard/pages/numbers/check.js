// Whether calls can be made from a number and taken on it: looked at when asked, line by line.
import {Element, failure, html, nothing} from '../../core/element.js';
import {api} from '../../core/api.js';
import {milliseconds, time} from '../../core/formats.js';
import {t, term} from '../../core/texts.js';
import {badge} from '../../kit/badge.js';

/** `<osm-number-check .numberId=${id} .now=${true}>`; with `now` it does not wait to be asked. */
export class NumberCheck extends Element {
  static properties = {numberId: {}, now: {type: Boolean}};

  /** @type {any} */
  health = null;
  checking = false;
  /** @type {unknown} */
  fault = null;

  constructor() {
    super();
    this.numberId = '';
    this.now = false;
  }

  firstUpdated() {
    if (this.now) {
      this.check();
    }
  }

  async check() {
    if (this.checking) {
      return;
    }
    this.set({checking: true, fault: null});
    try {
      const health = await api.get(`/api/telephony/numbers/${encodeURIComponent(this.numberId)}/status`);
      this.set({health});
    } catch (fault) {
      this.set({fault});
    } finally {
      this.set({checking: false});
    }
  }

  render() {
    const {health, checking} = this;
    return html`
      <section class="card" aria-label=${t('numbers.check')}>
        <header>
          <h2>${t('numbers.check')}</h2>
          <button type="button" aria-disabled=${checking} aria-busy=${checking} @click=${() => this.check()}>
            ${checking ? t('common.working') : t('numbers.checkNow')}
          </button>
        </header>
        <div class="stack" aria-live="polite">
          ${checking ? html`<p class="hint">${t('numbers.checking')}</p>` : nothing}
          ${this.fault ? failure(this.fault) : nothing}
          ${health ? this.#found() : checking ? nothing : html`<p class="hint">${t('numbers.checkText')}</p>`}
        </div>
      </section>
    `;
  }

  #found() {
    const {health} = this;
    return html`
      <p class="notice ${health.ok ? 'good' : 'warn'}">
        ${t(health.ok ? 'numbers.checkGood' : 'numbers.checkBad', {time: time(health.checkedAt)})}
      </p>
      <ul class="check-lines">
        ${health.checks.map((/** @type {any} */ check) => html`
          <li>
            ${badge(check.ok ? t('numbers.ok') : t('numbers.notOk'), check.ok ? 'good' : 'bad')}
            <div>
              <strong>${term('terms.numberChecks', check.subject)}</strong>
              <span class="hint">${milliseconds(check.millis)}</span>
              <p>${check.sentence}</p>
              ${check.whatToDo ? html`<p class="what-to-do">${check.whatToDo}</p>` : nothing}
            </div>
          </li>
        `)}
      </ul>
    `;
  }
}
customElements.define('osm-number-check', NumberCheck);
