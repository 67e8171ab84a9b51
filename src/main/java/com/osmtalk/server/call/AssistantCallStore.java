package com.osmtalk.server.call;

import com.osmtalk.api.Money;
import com.osmtalk.api.Usage;
import com.osmtalk.server.billing.Rates;
import com.osmtalk.server.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/** What connected assistants have asked to be called. */
final class AssistantCallStore {
    private final Database database;
    private final Rates rates;

    AssistantCallStore(Database database, Rates rates) {
        this.database = database;
        this.rates = rates;
    }

    /**
     * What a connection's calls of some time come to, by when they ring or were to. A written conversation counts as
     * spending alone, and whoever was rung to take a call over as a call.
     */
    AssistantSpending used(String connectionId, Instant from, Instant to) {
        return used(connectionId, from, to, "");
    }

    /** The same of the other calls that wait for their time no more, when a call's own time has come. */
    AssistantSpending usedBeside(String connectionId, String callId, Instant from, Instant to) {
        return used(connectionId, from, to, " AND status <> 'scheduled' AND id <> :callId", callId);
    }

    private AssistantSpending used(String connectionId, Instant from, Instant to, String which, String... callId) {
        String calls = """
                 FROM calls
                WHERE api_key_id = :connectionId
                  AND coalesce(scheduled_at, created_at) >= :from
                  AND coalesce(scheduled_at, created_at) < :to
                """ + which;
        return database.snapshot(handle -> {
            List<Money> open = bound(
                            handle.createQuery("SELECT calls.*" + calls + " AND billing_status = 'pending'"),
                            connectionId,
                            from,
                            to,
                            callId)
                    .map((row, context) -> soFar(CallRow.read(row)))
                    .list();
            List<Money> handedOver = bound(
                            handle.createQuery(
                                    """
                    SELECT calls.*, (SELECT sip_ms FROM bridged_calls WHERE call_id = calls.id) AS lines_ms
                    """ + calls + " AND id IN (SELECT call_id FROM bridged_calls WHERE charged = 0)"),
                            connectionId,
                            from,
                            to,
                            callId)
                    .map((row, context) -> lines(CallRow.read(row), row.getLong("lines_ms")))
                    .list();
            return bound(handle.createQuery("""
                            SELECT coalesce(sum(CASE WHEN channel IN ('phone', 'web') THEN 1 ELSE 0 END), 0)
                                   + (SELECT count(*) FROM connection_transfers
                                       WHERE connection_id = :connectionId AND asked_at >= :from AND asked_at < :to),
                                   coalesce(sum(cost_total), 0)
                            """ + calls), connectionId, from, to, callId)
                    .map((row, context) -> new AssistantSpending(
                            row.getInt(1),
                            handedOver.stream().reduce(Money.ofPaise(row.getLong(2)), Money::plus),
                            open))
                    .one();
        });
    }

    private static Query bound(Query query, String connectionId, Instant from, Instant to, String... callId) {
        return query.bindMap(callId.length == 0 ? Map.of() : Map.of("callId", callId[0]))
                .bind("connectionId", connectionId)
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli());
    }

    /** What a call that is not charged yet has used. */
    private Money soFar(StoredCall stored) {
        return rates.cost(stored.languageModel(), stored.call().usage()).total();
    }

    /** What the lines have used that a person was given the call on, beyond what was charged when the agent left it. */
    private Money lines(StoredCall stored, long millis) {
        Usage usage = stored.call().usage().plus(new Usage(0, 0, 0, 0, millis / 1_000.0));
        return rates.cost(stored.languageModel(), usage)
                .sip()
                .minus(stored.call().costSip());
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
