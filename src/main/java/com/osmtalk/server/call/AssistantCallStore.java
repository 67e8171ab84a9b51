package com.osmtalk.server.call;

import com.osmtalk.api.Money;
import com.osmtalk.server.auth.ConnectionUse.Used;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.store.Database;
import java.time.Instant;
import java.util.Map;

/** What connected assistants have asked to be called. */
final class AssistantCallStore {
    private final Database database;

    AssistantCallStore(Database database) {
        this.database = database;
    }

    /**
     * What a connection's calls of some time come to, by when they ring or were to. A call that is not charged yet
     * counts with what a call has to have to begin, a written conversation as spending alone, and whoever was rung to
     * take a call over as a call.
     */
    Used used(String connectionId, Instant from, Instant to) {
        return used(connectionId, from, to, "");
    }

    /** The same of the other calls that wait for their time no more, when a call's own time has come. */
    Used usedBeside(String connectionId, String callId, Instant from, Instant to) {
        return used(connectionId, from, to, " AND status <> 'scheduled' AND id <> :callId", callId);
    }

    private Used used(String connectionId, Instant from, Instant to, String which, String... callId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT coalesce(sum(CASE WHEN channel IN ('phone', 'web') THEN 1 ELSE 0 END), 0)
                               + (SELECT count(*) FROM connection_transfers
                                   WHERE connection_id = :connectionId AND asked_at >= :from AND asked_at < :to),
                               coalesce(sum(cost_total), 0),
                               coalesce(sum(CASE WHEN billing_status = 'pending' THEN 1 ELSE 0 END), 0)
                          FROM calls
                         WHERE api_key_id = :connectionId
                           AND coalesce(scheduled_at, created_at) >= :from
                           AND coalesce(scheduled_at, created_at) < :to
                        """ + which)
                .bindMap(callId.length == 0 ? Map.of() : Map.of("callId", callId[0]))
                .bind("connectionId", connectionId)
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .map((row, context) -> new Used(
                        row.getInt(1),
                        Money.ofPaise(row.getLong(2)).plus(Ledger.MINIMUM_FOR_A_CALL.times(row.getLong(3)))))
                .one());
    }

    /** Notes that somebody is rung to take over a call. */
    void insertTransfer(String connectionId, String callId, Instant now) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO connection_transfers (connection_id, call_id, asked_at)
                        VALUES (:connectionId, :callId, :now)
                        """)
                .bind("connectionId", connectionId)
                .bind("callId", callId)
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
