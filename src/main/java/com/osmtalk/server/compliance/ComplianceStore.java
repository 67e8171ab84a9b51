package com.osmtalk.server.compliance;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.ComplianceSettings;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.time.Instant;
import java.util.Optional;

/** The settings of the organisations that have changed them. */
final class ComplianceStore {
    private static final TypeReference<ComplianceSettings> SETTINGS = new TypeReference<>() {};

    private final Database database;

    ComplianceStore(Database database) {
        this.database = database;
    }

    Optional<ComplianceSettings> find(String organizationId) {
        return database.read(handle -> handle.createQuery(
                        "SELECT settings FROM compliance_settings WHERE organization_id = :organization")
                .bind("organization", organizationId)
                .mapTo(String.class)
                .findOne()
                .map(json -> Columns.parse(json, SETTINGS)));
    }

    void save(String organizationId, ComplianceSettings settings, Instant now) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO compliance_settings (organization_id, settings, updated_at)
                        VALUES (:organization, :settings, :now)
                        ON CONFLICT (organization_id) DO UPDATE
                        SET settings = excluded.settings, updated_at = excluded.updated_at
                        """)
                .bind("organization", organizationId)
                .bind("settings", Columns.json(settings))
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
