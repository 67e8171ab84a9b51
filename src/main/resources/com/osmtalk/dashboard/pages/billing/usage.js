// What was used and spent over a period: by day, agent and channel.
import {Element, failure, html, nothing} from '../../core/element.js';
import {api} from '../../core/api.js';
import {duration, money, number, shortDate} from '../../core/formats.js';
import {router} from '../../core/router.js';
import {t, term} from '../../core/texts.js';
import {simulatedBadge} from '../../kit/badge.js';
import {Form} from '../../kit/form.js';
import {bounds, periodFields, periodOf, periodQuery} from '../../kit/period.js';
import '../../kit/plot.js';

/**
 * What was spoken, and what was written if anything was.
 *
 * @param {{calls: number, chats: number}} figures
 */
function counted({calls, chats}) {
  return [
    calls > 0 || chats === 0 ? t('billing.callsN', {n: calls}) : '',
    chats > 0 ? t('billing.chatsN', {n: chats}) : '',
  ].filter(Boolean).join(' · ');
}

/** `<osm-usage .query=${the page's}>`. */
class Usage extends Element {
  static properties = {query: {attribute: false}};

  /** @type {any} */
  report = null;
  /** @type {unknown} */
  fault = null;
  #form = new Form(this, {});

  constructor() {
    super();
    /** @type {URLSearchParams} */
    this.query = new URLSearchParams();
  }

  firstUpdated() {
    this.#form.reset(periodOf(this.query, 'month'));
    this.#load();
  }

  async #load() {
    this.set({fault: null});
    try {
      this.set({report: await api.get('/api/billing/usage', bounds(this.#form.values))});
    } catch (fault) {
      this.set({fault});
    }
  }

  render() {
    return html`
      <div class="stack">
        <form class="filters" @submit=${(/** @type {Event} */ event) => event.preventDefault()} @change=${this.#choose}>
          ${periodFields(this.#form)}
        </form>
        ${this.#body()}
      </div>
    `;
  }

  #body() {
    if (this.fault) {
      return failure(this.fault, () => this.#load());
    }
    return this.report ? this.#all() : html`<p class="loading" role="status">${t('common.loading')}</p>`;
  }

  #choose() {
    router.setQuery(periodQuery(this.#form.values));
    return this.#load();
  }

  #all() {
    const {calls, numbers, total, perDay, perAgent, perChannel} = this.report;
    const figures = [
      [t('billing.spent'), money(total)],
      [t('billing.spentCalls'), money(calls.spend.total)],
      [t('billing.spentNumbers'), money(numbers)],
      [t('billing.calls'), number(calls.calls)],
      [t('billing.chats'), number(calls.chats)],
      [t('billing.talked'), duration(calls.durationSeconds)],
    ];
    const days = perDay.map((/** @type {any} */ one) => shortDate(one.date));
    return html`
      ${calls.simulated > 0 ? html`
        <p class="badges">${simulatedBadge({simulated: true})} ${t('home.simulated', {n: calls.simulated, total: number(calls.calls)})}</p>
      ` : nothing}
      <div class="figures">
        ${figures.map(([name, value]) => html`
          <div class="figure"><span class="name">${name}</span><span class="value">${value}</span></div>
        `)}
      </div>
      ${calls.calls + calls.chats === 0 ? html`<p class="hint">${t('billing.nothingUsed')}</p>` : html`
        <div class="cards">
          <section class="card">
            <osm-plot .name=${t('billing.spendPerDay')} kind="bars" .labels=${days} .series=${[
              {label: t('billing.spent'), values: perDay.map((/** @type {any} */ one) => one.figures.spend.total), format: money},
            ]}></osm-plot>
          </section>
          <section class="card">
            <osm-plot .name=${t('billing.callsPerDay')} kind="bars" .labels=${days} .series=${[
              {label: t('billing.calls'), values: perDay.map((/** @type {any} */ one) => one.figures.calls)},
            ]}></osm-plot>
          </section>
          ${this.#shares(t('billing.perAgent'), perAgent.map((/** @type {any} */ one) => ({
            name: html`<a href="/agents/${one.agentId}">${one.name}</a>`, figures: one.figures,
          })))}
          ${this.#shares(t('billing.perChannel'), perChannel.map((/** @type {any} */ one) => ({
            name: term('terms.callChannel', one.channel), figures: one.figures,
          })))}
        </div>
      `}
    `;
  }

  /**
   * Bars beside each other, of what was spent. Names stay text of the page, however long they are.
   *
   * @param {string} heading
   * @param {{name: unknown, figures: any}[]} rows
   */
  #shares(heading, rows) {
    const most = Math.max(...rows.map((one) => one.figures.spend.total), 0.01);
    return html`
      <section class="card" aria-label=${heading}>
        <h2>${heading}</h2>
        <ul class="shares">
          ${rows.map(({name, figures}) => html`
            <li>
              <span class="name">${name}</span>
              <span class="value">
                ${money(figures.spend.total)} <span class="hint">${counted(figures)}</span>
              </span>
              <span class="share" aria-hidden="true" .style=${`width: ${(figures.spend.total / most) * 100}%`}></span>
            </li>
          `)}
        </ul>
      </section>
    `;
  }
}
customElements.define('osm-usage', Usage);
