/**
 * Money: what calls and numbers cost, and the ledger that says what is left.
 *
 * <p>{@link com.osmtalk.server.billing.Ledger} is append-only: an entry is never changed or removed, a mistake is
 * corrected by another entry, and a balance is the sum of its entries. The sum is kept beside them in the same
 * transaction, because a call asks for it before it starts. Each cause (a call, an order, a month of a number) has a
 * unique index, so a repeated job or payment event can't take or give twice. Amounts are whole paise in {@code Money};
 * no floating point touches them.
 *
 * <p>{@link com.osmtalk.server.billing.Rates} turns usage into cost, {@link com.osmtalk.server.billing.Payments} turns
 * payments at Razorpay into credits. Must not know: how calls are made. The call's state machine charges a call when it
 * ends, in the transaction that ends it.
 */
@NullMarked
package com.osmtalk.server.billing;

import org.jspecify.annotations.NullMarked;
