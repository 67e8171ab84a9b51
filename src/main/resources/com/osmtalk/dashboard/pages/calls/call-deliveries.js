// The webhooks that were sent about a call.
import {Element, html, nothing} from '../../core/element.js';
import {api} from '../../core/api.js';
import {ago} from '../../core/formats.js';
import {t, term} from '../../core/texts.js';
import {badge} from '../../kit/badge.js';

/** @type {Record<string, 'good' | 'bad' | 'quiet'>} */
const TONES = {delivered: 'good', failed: 'bad', dead_lettered: 'bad'};

/** `<osm-call-deliveries .callId=${id} .over=${…}>`, asked for again once the call is over. */
export class CallDeliveries extends Element {
  static properties = {callId: {}, over: {type: Boolean}};

  /** @type {any[]} */
  deliveries = [];

  constructor() {
    super();
    this.callId = '';
    this.over = false;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('over') || changed.has('callId')) {
      this.#load();
    }
  }

  async #load() {
    try {
      this.set({deliveries: (await api.get('/api/settings/webhook/deliveries', {callId: this.callId})).data});
    } catch {
      // beside the call itself this is a detail; Settings tells what is wrong with deliveries
    }
  }

  render() {
    return this.deliveries.length === 0 ? nothing : html`
      <section class="card" aria-label=${t('calls.webhooks')}>
        <h2>${t('calls.webhooks')}</h2>
        <ul class="rows">
          ${this.deliveries.map((one) => html`
            <li>
              <code>${one.event}</code>
              ${badge(term('terms.deliveryStatus', one.status), TONES[one.status] ?? 'quiet')}
              <span class="hint">${ago(one.finishedAt ?? one.createdAt)}</span>
            </li>
          `)}
        </ul>
      </section>
    `;
  }
}
customElements.define('osm-call-deliveries', CallDeliveries);
