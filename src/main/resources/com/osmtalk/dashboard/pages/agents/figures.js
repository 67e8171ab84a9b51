// How an agent's calls went.
import {Element, failure, html} from '../../core/element.js';
import {api} from '../../core/api.js';
import {duration, milliseconds, money, number, percent, shortDate} from '../../core/formats.js';
import {t, term} from '../../core/texts.js';
import '../../kit/plot.js';

/** `<osm-agent-figures .agentId=${id}>`. */
export class AgentFigures extends Element {
  static properties = {agentId: {}};

  /** @type {any} */
  stats = null;
  /** @type {unknown} */
  fault = null;

  constructor() {
    super();
    this.agentId = '';
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('agentId')) {
      this.#load();
    }
  }

  async #load() {
    this.set({fault: null});
    try {
      this.set({stats: await api.get(`/api/agents/${this.agentId}/stats`)});
    } catch (fault) {
      this.set({fault});
    }
  }

  render() {
    const {stats, fault} = this;
    if (fault) {
      return failure(fault, () => this.#load());
    }
    if (!stats) {
      return html`<p class="loading" role="status">${t('common.loading')}</p>`;
    }
    const figures = [
      [t('agents.totalCalls'), number(stats.totalCalls)],
      [t('agents.simulatedCalls'), number(stats.simulatedCalls)],
      [t('agents.successRate'), percent(stats.successRate)],
      [t('agents.completionRate'), percent(stats.completionRate)],
      [t('agents.chats'), number(stats.chats)],
      [t('agents.averageDuration'), duration(stats.averageDurationSeconds)],
      [t('agents.spend'), money(stats.spend.total)],
      [t('agents.latency'), stats.averageLatency.endToEnd ? milliseconds(stats.averageLatency.endToEnd) : ''],
    ];
    return html`
      <div class="page">
        <div class="figures">
          ${figures.map(([name, value]) => html`
            <div class="figure"><span class="name">${name}</span><span class="value">${value || '–'}</span></div>
          `)}
        </div>
        <section class="card">
          <osm-plot .name=${t('agents.callsPerDay')} kind="bars"
            .labels=${stats.callsPerDay.map((/** @type {any} */ day) => shortDate(day.date))}
            .series=${[{label: t('nav.calls'), values: stats.callsPerDay.map((/** @type {any} */ day) => day.count)}]}>
          </osm-plot>
        </section>
        <section class="card">
          <h2>${t('agents.outcomes')}</h2>
          <dl class="facts">
            ${Object.entries(stats.byStatus).map(([status, count]) => html`
              <dt>${term('terms.callStatus', status)}</dt><dd>${number(/** @type {number} */ (count))}</dd>
            `)}
          </dl>
        </section>
      </div>
    `;
  }
}
customElements.define('osm-agent-figures', AgentFigures);
