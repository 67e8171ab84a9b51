package com.osmtalk.server.webhook;

import com.osmtalk.api.WebhookDelivery.Status;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The table of deliveries as a queue: what is due, who sends it, and what came of it.
 *
 * <p>A delivery is leased, not locked: a receiver may take seconds to answer, and a transaction must not stay open for
 * as long. A lease is taken by an UPDATE that names attempts and URL as they were read, so that one of several servers
 * gets it, and none sends to a URL that was changed meanwhile. It runs out by itself, by which the deliveries of a
 * server that died become due again.
 */
final class DeliveryQueueStore {
    private final Database database;

    DeliveryQueueStore(Database database) {
        this.database = database;
    }

    /**
     * The deliveries that are due and not leased, the longest waiting first, except those of organisations and
     * receivers at their limit.
     */
    List<Delivery> due(long now, List<String> busyOrganizations, List<String> busyReceivers, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, organization_id, url, receiver, body, attempts
                        FROM webhook_deliveries
                        WHERE status = 'pending' AND next_attempt_at <= :now AND leased_until <= :now
                          AND organization_id NOT IN (<organizations>) AND receiver NOT IN (<receivers>)
                        ORDER BY next_attempt_at, id
                        LIMIT :limit
                        """)
                .bindList("organizations", orNone(busyOrganizations))
                .bindList("receivers", orNone(busyReceivers))
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> new Delivery(
                        row.getString("id"),
                        row.getString("organization_id"),
                        row.getString("url"),
                        row.getString("receiver"),
                        row.getString("body"),
                        row.getInt("attempts")))
                .list());
    }

    /** Leases a due delivery; false if another server has leased it, or it has changed. */
    boolean lease(Delivery delivery, long now, long until) {
        return database.transaction(handle -> handle.createUpdate("""
                                UPDATE webhook_deliveries SET leased_until = :until
                                WHERE id = :id AND status = 'pending' AND attempts = :attempts
                                  AND url = :url AND leased_until <= :now
                                """)
                        .bind("until", until)
                        .bind("id", delivery.id())
                        .bind("attempts", delivery.attempts())
                        .bind("url", delivery.url())
                        .bind("now", now)
                        .execute())
                == 1;
    }

    /** Releases the lease of a delivery that was not finished. */
    void release(Delivery delivery) {
        database.transaction(handle -> handle.createUpdate(
                        "UPDATE webhook_deliveries SET leased_until = 0 WHERE id = :id AND attempts = :attempts")
                .bind("id", delivery.id())
                .bind("attempts", delivery.attempts())
                .execute());
    }

    /** Logs an attempt. @return how many have failed since it was last asked for; empty when it is over already */
    Optional<Integer> recordAttempt(Delivery delivery, Instant at, long durationMs, DeliveryOutcome outcome) {
        return database.transaction(handle -> {
            int updated = handle.createUpdate("""
                            UPDATE webhook_deliveries
                            SET attempts = attempts + 1, failures = failures + :failed, leased_until = 0
                            WHERE id = :id AND status = 'pending' AND attempts = :attempts
                            """)
                    .bind("failed", outcome.verdict() == DeliveryOutcome.Verdict.DELIVERED ? 0 : 1)
                    .bind("id", delivery.id())
                    .bind("attempts", delivery.attempts())
                    .execute();
            if (updated == 0) {
                return Optional.empty();
            }
            handle.createUpdate("""
                            INSERT INTO webhook_attempts (delivery_id, attempt, at, status, duration_ms, answer, error)
                            VALUES (:id, :attempt, :at, :status, :durationMs, :answer, :error)
                            """)
                    .bind("id", delivery.id())
                    .bind("attempt", delivery.attempts() + 1)
                    .bind("at", at.toEpochMilli())
                    .bind("status", outcome.status())
                    .bind("durationMs", durationMs)
                    .bind("answer", outcome.answer())
                    .bind("error", outcome.error())
                    .execute();
            return handle.createQuery("SELECT failures FROM webhook_deliveries WHERE id = :id")
                    .bind("id", delivery.id())
                    .mapTo(Integer.class)
                    .findOne();
        });
    }

    void retry(Delivery delivery, long when) {
        database.transaction(
                handle -> handle.createUpdate("UPDATE webhook_deliveries SET next_attempt_at = :when WHERE id = :id")
                        .bind("when", when)
                        .bind("id", delivery.id())
                        .execute());
    }

    /** The URL is the one the last request went to, whatever has been set meanwhile. */
    void finish(Delivery delivery, Status status, long now) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE webhook_deliveries
                        SET status = :status, finished_at = :now, next_attempt_at = NULL, url = :url
                        WHERE id = :id
                        """)
                .bind("url", delivery.url())
                .bind("status", Columns.name(status))
                .bind("now", now)
                .bind("id", delivery.id())
                .execute());
    }

    /** A list that is not empty, which SQL asks for; nothing is named by it. */
    private static List<String> orNone(List<String> values) {
        return values.isEmpty() ? List.of("") : values;
    }
}
