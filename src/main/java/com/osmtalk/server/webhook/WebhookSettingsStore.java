package com.osmtalk.server.webhook;

import com.osmtalk.api.WebhookEvent;
import com.osmtalk.server.store.Database;
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

    /** Settings with the secret. @param url empty: off */
    record Stored(String url, @Nullable String secret, List<WebhookEvent> events) {
        static final Stored OFF = new Stored("", null, List.of(WebhookEvent.values()));

        /** Without the secret, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Stored[" + events + "]";
        }
    }

    Stored get(String organizationId) {
        return database.read(handle -> handle.createQuery("""
                                SELECT url, secret, events FROM webhook_settings
                                WHERE organization_id = :organization
                                """)
                        .bind("organization", organizationId)
                        .map((row, context) -> new Stored(
                                row.getString("url"), row.getString("secret"), events(row.getString("events"))))
                        .findOne())
                .orElse(Stored.OFF);
    }

    void put(String organizationId, Stored settings, long now) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO webhook_settings (organization_id, url, secret, events, updated_at)
                        VALUES (:organization, :url, :secret, :events, :now)
                        ON CONFLICT (organization_id) DO UPDATE
                        SET url = excluded.url, secret = excluded.secret, events = excluded.events,
                            updated_at = excluded.updated_at
                        """)
                .bind("organization", organizationId)
                .bind("url", settings.url())
                .bind("secret", settings.secret())
                .bind(
                        "events",
                        settings.events().stream().map(WebhookEvent::dotted).collect(Collectors.joining(" ")))
                .bind("now", now)
                .execute());
    }

    private static List<WebhookEvent> events(String stored) {
        List<String> names = List.of(stored.split(" "));
        return Arrays.stream(WebhookEvent.values())
                .filter(event -> names.contains(event.dotted()))
                .toList();
    }
}
