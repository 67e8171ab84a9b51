package com.osmtalk.server.billing;

import com.osmtalk.api.Money;
import com.osmtalk.server.billing.PaymentStore.Order;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of refunds and lost disputes. */
final class ReversalStore {
    private final Database database;

    ReversalStore(Database database) {
        this.database = database;
    }

    enum Kind {
        REFUND,
        DISPUTE
    }

    /**
     * Money that went back.
     *
     * @param id of the refund or the dispute
     * @param orderId null where the event told the payment only
     */
    record Reversal(
            String id,
            Kind kind,
            @Nullable String orderId,
            @Nullable String paymentId,
            Money amount,
            String currency) {}

    /** @return false when there is one of that id: it is told once, whatever its events */
    boolean insert(Reversal reversal, long now) {
        return database.transaction(handle -> handle.createUpdate("""
                                INSERT INTO payment_reversals
                                       (id, kind, order_id, payment_id, amount, currency, created_at)
                                VALUES (:id, :kind, :orderId, :paymentId, :amount, :currency, :now)
                                ON CONFLICT DO NOTHING
                                """)
                        .bind("id", reversal.id())
                        .bind("kind", Columns.name(reversal.kind()))
                        .bind("orderId", reversal.orderId())
                        .bind("paymentId", reversal.paymentId())
                        .bind("amount", reversal.amount().paise())
                        .bind("currency", reversal.currency())
                        .bind("now", now)
                        .execute())
                == 1;
    }

    /** Those of the payment that an order was credited for which nothing was taken back for yet. */
    List<Reversal> open(Order order) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, kind, order_id, payment_id, amount, currency FROM payment_reversals
                        WHERE credits IS NULL
                          AND (order_id = :order OR order_id IS NULL AND payment_id = :payment)
                          AND (payment_id = :payment OR payment_id IS NULL OR :payment = '')
                        ORDER BY created_at, id
                        """)
                .bind("order", order.id())
                .bind("payment", order.paymentId() == null ? "" : order.paymentId())
                .map((row, context) -> reversal(row))
                .list());
    }

    /** What has gone back of an order by now, and the credits that were taken back for it. */
    Taken taken(Order order) {
        return database.read(handle -> handle.createQuery("""
                        SELECT COALESCE(SUM(amount), 0) AS amount, COALESCE(SUM(credits), 0) AS credits
                        FROM payment_reversals
                        WHERE credits IS NOT NULL AND order_id = :order
                        """)
                .bind("order", order.id())
                .map((row, context) ->
                        new Taken(Money.ofPaise(row.getLong("amount")), Money.ofPaise(row.getLong("credits"))))
                .one());
    }

    record Taken(Money amount, Money credits) {}

    /** Remembers what was taken back for a refund or dispute. */
    void settle(String id, String orderId, Money credits) {
        database.transaction(handle -> handle.createUpdate(
                        "UPDATE payment_reversals SET credits = :credits, order_id = :order WHERE id = :id")
                .bind("id", id)
                .bind("order", orderId)
                .bind("credits", credits.paise())
                .execute());
    }

    Optional<Money> credits(String id) {
        return database.read(handle -> handle.createQuery(
                        "SELECT credits FROM payment_reversals WHERE id = :id AND credits IS" + " NOT NULL")
                .bind("id", id)
                .map((row, context) -> Money.ofPaise(row.getLong("credits")))
                .findOne());
    }

    private static Reversal reversal(ResultSet row) throws SQLException {
        return new Reversal(
                row.getString("id"),
                Columns.value(Kind.class, row.getString("kind")),
                row.getString("order_id"),
                row.getString("payment_id"),
                Money.ofPaise(row.getLong("amount")),
                row.getString("currency"));
    }
}
