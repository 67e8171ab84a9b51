// How the organisation is doing: figures and plots for a chosen period.
import {Page, html, nothing} from '../../core/element.js';
import {api} from '../../core/api.js';
import {duration, milliseconds, money, number, percent, shortDate} from '../../core/formats.js';
import {router} from '../../core/router.js';
import {t, term} from '../../core/texts.js';
import {simulatedBadge} from '../../kit/badge.js';
import {empty} from '../../kit/empty.js';
import {Form} from '../../kit/form.js';
import {bounds, periodFields, periodOf, periodQuery} from '../../kit/period.js';
import '../../kit/plot.js';

const PARTS = /** @type {const} */ (['llm', 'stt', 'tts', 'sip']);
const LATENCIES = /** @type {const} */ (['endToEnd', 'stt', 'llm', 'tts']);

class HomePage extends Page {
  /** @type {any} */
  figures = null;
  #form = new Form(this, {});

  get heading() {
    return t('nav.home');
  }

  async load() {
    this.#form.reset(periodOf(this.query, 'week'));
    await this.#fetch();
  }

  async #fetch() {
    this.figures = await api.get('/api/dashboard', bounds(this.#form.values), this.signal);
  }

  content() {
    const {calls, chats} = this.figures;
    return html`
      ${this.#period()}
      ${calls.total + (chats?.total ?? 0) === 0
        ? empty({
            icon: 'calls',
            heading: t('home.none'),
            text: t('home.noneText'),
            action: html`<a class="button primary" href="/start">${t('account.start')}</a>`,
          })
        : this.#all()}
    `;
  }

  #period() {
    const form = this.#form;
    return html`
      <form class="filters" @submit=${(/** @type {Event} */ event) => event.preventDefault()} @change=${this.#choose}>
        ${periodFields(form)}
      </form>
      ${form.summary()}
    `;
  }

  async #choose() {
    const form = this.#form;
    router.setQuery(periodQuery(form.values));
    if (form.busy) {
      // the figures of the last choice are on their way, and those of this one follow them
      return;
    }
    let shown;
    do {
      shown = JSON.stringify(form.values);
      await form.submit(new Event('submit'), () => this.#fetch());
    } while (shown !== JSON.stringify(form.values));
  }

  #all() {
    const {calls, chats, spend, latency} = this.figures;
    const measured = LATENCIES.filter((part) => latency[part] > 0);
    const cards = [
      [t('home.calls'), number(calls.total)],
      [t('home.success'), percent(this.figures.successRate), t('home.judged', {n: calls.judged ?? 0})],
      [t('home.completion'), percent(this.figures.completionRate)],
      [t('home.averageDuration'), duration(this.figures.averageDurationSeconds)],
      [t('home.talked'), duration(this.figures.totalDurationSeconds)],
      [t('home.chats'), number(chats?.total ?? 0)],
      [t('home.spend'), money(spend.total)],
      [t('home.balance'), money(this.figures.balance)],
    ];
    return html`
      ${calls.simulated > 0 ? html`
        <p class="badges">${simulatedBadge({simulated: true})} ${t('home.simulated', {n: calls.simulated, total: number(calls.total)})}</p>
      ` : nothing}
      <div class="figures">
        ${cards.map(([name, value, hint]) => html`
          <div class="figure">
            <span class="name">${name}</span><span class="value">${value || '–'}</span>
            ${hint ? html`<span class="hint">${hint}</span>` : nothing}
          </div>
        `)}
      </div>
      <div class="cards">
        ${this.#plot(t('home.volume'), this.figures.callsPerDay.map((/** @type {any} */ one) => shortDate(one.date)), [
          {label: t('home.calls'), values: this.figures.callsPerDay.map((/** @type {any} */ one) => one.count)},
        ])}
        ${this.#plot(t('home.outcomes'), ...this.#outcomes())}
        ${this.#plot(t('home.hours'), this.figures.callsPerHour.map((/** @type {number} */ _, /** @type {number} */ hour) => `${hour}:00`), [
          {label: t('home.calls'), values: this.figures.callsPerHour},
        ])}
        ${this.#plot(t('home.costs'), PARTS.map((part) => term('terms.costPart', part)), [
          {label: t('home.spend'), values: PARTS.map((part) => spend[part]), format: money},
        ])}
        ${measured.length > 0 ? this.#plot(
          t('home.latency'),
          measured.map((part) => term('terms.latencyPart', part)),
          [{label: t('home.average'), values: measured.map((part) => latency[part]), format: milliseconds}],
        ) : nothing}
      </div>
      ${this.#agents()}
    `;
  }

  /** Completed calls, and failed ones by their reason, the most frequent first. @returns {[string[], any[]]} */
  #outcomes() {
    const {calls} = this.figures;
    const reasons = Object.entries(calls.byFailureReason).sort(([, one], [, other]) => Number(other) - Number(one));
    const labels = [
      term('terms.callStatus', 'completed'),
      ...reasons.map(([reason]) => term('terms.failureReason', reason)),
    ];
    return [labels, [{label: t('home.calls'), values: [calls.completed, ...reasons.map(([, count]) => count)]}]];
  }

  /**
   * @param {string} name
   * @param {string[]} labels
   * @param {any[]} series
   */
  #plot(name, labels, series) {
    return html`
      <section class="card"><osm-plot .name=${name} kind="bars" .labels=${labels} .series=${series}></osm-plot></section>
    `;
  }

  #agents() {
    /** @type {any[]} */
    const agents = this.figures.topAgents;
    return agents.length === 0 ? nothing : html`
      <section class="card" aria-label=${t('home.topAgents')}>
        <h2>${t('home.topAgents')}</h2>
        <div class="table-frame">
          <table>
            <thead>
              <tr>
                <th scope="col">${t('calls.agent')}</th>
                <th scope="col" class="number">${t('home.calls')}</th>
                <th scope="col" class="number">${t('home.success')}</th>
                <th scope="col" class="number">${t('home.completion')}</th>
              </tr>
            </thead>
            <tbody>
              ${agents.map((agent) => html`
                <tr>
                  <td><a class="row-link" href="/agents/${agent.agentId}?part=figures">${agent.name}</a></td>
                  <td class="number">${number(agent.calls)}</td>
                  <td class="number">${percent(agent.successRate) || '–'}</td>
                  <td class="number">${percent(agent.completionRate) || '–'}</td>
                </tr>
              `)}
            </tbody>
          </table>
        </div>
      </section>
    `;
  }
}
customElements.define('page-home', HomePage);
