package com.osmtalk.server.webhook;

import com.osmtalk.TestClock;
import com.osmtalk.Waiting;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.WebhookDelivery;
import com.osmtalk.api.WebhookDelivery.Status;
import com.osmtalk.api.WebhookEvent;
import com.osmtalk.api.WebhookSettingsDraft;
import com.osmtalk.server.identity.CallReach;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.store.TestRows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Webhooks on a real database, sending over real sockets, with a clock that a test moves. */
final class WebhookBench implements AutoCloseable {
    /** No receiver of a test that answers is too slow for it, however busy the machine is. */
    static final WebhookPolicy PATIENT = new WebhookPolicy(true, Duration.ofMinutes(1));

    static final Duration LIMIT = Duration.ofMinutes(2);

    final Database database;
    final TestRows rows;
    final TestClock clock = new TestClock();
    final String organization;
    private WebhookPolicy policy = PATIENT;
    private WebhookSender sender;
    WebhookEvents events;
    Webhooks webhooks;

    WebhookBench(TestDatabase kind, Path folder) {
        database = kind.open(folder);
        rows = new TestRows(database);
        organization = rows.organization("UTC");
        start();
    }

    private void start() {
        sender = new WebhookSender(database, policy, clock);
        events = new WebhookEvents(database, sender, clock);
        webhooks = new Webhooks(database, events, sender, policy, clock);
        sender.start();
    }

    /** Moves the clock, and does not wait for the server to look at it by itself. */
    void advance(Duration time) {
        clock.advance(time);
        sender.wake();
    }

    /** As a server that is stopped and started. */
    void restart() {
        sender.close();
        start();
    }

    void restart(WebhookPolicy other) {
        policy = other;
        restart();
    }

    /** A second server on the same database, as after the first has lost its power. */
    WebhookSender secondServer() {
        WebhookSender second = new WebhookSender(database, policy, clock);
        second.start();
        return second;
    }

    void set(String url) {
        set(organization, url);
    }

    void set(String organizationId, String url) {
        webhooks.update(organizationId, new WebhookSettingsDraft(url, null, null));
    }

    void setSecret(String secret) {
        webhooks.update(organization, new WebhookSettingsDraft(null, secret, null));
    }

    /** An event, and the id of its delivery. */
    String happen() {
        return happen(organization);
    }

    String happen(String organizationId) {
        events.leadCompleted(organizationId, Map.of("id", "cmp_1"), Map.of("id", "ld_1"), null);
        return newest(organizationId);
    }

    /** An event for a campaign's own URL. */
    String happenAt(String ownUrl) {
        events.leadCompleted(organization, Map.of("id", "cmp_1"), Map.of("id", "ld_1"), ownUrl);
        return newest(organization);
    }

    private String newest(String organizationId) {
        return webhooks.deliveries(
                        CallReach.all(organizationId),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        PageRequest.first(1))
                .data()
                .get(0)
                .id();
    }

    WebhookDelivery get(String id) {
        return list().stream()
                .filter(delivery -> delivery.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    List<WebhookDelivery> list() {
        return list(organization);
    }

    List<WebhookDelivery> list(String organizationId) {
        return webhooks.deliveries(
                        CallReach.all(organizationId),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        PageRequest.first(100))
                .data();
    }

    List<WebhookDelivery> list(Optional<Status> status, Optional<WebhookEvent> event) {
        return webhooks.deliveries(CallReach.all(organization), status, event, Optional.empty(), PageRequest.first(100))
                .data();
    }

    /** Waits for so many attempts at a delivery. */
    WebhookDelivery attempted(String id, int times) {
        return Waiting.until(
                LIMIT,
                () -> Optional.of(get(id))
                        .filter(delivery -> delivery.attempts().size() >= times));
    }

    WebhookDelivery over(String id) {
        return Waiting.until(LIMIT, () -> Optional.of(get(id)).filter(delivery -> delivery.status() != Status.PENDING));
    }

    @Override
    public void close() {
        sender.close();
        database.close();
    }
}
