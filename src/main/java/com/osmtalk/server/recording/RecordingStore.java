package com.osmtalk.server.recording;

import com.osmtalk.server.store.Database;
import java.time.Instant;

/** The table of calls that have a finished recording. */
final class RecordingStore {
    private final Database database;

    RecordingStore(Database database) {
        this.database = database;
    }

    void add(String callId, Instant at) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO recordings (call_id, created_at) VALUES (:callId, :at) ON CONFLICT DO NOTHING
                        """)
                .bind("callId", callId)
                .bind("at", at.toEpochMilli())
                .execute());
    }

    boolean has(String callId) {
        return database.read(handle -> handle.createQuery("SELECT 1 FROM recordings WHERE call_id = :callId")
                .bind("callId", callId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    void forgetBefore(Instant moment) {
        database.transaction(handle -> handle.createUpdate("DELETE FROM recordings WHERE created_at < :moment")
                .bind("moment", moment.toEpochMilli())
                .execute());
    }
}
