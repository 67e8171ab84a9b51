package com.osmtalk.server.billing;

import com.osmtalk.api.Fees;
import com.osmtalk.api.Money;
import com.osmtalk.api.PaymentIntent;
import com.osmtalk.server.billing.PaymentStore.Order;
import com.osmtalk.server.billing.ReversalStore.Kind;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns money into credits: orders to pay, and the payment provider's events about them.
 *
 * <p>The provider sends several events about one payment, in any order, and repeats them until they are answered.
 * Events are stored by their id, and an order is credited once, whichever of its events comes first. What goes back
 * is in
 * {@link Reversals}.
 */
public final class Payments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Payments.class);

    private final Database database;
    private final PaymentStore store;
    private final PaymentOrders orders;
    private final Ledger ledger;
    private final Reversals reversals;
    private final Clock clock;

    public Payments(Database database, Ledger ledger, RazorpaySettings settings, Clock clock) {
        this.database = database;
        this.store = new PaymentStore(database);
        this.ledger = ledger;
        this.reversals = new Reversals(database, store, ledger, clock);
        this.clock = clock;
        RazorpaySettings.Account account = settings.account();
        this.orders = account == null ? new LocalOrders() : new RazorpayOrders(settings, account);
    }

    /**
     * Makes an order now; what comes back stores it, in the transaction it is called in.
     *
     * @throws Problem INVALID for an amount that can't be bought, UPSTREAM_FAILED when the payment provider makes no
     *     order
     */
    public Supplier<PaymentIntent> prepare(String organizationId, Money credits) {
        Fees fees = TopUpFees.of(credits);
        String id = orders.create(fees.total(), organizationId);
        return () -> {
            Order order = Order.open(id, organizationId, fees.total(), Money.CURRENCY, credits);
            if (!store.insert(order, clock.millis())) {
                LOG.error("the payment provider gave the id {} twice", id);
                throw Problem.upstreamFailed(
                        "payment_provider_unavailable",
                        "The payment provider made no new order. Nothing was charged; try again in a minute.");
            }
            return new PaymentIntent(id, fees.total().paise(), Money.CURRENCY, orders.keyId(), credits);
        };
    }

    /** Handles an event whose signature was right. @param eventId the same for each delivery of the same event */
    PaymentOutcome receive(String eventId, RazorpayEvent event) {
        return database.transaction(handle -> {
            if (!store.take(eventId, event, clock.millis())) {
                return PaymentOutcome.DUPLICATE;
            }
            PaymentOutcome outcome = settle(event);
            store.settle(eventId, outcome);
            LOG.info("{} {} about {}: {}", event.kind(), eventId, event.orderId(), outcome);
            return outcome;
        });
    }

    private PaymentOutcome settle(RazorpayEvent event) {
        return switch (event.kind()) {
            case "payment.captured", "order.paid" -> paid(event);
            case "refund.processed" -> reversals.receive(Kind.REFUND, event);
            case "payment.dispute.lost" -> reversals.receive(Kind.DISPUTE, event);
            case "payment.failed" ->
                order(event)
                        .map(order -> {
                            store.fail(order.id());
                            return PaymentOutcome.PAYMENT_FAILED;
                        })
                        .orElse(PaymentOutcome.UNKNOWN_ORDER);
            default -> PaymentOutcome.IGNORED;
        };
    }

    private PaymentOutcome paid(RazorpayEvent event) {
        Optional<Order> found = order(event);
        if (found.isEmpty()) {
            return PaymentOutcome.UNKNOWN_ORDER;
        }
        Order order = found.get();
        if (!order.amount().equals(event.amount()) || !order.currency().equals(event.currency())) {
            LOG.error(
                    "{} needed a payment of {} {}, but {} {} was paid; no credits were given",
                    order.id(),
                    order.amount(),
                    order.currency(),
                    event.amount(),
                    event.currency());
            return PaymentOutcome.AMOUNT_MISMATCH;
        }
        if (!store.pay(order.id(), event.paymentId(), clock.millis())) {
            return PaymentOutcome.ALREADY_CREDITED;
        }
        ledger.creditOrder(order.organizationId(), order.id(), order.credits());
        // it may have gone back before its own event came
        store.lock(order.id()).ifPresent(reversals::takeBack);
        return PaymentOutcome.CREDITED;
    }

    private Optional<Order> order(RazorpayEvent event) {
        return Optional.ofNullable(event.orderId()).flatMap(store::find);
    }

    @Override
    public void close() {
        orders.close();
    }
}
