package com.osmtalk.server.compliance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.osmtalk.api.ComplianceSettings;
import com.osmtalk.api.Json;
import com.osmtalk.server.store.Database;
import java.time.Instant;
import java.util.Optional;

/** The settings of the organisations that have changed them. */
final class ComplianceStore {
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
                .map(ComplianceStore::settings));
    }

    void save(String organizationId, ComplianceSettings settings, Instant now) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO compliance_settings (organization_id, settings, updated_at)
                        VALUES (:organization, :settings, :now)
                        ON CONFLICT (organization_id) DO UPDATE
                        SET settings = excluded.settings, updated_at = excluded.updated_at
                        """)
                .bind("organization", organizationId)
                .bind("settings", json(settings))
                .bind("now", now.toEpochMilli())
                .execute());
    }

    private static ComplianceSettings settings(String json) {
        try {
            return Json.MAPPER.readValue(json, ComplianceSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored compliance settings can't be read", e);
        }
    }

    private static String json(ComplianceSettings settings) {
        try {
            return Json.MAPPER.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't write compliance settings as JSON", e);
        }
    }
}
