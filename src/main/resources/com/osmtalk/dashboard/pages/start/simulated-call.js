// A call on the simulated network, placed with one press and read as it goes on.
import {Element, html, nothing, sentence} from '../../core/element.js';
import {all, api} from '../../core/api.js';
import {duration, money} from '../../core/formats.js';
import {followCall} from '../../core/live.js';
import {t, term} from '../../core/texts.js';
import {badge, simulatedBadge} from '../../kit/badge.js';
import {icon} from '../../kit/icons.js';

/** People of the simulated network, who are at numbers reserved for fiction. */
const PEOPLE = [
  {number: '+12025550100', key: 'interested'},
  {number: '+12025550106', key: 'later'},
  {number: '+12025550103', key: 'voicemail'},
  {number: '+12025550107', key: 'never'},
];

class SimulatedCall extends Element {
  /** @type {any} */
  call = null;
  busy = false;
  problem = '';
  #life = new AbortController();

  disconnectedCallback() {
    this.#life.abort();
    super.disconnectedCallback();
  }

  render() {
    return html`
      <p>${t('start.call.text')}</p>
      <div class="filters">
        <div class="field">
          <label for="start-person">${t('start.call.person')}</label>
          <select id="start-person">
            ${PEOPLE.map(({number, key}) => html`
              <option value=${number}>${term('terms.simulatedPeople', key)}</option>
            `)}
          </select>
        </div>
        <button class="primary" type="button" aria-disabled=${this.busy} @click=${this.#place}>
          ${icon('calls')} ${this.busy ? t('start.call.running') : t('start.call.action')}
        </button>
      </div>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      ${this.call ? this.#conversation() : nothing}
    `;
  }

  #conversation() {
    const {call} = this;
    return html`
      <div class="actions" role="status">
        ${badge(term('terms.callStatus', call.status), tone(call.status))} ${simulatedBadge(call)}
      </div>
      <div class="lines" role="log" aria-label=${t('start.call.lines')} tabindex="0">
        <ol>
          ${(call.transcript ?? []).filter(isSaid).map((/** @type {any} */ line) => html`
            <li class=${line.role}><span class="who">${term('terms.role', line.role)}</span> ${line.text}</li>
          `)}
        </ol>
      </div>
      ${isOver(call)
        ? html`<p>${t('start.call.over', {duration: duration(call.durationSeconds), cost: money(call.costTotal)})}
            <a href="/calls/${call.id}">${t('start.call.open')}</a></p>`
        : nothing}
    `;
  }

  async #place() {
    if (this.busy) {
      return;
    }
    const destination = /** @type {HTMLSelectElement} */ (this.querySelector('select')).value;
    this.set({busy: true, problem: '', call: null});
    try {
      await this.#follow(destination);
      this.emit('done', 'call');
    } catch (fault) {
      this.set({problem: sentence(fault)});
    } finally {
      this.set({busy: false});
    }
  }

  /** @param {string} destination */
  async #follow(destination) {
    const [agents, numbers] = await Promise.all([all('/api/agents'), all('/api/phone-numbers')]);
    const from = numbers.find((number) => number.simulated);
    if (!from || agents.length === 0) {
      this.set({problem: t(from ? 'start.call.noAgent' : 'start.call.noNumber')});
      return;
    }
    const agentId = from.agentId ?? agents[0].id;
    const {callId} = await api.post('/api/calls/outbound', {
      agentId,
      phoneNumberId: from.id,
      destination,
      dynamicVariables: variables(agents.find((one) => one.id === agentId)),
    });
    await followCall(callId, (call) => {
      this.set({call});
      this.updateComplete.then(() => this.querySelector('.lines')?.scrollTo({top: 1e6}));
      return !isOver(call);
    }, this.#life.signal);
  }
}
customElements.define('osm-simulated-call', SimulatedCall);

/**
 * Something for each place that the agent's texts have.
 *
 * @param {any} agent
 */
function variables(agent) {
  /** @type {Record<string, string>} */
  const known = {first_name: 'Asha', day: t('start.call.day')};
  const places = `${agent?.greeting ?? ''} ${agent?.systemPrompt ?? ''}`.matchAll(/\{\{\s*(\w+)\s*\}\}/g);
  return Object.fromEntries([...places].map(([, name]) => [name, known[name] ?? name.replaceAll('_', ' ')]));
}

/** @param {{role: string}} line */
function isSaid(line) {
  return line.role === 'agent' || line.role === 'caller';
}

/** @param {any} call */
function isOver(call) {
  return call.status === 'completed' || call.status === 'failed';
}

/** @param {string} status */
function tone(status) {
  if (status === 'completed') {
    return 'good';
  }
  return status === 'failed' ? 'bad' : 'live';
}
