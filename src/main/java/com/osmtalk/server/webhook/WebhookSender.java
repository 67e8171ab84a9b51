package com.osmtalk.server.webhook;

import com.osmtalk.api.WebhookDelivery.Status;
import com.osmtalk.server.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the deliveries that are due, and stores the outcome of each.
 *
 * <p>The table of deliveries is the queue. A server leases a row for a minute before it sends it; the lease of a server
 * that died runs out, and the delivery is sent again. So each is sent at least once. Deliveries are not jobs of {@code
 * store.Jobs} because a receiver may take fifteen seconds to answer, and a job would hold a thread for as long.
 *
 * <p>One thread looks for what is due and stores outcomes; everything else is asynchronous.
 */
public final class WebhookSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int BATCH = 64;
    private static final long CLOSING_SECONDS = 5;

    private final Database database;
    private final WebhookSettingsStore settings;
    private final DeliveryQueueStore store;
    private final WebhookClient client;
    private final Clock clock;
    private final InFlight inFlight = new InFlight();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, work -> {
        Thread webhooks = new Thread(work, "webhooks");
        webhooks.setDaemon(true);
        return webhooks;
    });

    public WebhookSender(Database database, WebhookPolicy policy, Clock clock) {
        this.database = database;
        this.settings = new WebhookSettingsStore(database);
        this.store = new DeliveryQueueStore(database);
        this.client = new WebhookClient(policy);
        this.clock = clock;
        // what is asked for after the end is in the database for the next server
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Something may be due. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            thread.execute(this::look);
        }
    }

    private void look() {
        woken.set(false);
        try {
            while (!inFlight.isFull() && sendSome()) {
                LOG.debug("{} webhook requests are under way", inFlight.all().size());
            }
        } catch (RuntimeException e) {
            LOG.warn("could not read the webhooks that are due: {}", e.getMessage());
        }
    }

    /** @return false when nothing more can be sent now */
    private boolean sendSome() {
        boolean sent = false;
        long now = clock.millis();
        for (Delivery due : store.due(now, inFlight.fullOrganizations(), inFlight.fullReceivers(), BATCH)) {
            if (inFlight.admit(due)) {
                if (store.lease(due, now, now + LEASE.toMillis())) {
                    send(due);
                } else {
                    inFlight.remove(due);
                }
                sent = true;
            }
        }
        return sent;
    }

    private void send(Delivery delivery) {
        Instant at = clock.instant();
        long start = System.nanoTime();
        List<String> secrets = settings.get(delivery.organizationId()).secrets(at);
        client.send(delivery, secrets, at)
                .thenAccept(outcome -> thread.execute(
                        () -> finish(delivery, at, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), outcome)));
    }

    private void finish(Delivery delivery, Instant at, long durationMs, DeliveryOutcome outcome) {
        try {
            database.transaction(handle -> {
                store.recordAttempt(delivery, at, durationMs, outcome)
                        .ifPresent(failures -> settle(delivery, failures, outcome));
                return null;
            });
        } catch (RuntimeException e) {
            LOG.warn("could not store the outcome of {}; it will be sent again: {}", delivery.id(), e.getMessage());
        } finally {
            inFlight.remove(delivery);
            wake();
        }
    }

    private void settle(Delivery delivery, int failures, DeliveryOutcome outcome) {
        long now = clock.millis();
        switch (outcome.verdict()) {
            case DELIVERED -> store.finish(delivery, Status.DELIVERED, now);
            case GIVE_UP -> {
                LOG.info("{} failed and is not retried: {}", delivery.id(), outcome.error());
                store.finish(delivery, Status.FAILED, now);
            }
            case TRY_AGAIN -> {
                Optional<Duration> pause = RetrySchedule.pauseAfter(failures);
                if (pause.isPresent()) {
                    store.retry(delivery, now + pause.get().toMillis());
                } else {
                    LOG.warn("{} is dead-lettered, its retries are used up: {}", delivery.id(), outcome.error());
                    store.finish(delivery, Status.DEAD_LETTERED, now);
                }
            }
        }
    }

    /** Stops immediately; what is under way is sent again by the next server. */
    @Override
    public void close() {
        thread.execute(() -> inFlight.all().forEach(store::release));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("webhooks were still being stored when the server stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
