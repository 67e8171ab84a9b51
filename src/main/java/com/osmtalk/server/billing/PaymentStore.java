package com.osmtalk.server.billing;

import com.osmtalk.api.Money;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables of orders, and of the payment provider's events about them.
 */
final class PaymentStore {
    private final Database database;

    PaymentStore(Database database) {
        this.database = database;
    }

    enum OrderStatus {
        CREATED,
        FAILED,
        PAID
    }

    /** @param paymentId the payment it was credited for; null before that, and where the event did not tell */
    record Order(
            String id,
            String organizationId,
            Money amount,
            String currency,
            Money credits,
            boolean isPaid,
            @Nullable String paymentId) {
        static Order open(String id, String organizationId, Money amount, String currency, Money credits) {
            return new Order(id, organizationId, amount, currency, credits, false, null);
        }
    }

    /** @return false when there is an order of that id */
    boolean insert(Order order, long now) {
        return database.transaction(handle -> handle.createUpdate("""
                                INSERT INTO payment_orders
                                       (id, organization_id, amount, currency, credits, status, created_at)
                                VALUES (:id, :organizationId, :amount, :currency, :credits, :status, :now)
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("id", order.id())
                        .bind("organizationId", order.organizationId())
                        .bind("amount", order.amount().paise())
                        .bind("currency", order.currency())
                        .bind("credits", order.credits().paise())
                        .bind("status", Columns.name(OrderStatus.CREATED))
                        .bind("now", now)
                        .execute())
                == 1;
    }

    Optional<Order> find(String id) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, organization_id, amount, currency, credits, status, payment_id
                        FROM payment_orders WHERE id = :id
                        """)
                .bind("id", id)
                .map((row, context) -> new Order(
                        row.getString("id"),
                        row.getString("organization_id"),
                        Money.ofPaise(row.getLong("amount")),
                        row.getString("currency"),
                        Money.ofPaise(row.getLong("credits")),
                        Columns.value(OrderStatus.class, row.getString("status")) == OrderStatus.PAID,
                        row.getString("payment_id")))
                .findOne());
    }

    /** An order that no other transaction changes, or takes credits back of, until this one has ended. */
    Optional<Order> lock(String id) {
        return database.transaction(handle -> {
            handle.createUpdate("UPDATE payment_orders SET status = status WHERE id = :id")
                    .bind("id", id)
                    .execute();
            return find(id);
        });
    }

    /** The same, of the order that a payment was credited for. */
    Optional<Order> lockPaidBy(String paymentId) {
        Optional<String> id = database.read(handle -> handle.createQuery(
                        "SELECT MIN(id) FROM payment_orders WHERE payment_id = :payment HAVING COUNT(*) = 1")
                .bind("payment", paymentId)
                .mapTo(String.class)
                .findOne());
        return id.flatMap(this::lock);
    }

    /** Marks an order as paid; true exactly once for each order. */
    boolean pay(String id, @Nullable String paymentId, long now) {
        return database.transaction(handle -> handle.createUpdate("""
                                UPDATE payment_orders SET status = :paid, paid_at = :now, payment_id = :payment
                                WHERE id = :id AND status <> :paid
                                """)
                        .bind("id", id)
                        .bind("paid", Columns.name(OrderStatus.PAID))
                        .bind("payment", paymentId)
                        .bind("now", now)
                        .execute())
                == 1;
    }

    /** Marks an order as one whose payment has failed, unless another payment went through. */
    void fail(String id) {
        database.transaction(handle -> handle.createUpdate(
                        "UPDATE payment_orders SET status = :failed WHERE id = :id AND status = :created")
                .bind("id", id)
                .bind("failed", Columns.name(OrderStatus.FAILED))
                .bind("created", Columns.name(OrderStatus.CREATED))
                .execute());
    }

    /**
     * Takes an event for handling, in the transaction that handles it. Waits for another that is handling it.
     *
     * @return false when it has been handled
     */
    boolean take(String eventId, RazorpayEvent event, long now) {
        return database.transaction(handle -> handle.createUpdate("""
                                INSERT INTO payment_events
                                       (id, kind, order_id, payment_id, amount, currency, outcome, received_at)
                                VALUES (:id, :kind, :orderId, :paymentId, :amount, :currency, :outcome, :now)
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("id", eventId)
                        .bind("kind", event.kind())
                        .bind("orderId", event.orderId())
                        .bind("paymentId", event.paymentId())
                        .bind("amount", paise(event.amount()))
                        .bind("currency", event.currency())
                        .bind("outcome", Columns.name(PaymentOutcome.IGNORED))
                        .bind("now", now)
                        .execute())
                == 1;
    }

    void settle(String eventId, PaymentOutcome outcome) {
        database.transaction(
                handle -> handle.createUpdate("UPDATE payment_events SET outcome = :outcome WHERE id = :id")
                        .bind("id", eventId)
                        .bind("outcome", Columns.name(outcome))
                        .execute());
    }

    private static @Nullable Long paise(@Nullable Money amount) {
        return amount == null ? null : amount.paise();
    }
}
