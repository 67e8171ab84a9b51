package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import com.osmtalk.server.cluster.ChangeFeed;
import com.osmtalk.server.identity.CallReach;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.secret.SecretGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets clients follow a call, or the list of those that go on, by long polling: a request that names the revision it
 * has seen is answered when there is a newer one, or when its time is up. No thread waits for it; the {@code
 * ChangeFeed} completes a future, and two threads read the calls that changed. A change made by another server is
 * seen by looking again every two seconds.
 */
public final class CallLongPolling implements AutoCloseable {
    /**
     * How long a change may stay unseen whose notice was lost, or that another server has stored and this one is not
     * told of.
     */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final Calls calls;
    private final ChangeFeed changes;
    private final ThreadPoolExecutor readers;
    private volatile boolean closed;

    public CallLongPolling(Calls calls, ChangeFeed changes) {
        this.calls = calls;
        this.changes = changes;
        this.readers = new ThreadPoolExecutor(2, 2, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), runnable -> {
            Thread thread = new Thread(runnable, "osmtalk-awaited-calls");
            thread.setDaemon(true);
            return thread;
        });
        readers.allowCoreThreadTimeOut(true);
    }

    /** What there is, and its revision: as long as nothing visible changes, the revision is the same. */
    record Seen<T>(T body, String revision) {
        static Seen<Call> of(Call call) {
            return new Seen<>(
                    call,
                    (call.status() + "-"
                                    + (call.transcript() == null
                                            ? 0
                                            : call.transcript().size()) + "-"
                                    + (call.analysis() == null
                                            ? ""
                                            : call.analysis().status() + "-") + call.billingStatus()
                                    + (call.question() == null
                                            ? ""
                                            : "-q" + call.question().n()))
                            .toLowerCase(Locale.ROOT));
        }

        static Seen<Map<String, List<Call>>> of(List<Call> calls) {
            String states =
                    calls.stream().map(call -> call.id() + call.status()).collect(Collectors.joining(" "));
            return new Seen<>(Map.of("data", calls), SecretGenerator.hash(states));
        }
    }

    /** Tells whoever follows the list of calls that go on. */
    public CallObserver observer() {
        return new CallObserver() {
            @Override
            public void started(String organizationId, Call call) {
                changes.changed(subject(organizationId));
            }

            @Override
            public void ended(String organizationId, Call call) {
                changes.changed(subject(organizationId));
            }
        };
    }

    /**
     * The call: immediately if it has another revision than the caller knows, otherwise when something happens or the
     * time is up.
     *
     * @param known the revision that the caller has seen; null: don't wait
     * @throws Problem NOT_FOUND when it is not the organisation's
     */
    CompletableFuture<Seen<Call>> look(String organizationId, String callId, @Nullable String known, Duration limit) {
        return await(callId, () -> Seen.of(calls.get(organizationId, callId)), known, limit);
    }

    /** The calls that go on, likewise: when one begins, is answered or ends. */
    CompletableFuture<Seen<Map<String, List<Call>>>> live(CallReach reach, @Nullable String known, Duration limit) {
        return await(subject(reach.organizationId()), () -> Seen.of(calls.live(reach)), known, limit);
    }

    private static String subject(String organizationId) {
        return "live calls of " + organizationId;
    }

    private <T> CompletableFuture<Seen<T>> await(
            String subject, Supplier<Seen<T>> reading, @Nullable String known, Duration limit) {
        // before looking, so that nothing can happen in between
        CompletableFuture<Void> change = changes.next(subject);
        Seen<T> seen;
        try {
            seen = reading.get();
        } catch (RuntimeException e) {
            changes.unsubscribe(subject, change);
            throw e;
        }
        if (!seen.revision().equals(known) || closed || limit.isZero() || limit.isNegative()) {
            changes.unsubscribe(subject, change);
            return CompletableFuture.completedFuture(seen);
        }
        long begun = System.nanoTime();
        return change.completeOnTimeout(null, Math.min(limit.toMillis(), LOOK_AGAIN.toMillis()), TimeUnit.MILLISECONDS)
                .thenComposeAsync(
                        woken -> {
                            changes.unsubscribe(subject, change);
                            return await(subject, reading, known, limit.minusNanos(System.nanoTime() - begun));
                        },
                        readers);
    }

    /** Answers all waiting requests. */
    @Override
    public void close() {
        closed = true;
        changes.close();
    }
}
