package com.osmtalk.server.webhook;

import com.osmtalk.api.Page;
import com.osmtalk.api.WebhookDelivery;
import com.osmtalk.api.WebhookDelivery.Attempt;
import com.osmtalk.api.WebhookDelivery.Status;
import com.osmtalk.api.WebhookEvent;
import com.osmtalk.server.identity.CallReach;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries: what is to be sent, and what an organisation sees and changes of it. {@link DeliveryQueueStore} sends
 * them.
 */
final class DeliveryStore {
    private final Database database;

    DeliveryStore(Database database) {
        this.database = database;
    }

    /** A delivery that is due immediately. @param ownUrl its URL does not follow the settings */
    record NewDelivery(
            String id,
            String organizationId,
            WebhookEvent event,
            @Nullable String callId,
            boolean ownUrl,
            String url,
            String receiver,
            String body) {}

    void insert(NewDelivery delivery, long now) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO webhook_deliveries (id, organization_id, event, call_id, own_url, url, receiver,
                                                        body, status, next_attempt_at, created_at)
                        VALUES (:id, :organization, :event, :callId, :ownUrl, :url, :receiver,
                                :body, 'pending', :now, :now)
                        """)
                .bind("id", delivery.id())
                .bind("organization", delivery.organizationId())
                .bind("event", delivery.event().dotted())
                .bind("callId", delivery.callId())
                .bind("ownUrl", delivery.ownUrl() ? 1 : 0)
                .bind("url", delivery.url())
                .bind("receiver", delivery.receiver())
                .bind("body", delivery.body())
                .bind("now", now)
                .execute());
    }

    /** Makes a delivery due now, with all its retries before it again. */
    void renew(String id, String url, String receiver, long now) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE webhook_deliveries
                        SET status = 'pending', failures = 0, next_attempt_at = :now, finished_at = NULL,
                            url = :url, receiver = :receiver
                        WHERE id = :id
                        """)
                .bind("url", url)
                .bind("receiver", receiver)
                .bind("now", now)
                .bind("id", id)
                .execute());
    }

    /** Sends what waits for the settings' URL to another one. */
    void redirect(String organizationId, String url, String receiver) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE webhook_deliveries SET url = :url, receiver = :receiver
                        WHERE organization_id = :organization AND status = 'pending' AND own_url = 0
                        """)
                .bind("organization", organizationId)
                .bind("url", url)
                .bind("receiver", receiver)
                .execute());
    }

    /** Ends what waits for the settings' URL. */
    void abandon(String organizationId, long now) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE webhook_deliveries
                        SET status = 'failed', finished_at = :now, next_attempt_at = NULL
                        WHERE organization_id = :organization AND status = 'pending' AND own_url = 0
                        """)
                .bind("organization", organizationId)
                .bind("now", now)
                .execute());
    }

    /** The URL of a delivery that does not follow the settings. */
    Optional<String> ownUrl(String id) {
        return database.read(
                handle -> handle.createQuery("SELECT url FROM webhook_deliveries WHERE id = :id AND own_url = 1")
                        .bind("id", id)
                        .mapTo(String.class)
                        .findOne());
    }

    Optional<WebhookDelivery> find(CallReach reach, String id) {
        return database.snapshot(handle -> {
            List<WebhookDelivery> found = handle.createQuery(
                            "SELECT * FROM webhook_deliveries WHERE id = :id AND " + within(reach))
                    .bind("id", id)
                    .bindMap(reach.values())
                    .map((row, context) -> delivery(row))
                    .list();
            return withAttempts(handle, found).stream().findFirst();
        });
    }

    Page<WebhookDelivery> list(
            CallReach reach,
            Optional<Status> status,
            Optional<WebhookEvent> event,
            Optional<String> callId,
            Keyset<String> keyset) {
        Map<String, String> filter = new LinkedHashMap<>();
        status.ifPresent(only -> filter.put("status", Columns.name(only)));
        event.ifPresent(only -> filter.put("event", only.dotted()));
        callId.ifPresent(only -> filter.put("call_id", only));
        String where = within(reach)
                + filter.keySet().stream()
                        .map(column -> " AND " + column + " = :" + column)
                        .collect(Collectors.joining());
        return database.snapshot(handle -> {
            List<WebhookDelivery> rows = handle.createQuery("""
                            SELECT id, event, call_id, url, status, next_attempt_at, created_at, finished_at
                            FROM webhook_deliveries
                            WHERE %s AND id < :before
                            ORDER BY id DESC
                            LIMIT :fetch OFFSET :offset
                            """.formatted(where))
                    .bindMap(filter)
                    .bindMap(reach.values())
                    .bind("before", keyset.before())
                    .bind("fetch", keyset.fetch())
                    .bind("offset", keyset.offset())
                    .map((row, context) -> delivery(row))
                    .list();
            LongSupplier count = () -> handle.createQuery("SELECT count(*) FROM webhook_deliveries WHERE " + where)
                    .bindMap(filter)
                    .bindMap(reach.values())
                    .mapTo(Long.class)
                    .one();
            return keyset.page(withAttempts(handle, rows), count, WebhookDelivery::id);
        });
    }

    /** Deletes what was finished before a moment. @return how many those were */
    int purge(long before) {
        return database.transaction(handle -> {
            handle.createUpdate("""
                            DELETE FROM webhook_attempts WHERE delivery_id IN (
                                SELECT id FROM webhook_deliveries WHERE finished_at < :before)
                            """).bind("before", before).execute();
            return handle.createUpdate("DELETE FROM webhook_deliveries WHERE finished_at < :before")
                    .bind("before", before)
                    .execute();
        });
    }

    /** Whoever is there for some calls only sees what was told of these. */
    private static String within(CallReach reach) {
        return "organization_id = :reachOrganization"
                + (reach.isLimited() ? " AND call_id IN (SELECT id FROM calls WHERE " + reach.condition() + ")" : "");
    }

    private static List<WebhookDelivery> withAttempts(Handle handle, List<WebhookDelivery> deliveries) {
        if (deliveries.isEmpty()) {
            return deliveries;
        }
        Map<String, List<Attempt>> attempts = new LinkedHashMap<>();
        handle.createQuery("""
                        SELECT delivery_id, at, status, duration_ms, answer, error
                        FROM webhook_attempts WHERE delivery_id IN (<ids>) ORDER BY delivery_id, attempt
                        """)
                .bindList("ids", deliveries.stream().map(WebhookDelivery::id).toList())
                .map((row, context) -> Map.entry(row.getString("delivery_id"), attempt(row)))
                .forEach(entry -> attempts.computeIfAbsent(entry.getKey(), any -> new ArrayList<>())
                        .add(entry.getValue()));
        return deliveries.stream()
                .map(delivery -> new WebhookDelivery(
                        delivery.id(),
                        delivery.event(),
                        delivery.callId(),
                        delivery.url(),
                        delivery.status(),
                        attempts.getOrDefault(delivery.id(), List.of()),
                        delivery.createdAt(),
                        delivery.nextAttemptAt(),
                        delivery.finishedAt()))
                .toList();
    }

    private static WebhookDelivery delivery(ResultSet row) throws SQLException {
        String event = row.getString("event");
        return new WebhookDelivery(
                row.getString("id"),
                Stream.of(WebhookEvent.values())
                        .filter(known -> known.dotted().equals(event))
                        .findFirst()
                        .orElseThrow(),
                row.getString("call_id"),
                row.getString("url"),
                Columns.value(Status.class, row.getString("status")),
                List.of(),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Columns.time(row, "next_attempt_at"),
                Columns.time(row, "finished_at"));
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        int status = row.getInt("status");
        return new Attempt(
                Instant.ofEpochMilli(row.getLong("at")),
                status == 0 ? null : (Integer) status,
                row.getLong("duration_ms"),
                row.getString("answer"),
                row.getString("error"));
    }
}
