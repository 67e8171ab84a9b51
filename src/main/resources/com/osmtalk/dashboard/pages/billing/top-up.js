// Topping the balance up: what it costs, the payment at Razorpay, and waiting for the credits, which come by Razorpay's
// report to the server: that the browser saw a payment adds nothing.
import {Element, html, nothing} from '../../core/element.js';
import {ApiError, api} from '../../core/api.js';
import {money} from '../../core/formats.js';
import {repeat} from '../../core/live.js';
import {session} from '../../core/session.js';
import {t} from '../../core/texts.js';
import {field} from '../../kit/field.js';
import {Form} from '../../kit/form.js';
import {ownersOnly} from '../../kit/owners-only.js';
import {openCheckout} from './checkout.js';

/** What may be bought at once, in rupees. The server holds it too; here it is told in the words of the hint. */
const LEAST = 10;
const MOST = 500_000;

/** @typedef {'open' | 'paid' | 'credited' | 'cancelled' | 'failed'} Outcome */

/** `<osm-top-up .provider=${as the API tells of it} @credited=${the balance grew}>`. */
class TopUp extends Element {
  static properties = {provider: {attribute: false}};

  /** @type {any} what the amount costs */
  fees = null;
  /** @type {any} the last order */
  order = null;
  /** @type {Outcome | null} what became of it */
  outcome = null;
  /** Why it failed, as Razorpay says it. */
  reason = '';

  #form = new Form(this, {amount: ''});
  #typing = 0;
  #turn = 0;
  #life = new AbortController();

  constructor() {
    super();
    /** @type {any} */
    this.provider = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#life = new AbortController();
  }

  disconnectedCallback() {
    clearTimeout(this.#typing);
    this.#life.abort();
    super.disconnectedCallback();
  }

  render() {
    return html`
      <section class="card narrow" aria-labelledby="top-up-heading">
        <h2 id="top-up-heading">${t('billing.topUp')}</h2>
        ${this.#content()}
      </section>
    `;
  }

  #content() {
    if (!session.isOwner) {
      return ownersOnly();
    }
    if (!this.provider.ready) {
      return html`
        <p class="notice warn">${t(this.provider.name ? 'billing.notCredited' : 'billing.noProvider')}</p>
        <p class="hint">${t('billing.missing')} ${this.provider.missing.map((/** @type {string} */ one) => html`<code>${one}</code> `)}</p>
      `;
    }
    return html`
      ${this.provider.test ? html`<p class="notice warn">${t('billing.testKey')}</p>` : nothing}
      ${this.#asking()}
    `;
  }

  #asking() {
    const form = this.#form;
    const label = this.fees ? t('billing.payTotal', {total: money(this.fees.total)}) : t('billing.pay');
    return html`
      <form novalidate @submit=${this.#submit} @input=${this.#typed}>
        ${field({form, name: 'amount', label: t('billing.amount'), hint: t('billing.amountHint'), type: 'number', min: LEAST, max: MOST, step: 'any'})}
        ${this.fees ? this.#sum() : nothing}
        ${form.summary()}
        <div role="status">${this.#told()}</div>
        <div class="actions">${form.submitButton(label)}</div>
      </form>
    `;
  }

  #sum() {
    const {amount, platformFee, processingFee, gst, total} = this.fees;
    return html`
      <dl class="sum">
        <dt>${t('billing.credits')}</dt><dd>${money(amount)}</dd>
        <dt>${t('billing.platformFee')}</dt><dd>${money(platformFee)}</dd>
        <dt>${t('billing.processingFee')}</dt><dd>${money(processingFee)}</dd>
        <dt>${t('billing.gst')}</dt><dd>${money(gst)}</dd>
        <dt class="total">${t('billing.total')}</dt><dd class="total">${money(total)}</dd>
      </dl>
    `;
  }

  #told() {
    switch (this.outcome) {
      case 'open':
        return html`<p class="notice">${t('billing.open')}</p>`;
      case 'paid':
        return html`<p class="notice">${t('billing.paid')}</p>`;
      case 'credited':
        return html`<p class="notice good">${t('billing.credited', {credits: money(this.order.credits)})}</p>`;
      case 'cancelled':
        return html`<p class="notice warn">${t('billing.cancelled')}</p>`;
      case 'failed':
        return html`<p class="notice bad">${t('billing.failed', {reason: this.reason || t('billing.failedNoReason')})}</p>`;
      default:
        return nothing;
    }
  }

  #typed() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#calculate(), 300);
  }

  async #calculate() {
    const turn = ++this.#turn;
    const form = this.#form;
    if (form.values.amount === '') {
      this.set({fees: null});
      return;
    }
    try {
      checkAmount(form.values.amount);
      const fees = await api.post('/api/billing/calculate-fees', {amount: Number(form.values.amount)});
      if (turn === this.#turn) {
        this.set({fees});
      }
    } catch (fault) {
      if (turn === this.#turn) {
        form.errors = fault instanceof ApiError ? fault.fields : {};
        this.set({fees: null});
      }
    }
  }

  /** @param {Event} event */
  #submit(event) {
    return this.#form.submit(event, async ({amount}) => {
      this.set({outcome: null, reason: ''});
      checkAmount(amount);
      const order = await api.post('/api/billing/create-payment-intent', {amount: Number(amount)});
      this.set({order});
      await this.#open(order);
    });
  }

  /** @param {any} order */
  async #open(order) {
    this.set({outcome: 'open'});
    try {
      await openCheckout(order, {
        paid: () => this.#paid(order),
        failed: (reason) => this.set({outcome: 'failed', reason}),
        closed: () => this.outcome === 'open' && this.set({outcome: 'cancelled'}),
      });
    } catch (fault) {
      this.set({outcome: null});
      throw fault;
    }
  }

  /** @param {any} order */
  #paid(order) {
    this.set({outcome: 'paid'});
    const found = new AbortController();
    this.#life.signal.addEventListener('abort', () => found.abort());
    repeat(2_000, async () => {
      const {data} = await api.get('/api/billing/transactions', {kind: 'top_up', limit: 20}, found.signal);
      if (data.some((/** @type {any} */ one) => one.orderId === order.orderId)) {
        found.abort();
        this.set({outcome: 'credited', order});
        this.emit('credited');
      }
    }, found.signal);
  }
}
customElements.define('osm-top-up', TopUp);

/** @param {string} amount as typed @throws {ApiError} as the API would, when so much can't be bought */
function checkAmount(amount) {
  if (!(Number(amount) >= LEAST && Number(amount) <= MOST)) {
    const message = t('billing.amountWrong');
    throw new ApiError(400, 'invalid_request', message, {fields: [{path: 'amount', message}]});
  }
}
