package com.osmtalk.mcp.resource;

import com.osmtalk.api.Analysis;
import com.osmtalk.api.BillingStatus;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallQuestion;
import com.osmtalk.api.CallStatus;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.CallUpdate;
import com.osmtalk.client.WidgetApi;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows calls for subscribers. A server that can hold a request open is asked once per change, and no thread waits
 * meanwhile; any other is polled, at short intervals while something happens and longer ones while nothing does. A
 * few threads serve all calls and exit when there is nothing to follow.
 */
public final class CallWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallWatch.class);
    private static final int THREADS = 4;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(20);

    private final ScheduledExecutorService timer;

    public CallWatch() {
        this(threads());
    }

    CallWatch(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    private static ScheduledExecutorService threads() {
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS, runnable -> {
            Thread thread = new Thread(runnable, "osmtalk-call-watch");
            thread.setDaemon(true);
            return thread;
        });
        threads.setKeepAliveTime(10, TimeUnit.SECONDS);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * Reports each new state and line of a call. It ends by itself after reporting that the call is over. For a call
     * that is over already it reports once, since the subscriber may have read it while it was live.
     *
     * @throws ApiException when the call can't be read now
     */
    public ServerFeatures.Watch watch(WidgetApi api, String callId, Consumer<Call> changed) {
        Watched watched = new Watched(api, callId, changed);
        watched.begin();
        return watched;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** What has to change to be reported. The record itself changes more often: its links expire and are renewed. */
    private record Stage(
            CallStatus status,
            int lines,
            @Nullable CallQuestion question,
            @Nullable Analysis analysis,
            BillingStatus billing) {
        static Stage of(Call call) {
            return new Stage(
                    call.status(),
                    call.transcript() == null ? 0 : call.transcript().size(),
                    call.question(),
                    call.analysis(),
                    call.billingStatus());
        }
    }

    private final class Watched implements ServerFeatures.Watch {
        private final WidgetApi api;
        private final String callId;
        private final Consumer<Call> changed;
        private boolean closed;
        private @Nullable CompletableFuture<CallUpdate> look;
        private @Nullable CallUpdate last;
        private @Nullable Stage told;
        private Duration pause = SHORTEST_PAUSE;

        Watched(WidgetApi api, String callId, Consumer<Call> changed) {
            this.api = api;
            this.callId = callId;
            this.changed = changed;
        }

        void begin() {
            try {
                last = api.awaitCall(callId, null, Duration.ZERO).join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof ApiException problem ? problem : e;
            }
            Call now = last.call();
            told = Stage.of(now);
            if (now.status().isTerminal()) {
                after(Duration.ZERO, () -> changed.accept(now));
            } else {
                after(last.waited() ? Duration.ZERO : pause, this::look);
            }
        }

        private void look() {
            CompletableFuture<CallUpdate> sent = api.awaitCall(callId, last, LONGEST_LOOK);
            synchronized (this) {
                look = sent;
                if (closed) {
                    sent.cancel(true);
                }
            }
            sent.whenCompleteAsync((update, problem) -> safely(() -> looked(update, problem)), timer);
        }

        private void looked(@Nullable CallUpdate update, @Nullable Throwable problem) {
            Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
            if (update != null) {
                seen(update);
            } else if (cause instanceof ApiException e && e.passes()) {
                after(e.retryAfter() == null ? LONGEST_PAUSE : e.retryAfter(), this::look);
            } else {
                LOG.info("Stopped watching {}: {}", callId, String.valueOf(cause));
            }
        }

        private void seen(CallUpdate update) {
            last = update;
            Call call = update.call();
            Stage stage = Stage.of(call);
            if (stage.equals(told)) {
                Duration longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            } else {
                told = stage;
                pause = SHORTEST_PAUSE;
                changed.accept(call);
            }
            if (!call.status().isTerminal()) {
                after(update.waited() ? Duration.ZERO : pause, this::look);
            }
        }

        private void after(Duration time, Runnable work) {
            try {
                timer.schedule(() -> safely(work), time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("Stopped watching {}: this server is closing", callId);
            }
        }

        private void safely(Runnable work) {
            try {
                if (!isClosed()) {
                    work.run();
                }
            } catch (RuntimeException e) {
                LOG.error("Stopped watching {}", callId, e);
            }
        }

        private synchronized boolean isClosed() {
            return closed;
        }

        @Override
        public synchronized void close() {
            closed = true;
            if (look != null) {
                look.cancel(true);
            }
        }
    }
}
