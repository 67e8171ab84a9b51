package com.osmtalk.server.webhook;

import com.osmtalk.api.WebhookEvent;
import com.osmtalk.server.store.Database;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Each organisation's webhook settings, the secret among them. */
final class WebhookSettingsStore {
    private final Database database;

    WebhookSettingsStore(Database database) {
        this.database = database;
    }

    /**
     * Settings with the secret.
     *
     * @param url empty: off
     * @param previous null: no secret was replaced a short while ago
     */
    record Stored(
            String url, @Nullable String secret, @Nullable Previous previous, List<WebhookEvent> events) {
        static final Stored OFF = new Stored("", null, null, List.of(WebhookEvent.values()));

        /** Those that a request is signed with: the one that is set, and the one before it while they overlap. */
        List<String> secrets(Instant at) {
            if (secret == null) {
                return List.of();
            }
            return previous == null || !at.isBefore(previous.until())
                    ? List.of(secret)
                    : List.of(secret, previous.secret());
        }

        /** Without the secret, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Stored[" + events + "]";
        }
    }

    /** A secret that was replaced. @param until requests are signed with it, too */
    record Previous(String secret, Instant until) {
        /** Without the secret, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Previous[" + until + "]";
        }
    }

    Stored get(String organizationId) {
        return database.read(handle -> handle.createQuery("""
                                SELECT url, secret, previous_secret, previous_until, events FROM webhook_settings
                                WHERE organization_id = :organization
                                """)
                        .bind("organization", organizationId)
                        .map((row, context) -> new Stored(
                                row.getString("url"),
                                row.getString("secret"),
                                previous(row.getString("previous_secret"), row.getLong("previous_until")),
                                events(row.getString("events"))))
                        .findOne())
                .orElse(Stored.OFF);
    }

    void put(String organizationId, Stored settings, long now) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO webhook_settings
                               (organization_id, url, secret, previous_secret, previous_until, events, updated_at)
                        VALUES (:organization, :url, :secret, :previous, :until, :events, :now)
                        ON CONFLICT (organization_id) DO UPDATE
                        SET url = excluded.url, secret = excluded.secret, previous_secret = excluded.previous_secret,
                            previous_until = excluded.previous_until, events = excluded.events,
                            updated_at = excluded.updated_at
                        """)
                .bind("organization", organizationId)
                .bind("url", settings.url())
                .bind("secret", settings.secret())
                .bind(
                        "previous",
                        settings.previous() == null ? null : settings.previous().secret())
                .bind(
                        "until",
                        settings.previous() == null
                                ? null
                                : settings.previous().until().toEpochMilli())
                .bind(
                        "events",
                        settings.events().stream().map(WebhookEvent::dotted).collect(Collectors.joining(" ")))
                .bind("now", now)
                .execute());
    }

    private static @Nullable Previous previous(@Nullable String secret, long until) {
        return secret == null ? null : new Previous(secret, Instant.ofEpochMilli(until));
    }

    private static List<WebhookEvent> events(String stored) {
        List<String> names = List.of(stored.split(" "));
        return Arrays.stream(WebhookEvent.values())
                .filter(event -> names.contains(event.dotted()))
                .toList();
    }
}
