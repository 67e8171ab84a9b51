package com.osmtalk.server.billing;

import com.osmtalk.api.Money;
import com.osmtalk.api.TransactionKind;
import com.osmtalk.server.billing.PaymentStore.Order;
import com.osmtalk.server.billing.ReversalStore.Kind;
import com.osmtalk.server.billing.ReversalStore.Reversal;
import com.osmtalk.server.billing.ReversalStore.Taken;
import com.osmtalk.server.store.Database;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes credits back when their money goes back: for each refund and each lost dispute once, by its id, in the
 * proportion in which the payment went back. All of them together never take more than the order gave. One that comes
 * before its payment waits for it.
 */
final class Reversals {
    private static final Logger LOG = LoggerFactory.getLogger(Reversals.class);

    private final PaymentStore payments;
    private final ReversalStore store;
    private final Ledger ledger;
    private final Clock clock;

    Reversals(Database database, PaymentStore payments, Ledger ledger, Clock clock) {
        this.payments = payments;
        this.store = new ReversalStore(database);
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Handles one, in the transaction of its event. */
    PaymentOutcome receive(Kind kind, RazorpayEvent event) {
        Money amount = event.amount();
        String currency = event.currency();
        if (event.reversalId() == null || amount == null || currency == null || amount.paise() <= 0) {
            LOG.error("{} {} tells no id, amount or currency; no credits were taken back", kind, event.reversalId());
            return PaymentOutcome.AMOUNT_MISMATCH;
        }
        Optional<Order> found = Optional.ofNullable(event.orderId())
                .flatMap(payments::lock)
                .or(() -> Optional.ofNullable(event.paymentId()).flatMap(payments::lockPaidBy));
        if (found.isPresent() && !found.get().currency().equals(currency)) {
            LOG.error(
                    "{} of {} is in {}; no credits were taken back",
                    event.reversalId(),
                    found.get().id(),
                    currency);
            return PaymentOutcome.AMOUNT_MISMATCH;
        }
        String orderId = found.map(Order::id).orElse(event.orderId());
        Reversal reversal = new Reversal(event.reversalId(), kind, orderId, event.paymentId(), amount, currency);
        if (!store.insert(reversal, clock.millis())) {
            return PaymentOutcome.ALREADY_TAKEN_BACK;
        }
        if (found.isEmpty()) {
            return PaymentOutcome.UNKNOWN_ORDER;
        }
        if (found.get().isPaid()) {
            takeBack(found.get());
        }
        return store.credits(reversal.id()).isPresent()
                ? PaymentOutcome.TAKEN_BACK
                : PaymentOutcome.NOTHING_TO_TAKE_BACK;
    }

    /** Takes back what has gone back of an order that is paid and locked. */
    void takeBack(Order order) {
        for (Reversal reversal : store.open(order)) {
            if (!reversal.currency().equals(order.currency())) {
                LOG.error("{} is in {}; no credits were taken back", reversal.id(), reversal.currency());
                continue;
            }
            Taken before = store.taken(order);
            Money back = Money.min(before.amount().plus(reversal.amount()), order.amount());
            Money credits = inProportion(order, back).minus(before.credits());
            if (credits.paise() > 0) {
                ledger.takeBack(
                        order.organizationId(),
                        reversal.kind() == Kind.REFUND ? TransactionKind.REFUND : TransactionKind.DISPUTE,
                        credits,
                        order.id(),
                        reversal.id());
            }
            store.settle(reversal.id(), order.id(), credits);
        }
    }

    /** The credits of a part of what was paid; of all of it, all credits. */
    private static Money inProportion(Order order, Money part) {
        BigInteger whole = BigInteger.valueOf(order.amount().paise());
        return Money.ofPaise(BigInteger.valueOf(order.credits().paise())
                .multiply(BigInteger.valueOf(part.paise()))
                .add(whole.shiftRight(1))
                .divide(whole)
                .longValueExact());
    }
}
