package com.osmtalk.server.call;

import com.osmtalk.api.Money;
import com.osmtalk.server.auth.ConnectionUse.Used;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.store.Database;
import java.time.Instant;

/** What connected assistants have asked to be called. */
final class AssistantCallStore {
    private final Database database;

    AssistantCallStore(Database database) {
        this.database = database;
    }

    /**
     * What a connection's calls of some time come to, by when they ring or were to; a call that is not charged yet
     * counts with what a call has to have to begin.
     */
    Used used(String connectionId, Instant from, Instant to) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*), coalesce(sum(cost_total), 0),
                               coalesce(sum(CASE WHEN billing_status = 'pending' THEN 1 ELSE 0 END), 0)
                          FROM calls
                         WHERE api_key_id = :connectionId
                           AND coalesce(scheduled_at, created_at) >= :from
                           AND coalesce(scheduled_at, created_at) < :to
                        """)
                .bind("connectionId", connectionId)
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .map((row, context) -> new Used(
                        row.getInt(1),
                        Money.ofPaise(row.getLong(2)).plus(Ledger.MINIMUM_FOR_A_CALL.times(row.getLong(3)))))
                .one());
    }
}
