package com.osmtalk.server.recording;

import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of calls that have, will have or had a recording. */
final class RecordingStore {
    private final Database database;

    RecordingStore(Database database) {
        this.database = database;
    }

    /**
     * What is known of a call's recording.
     *
     * @param finished whether it can be listened to, or could
     * @param keptDays for how many days it was kept, of one that is deleted
     */
    record Row(
            String organizationId,
            Instant createdAt,
            boolean finished,
            @Nullable Instant deletedAt,
            @Nullable Integer keptDays) {}

    /** A recording whose time is over. */
    record Due(String callId, Instant createdAt) {
        /** Before all others. */
        static final Due NONE = new Due("", Instant.EPOCH);
    }

    /** Lists the recording of a call that has ended, before there is one to listen to. */
    void add(String organizationId, String callId, Instant at) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO recordings (call_id, organization_id, created_at)
                        VALUES (:callId, :organization, :at)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("callId", callId)
                .bind("organization", organizationId)
                .bind("at", at.toEpochMilli())
                .execute());
    }

    void finished(String callId, Instant at) {
        database.transaction(
                handle -> handle.createUpdate("UPDATE recordings SET finished_at = :at WHERE call_id = :callId")
                        .bind("callId", callId)
                        .bind("at", at.toEpochMilli())
                        .execute());
    }

    /** Takes a call off the list in which nothing was said. */
    void remove(String callId) {
        database.transaction(handle -> handle.createUpdate("DELETE FROM recordings WHERE call_id = :callId")
                .bind("callId", callId)
                .execute());
    }

    Optional<Row> find(String callId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT organization_id, created_at, finished_at, deleted_at, kept_days
                        FROM recordings
                        WHERE call_id = :callId
                        """)
                .bind("callId", callId)
                .map((row, context) -> row(row))
                .findOne());
    }

    /** The organisation's recordings of before a moment that are not deleted, the oldest first, behind another one. */
    List<Due> due(String organizationId, Instant before, Due after, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT call_id, created_at
                        FROM recordings
                        WHERE organization_id = :organization
                          AND deleted_at IS NULL
                          AND created_at < :before
                          AND (created_at, call_id) > (:afterTime, :afterId)
                        ORDER BY created_at, call_id
                        LIMIT :limit
                        """)
                .bind("organization", organizationId)
                .bind("before", before.toEpochMilli())
                .bind("afterTime", after.createdAt().toEpochMilli())
                .bind("afterId", after.callId())
                .bind("limit", limit)
                .map((row, context) ->
                        new Due(row.getString("call_id"), Instant.ofEpochMilli(row.getLong("created_at"))))
                .list());
    }

    /** Notes that a recording is gone. @param keptDays for how many days it was to be kept */
    void deleted(String callId, Instant at, int keptDays) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE recordings
                        SET deleted_at = :at, kept_days = :keptDays
                        WHERE call_id = :callId AND deleted_at IS NULL
                        """)
                .bind("callId", callId)
                .bind("at", at.toEpochMilli())
                .bind("keptDays", keptDays)
                .execute());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("organization_id"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getObject("finished_at") != null,
                Columns.time(row, "deleted_at"),
                row.getObject("kept_days") == null ? null : row.getInt("kept_days"));
    }
}
