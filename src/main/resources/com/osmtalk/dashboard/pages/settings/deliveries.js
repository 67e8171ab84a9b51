// What was sent to the webhook, and what came of it.
import {Element, html, nothing, sentence} from '../../core/element.js';
import {api} from '../../core/api.js';
import {ago, dateTime, milliseconds} from '../../core/formats.js';
import {repeat} from '../../core/live.js';
import {t, term} from '../../core/texts.js';
import {badge} from '../../kit/badge.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {toast} from '../../kit/toast.js';
import '../../kit/dialog.js';
import '../../kit/table.js';

const STATUSES = ['pending', 'delivered', 'failed', 'dead_lettered'];
/** @type {Record<string, 'good' | 'bad' | 'quiet'>} */
const TONES = {delivered: 'good', failed: 'bad', dead_lettered: 'bad'};

export class Deliveries extends Element {
  /** @type {any} the one whose attempts are shown */
  shown = null;
  #filters = new Form(this, {status: ''});
  #life = new AbortController();
  #rows = this.#rowsOf('');

  connectedCallback() {
    super.connectedCallback();
    this.#life = new AbortController();
    repeat(4_000, async () => this.refresh(), this.#life.signal);
  }

  disconnectedCallback() {
    this.#life.abort();
    super.disconnectedCallback();
  }

  /** @param {string} status */
  #rowsOf(status) {
    return (/** @type {string | undefined} */ cursor) =>
      api.get('/api/settings/webhook/deliveries', {status, cursor, limit: 25}, this.#life.signal);
  }

  get #table() {
    return /** @type {import('../../kit/table.js').Table | null} */ (this.querySelector('osm-table'));
  }

  /** Looks for what is new. */
  async refresh() {
    await this.#table?.refresh();
  }

  render() {
    const form = this.#filters;
    const any = {value: '', label: t('settings.anyStatus')};
    const statuses = [any, ...STATUSES.map((value) => ({value, label: term('terms.deliveryStatus', value)}))];
    return html`
      <section class="stack" aria-labelledby="deliveries-heading">
        <header class="page-head">
          <h2 id="deliveries-heading">${t('settings.deliveries')}</h2>
          <form class="filters" @submit=${(/** @type {Event} */ event) => event.preventDefault()} @change=${this.#filter}>
            ${field({form, name: 'status', label: t('settings.status'), options: statuses})}
          </form>
        </header>
        <osm-table .name=${t('settings.deliveries')} .load=${this.#rows} .columns=${this.#columns()}
          .empty=${html`<p class="hint">${t('settings.noDeliveries')}</p>`}
          .more=${(/** @type {any} */ one) => this.#buttons(one)}></osm-table>
      </section>
      ${this.shown ? this.#attempts(this.shown) : nothing}
    `;
  }

  #columns() {
    /** @type {import('../../kit/table.js').Column[]} */
    const columns = [
      {label: t('settings.event'), cell: (one) => html`<code>${one.event}</code>`},
      {
        label: t('settings.status'),
        cell: (one) => badge(term('terms.deliveryStatus', one.status), TONES[one.status] ?? 'quiet'),
      },
      {label: t('settings.outcome'), kind: 'wide', cell: (one) => this.#outcome(one)},
      {label: t('calls.call'), cell: (one) => (one.callId ? html`<a href="/calls/${one.callId}">${t('settings.openCall')}</a>` : '–')},
      {label: t('settings.when'), cell: (one) => html`<span class="nowrap">${ago(one.createdAt)}</span>`},
    ];
    return columns;
  }

  /** @param {any} one */
  #outcome(one) {
    const last = one.attempts.at(-1);
    return html`
      <span class="lines-of-text">
        <span>${t('settings.attempts', {n: one.attempts.length})}</span>
        ${last?.error ? html`<span class="hint">${last.error}</span>` : nothing}
        ${one.nextAttemptAt ? html`<span class="hint">${t('settings.nextAttempt', {time: dateTime(one.nextAttemptAt)})}</span>` : nothing}
      </span>
    `;
  }

  /** @param {any} one */
  #buttons(one) {
    return html`
      <button type="button" class="plain" @click=${() => this.set({shown: one})}>${t('settings.details')}</button>
      <button type="button" class="plain" @click=${() => this.#resend(one)}>${t('settings.resend')}</button>
    `;
  }

  /** @param {any} one */
  #attempts(one) {
    const body = html`
      <dl class="facts">
        <dt>${t('settings.url')}</dt><dd><code>${one.url}</code></dd>
        <dt><code>webhook-id</code></dt><dd><code>${one.id}</code></dd>
      </dl>
      <ol class="attempts">
        ${one.attempts.map((/** @type {any} */ attempt) => html`
          <li>
            <p>${dateTime(attempt.at)} · ${attempt.status ?? t('settings.noAnswer')} · ${milliseconds(attempt.durationMs)}</p>
            ${attempt.error ? html`<p class="error">${attempt.error}</p>` : nothing}
            ${attempt.answer ? html`<pre tabindex="0"><code>${attempt.answer}</code></pre>` : nothing}
          </li>
        `)}
      </ol>
      ${one.attempts.length === 0 ? html`<p class="hint">${t('settings.notYet')}</p>` : nothing}
    `;
    return html`
      <osm-dialog .heading=${one.event} .body=${body} wide @close=${() => this.set({shown: null})}></osm-dialog>
    `;
  }

  #filter() {
    this.#rows = this.#rowsOf(this.#filters.values.status);
    this.requestUpdate();
  }

  /** @param {any} one */
  async #resend(one) {
    try {
      this.#table?.replace(await api.post(`/api/settings/webhook/deliveries/${encodeURIComponent(one.id)}/resend`));
      toast(t('settings.resent'));
    } catch (fault) {
      toast(sentence(fault), 'bad');
    }
  }
}
customElements.define('osm-deliveries', Deliveries);
