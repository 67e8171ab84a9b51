// Razorpay's checkout: its own script, in a window over the page. It is loaded when somebody pays, and never before.
import {ApiError} from '../../core/api.js';
import {session} from '../../core/session.js';
import {t} from '../../core/texts.js';

/** The policy of the page allows it where the server has a key of Razorpay's, and nowhere else. */
const SCRIPT = 'https://checkout.razorpay.com/v1/checkout.js';

/**
 * What the page is told. After a failure the window stays open for another try, so that `paid` may follow `failed`.
 *
 * @typedef {object} Told
 * @property {() => void} paid
 * @property {(reason: string) => void} failed
 * @property {() => void} closed without a payment
 */

/**
 * Opens the checkout for an order.
 *
 * @param {{orderId: string, amount: number, currency: string, keyId: string}} order
 * @param {Told} told
 * @throws {ApiError} when it could not be loaded
 */
export async function openCheckout(order, told) {
  const Razorpay = await load();
  const checkout = new Razorpay({
    key: order.keyId,
    order_id: order.orderId,
    amount: order.amount,
    currency: order.currency,
    name: 'osmTalk',
    prefill: {name: session.account?.user.name, email: session.account?.user.email},
    handler: told.paid,
    modal: {ondismiss: told.closed},
  });
  checkout.on('payment.failed', (/** @type {any} */ event) => told.failed(String(event?.error?.description ?? '')));
  checkout.open();
}

/** @returns {Promise<any>} the class that Razorpay's script defines */
function load() {
  const window = /** @type {any} */ (globalThis);
  if (window.Razorpay) {
    return Promise.resolve(window.Razorpay);
  }
  const script = document.createElement('script');
  script.src = SCRIPT;
  return new Promise((resolve, reject) => {
    const failed = () => {
      script.remove();
      reject(new ApiError(0, 'checkout_unreachable', t('billing.noCheckout')));
    };
    script.onload = () => (window.Razorpay ? resolve(window.Razorpay) : failed());
    script.onerror = failed;
    document.head.append(script);
  });
}
