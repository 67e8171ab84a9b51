package com.osmtalk.server.http;

import com.osmtalk.server.store.Database;
import java.util.Optional;

/** The answers given to requests with an {@code Idempotency-Key}. Times are epoch milliseconds. */
final class IdempotencyStore {
    private final Database database;

    IdempotencyStore(Database database) {
        this.database = database;
    }

    /** @param route method and path, with its parameters as {@code {id}} */
    record Key(String organizationId, String route, String text) {}

    record Stored(String fingerprint, int status, String body) {}

    /** @param since older records count as deleted */
    Optional<Stored> find(Key key, long since) {
        return database.read(handle -> handle.createQuery("""
                        SELECT fingerprint, status, body
                          FROM idempotency_keys
                         WHERE organization_id = :organizationId
                           AND route = :route
                           AND idempotency_key = :key
                           AND created_at >= :since
                        """)
                .bind("organizationId", key.organizationId())
                .bind("route", key.route())
                .bind("key", key.text())
                .bind("since", since)
                .map((row, context) ->
                        new Stored(row.getString("fingerprint"), row.getInt("status"), row.getString("body")))
                .findOne());
    }

    /**
     * Takes a key, inside the transaction that will {@link #complete} it. Waits for another transaction that has taken
     * it and not finished.
     *
     * @return false when another has completed it
     */
    boolean take(Key key, String fingerprint, long now, long since) {
        return database.transaction(handle -> handle.createUpdate("""
                                INSERT INTO idempotency_keys
                                       (organization_id, route, idempotency_key, fingerprint, status, body, created_at)
                                VALUES (:organizationId, :route, :key, :fingerprint, 0, '', :now)
                                ON CONFLICT (organization_id, route, idempotency_key) DO UPDATE
                                   SET fingerprint = excluded.fingerprint, created_at = excluded.created_at
                                 WHERE idempotency_keys.created_at < :since
                                """)
                        .bind("organizationId", key.organizationId())
                        .bind("route", key.route())
                        .bind("key", key.text())
                        .bind("fingerprint", fingerprint)
                        .bind("now", now)
                        .bind("since", since)
                        .execute()
                == 1);
    }

    void complete(Key key, int status, String body) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE idempotency_keys
                           SET status = :status, body = :body
                         WHERE organization_id = :organizationId
                           AND route = :route
                           AND idempotency_key = :key
                        """)
                .bind("status", status)
                .bind("body", body)
                .bind("organizationId", key.organizationId())
                .bind("route", key.route())
                .bind("key", key.text())
                .execute());
    }

    int purge(long before) {
        return database.transaction(
                handle -> handle.createUpdate("DELETE FROM idempotency_keys WHERE created_at < :before")
                        .bind("before", before)
                        .execute());
    }
}
