package com.osmtalk.server.recording;

import com.osmtalk.api.RecordingSettings;
import com.osmtalk.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The settings of organisations that have chosen how long recordings are kept. */
final class RecordingSettingsStore {
    private final Database database;

    RecordingSettingsStore(Database database) {
        this.database = database;
    }

    Optional<RecordingSettings> find(String organizationId) {
        return database.read(handle -> handle.createQuery(
                        "SELECT keep_days FROM recording_settings WHERE organization_id = :organization")
                .bind("organization", organizationId)
                .map((row, context) -> settings(row))
                .findOne());
    }

    /** Of every organisation, whether it has chosen or not. @param usual of those that have not */
    Map<String, RecordingSettings> all(RecordingSettings usual) {
        return database.read(handle -> handle.createQuery("""
                        SELECT o.id, s.organization_id, s.keep_days
                        FROM organizations o
                        LEFT JOIN recording_settings s ON s.organization_id = o.id
                        ORDER BY o.id
                        """)
                .reduceResultSet(new LinkedHashMap<>(), (all, row, context) -> {
                    all.put(row.getString("id"), row.getString("organization_id") == null ? usual : settings(row));
                    return all;
                }));
    }

    void save(String organizationId, RecordingSettings settings, Instant now) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO recording_settings (organization_id, keep_days, updated_at)
                        VALUES (:organization, :keepDays, :now)
                        ON CONFLICT (organization_id) DO UPDATE
                        SET keep_days = excluded.keep_days, updated_at = excluded.updated_at
                        """)
                .bind("organization", organizationId)
                .bind("keepDays", settings.keepDays())
                .bind("now", now.toEpochMilli())
                .execute());
    }

    private static RecordingSettings settings(ResultSet row) throws SQLException {
        return new RecordingSettings(row.getObject("keep_days") == null ? null : row.getInt("keep_days"));
    }
}
