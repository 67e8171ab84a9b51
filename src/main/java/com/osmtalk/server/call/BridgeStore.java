package com.osmtalk.server.call;

import com.osmtalk.server.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the lines of calls use that a person has taken over, until it is charged. */
public final class BridgeStore {
    private final Database database;
    private final Clock clock;

    public BridgeStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Does nothing once it is charged. */
    void held(String callId, Duration lines) {
        put(callId, lines, false);
    }

    /** Takes a call's lines to be charged; false when they were before. */
    boolean close(String callId, Duration lines) {
        return put(callId, lines, true);
    }

    private boolean put(String callId, Duration lines, boolean charged) {
        return database.transaction(handle -> handle.createUpdate("""
                                INSERT INTO bridged_calls (call_id, sip_ms, told_at, charged)
                                VALUES (:id, :lines, :now, :charged)
                                ON CONFLICT (call_id) DO UPDATE
                                SET sip_ms = excluded.sip_ms, told_at = excluded.told_at, charged = excluded.charged
                                WHERE bridged_calls.charged = 0
                                """)
                        .bind("id", callId)
                        .bind("lines", lines.toMillis())
                        .bind("now", clock.millis())
                        .bind("charged", charged ? 1 : 0)
                        .execute())
                == 1;
    }

    /** By the ids of calls, what their lines had used when that was told for the last time, so long ago. */
    Map<String, Duration> silentFor(Duration silence) {
        Map<String, Duration> silent = new LinkedHashMap<>();
        database.read(handle -> handle.createQuery("""
                        SELECT call_id, sip_ms FROM bridged_calls WHERE charged = 0 AND told_at < :before
                        """)
                .bind("before", clock.millis() - silence.toMillis())
                .map((row, context) -> silent.put(row.getString("call_id"), Duration.ofMillis(row.getLong("sip_ms"))))
                .list());
        return silent;
    }
}
