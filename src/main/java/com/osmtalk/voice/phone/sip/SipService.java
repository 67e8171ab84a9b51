package com.osmtalk.voice.phone.sip;

import com.osmtalk.api.SipTrunk.Transport;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import javax.sip.RequestEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of SIP that run: opened when the first trunk needs them, and closed with every leg hung up. */
final class SipService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipService.class);
    /** A step may wait for a connection to a trunk that is not there; others must not wait for that. */
    private static final int THREADS = 16;

    private static final long CLOSING_MILLIS = 2_000;

    private final SipSettings settings;
    private final Supplier<SSLSocketFactory> tls;
    private final CallTraces traces;
    private final UnfinishedCalls unfinished;
    private final Peers peers = new Peers();
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor timers;
    private final Set<Leg> legs = ConcurrentHashMap.newKeySet();
    private volatile Consumer<RequestEvent> newcomers = event -> {};
    private @Nullable Signalling open;
    private boolean closed;

    SipService(SipSettings settings, Supplier<SSLSocketFactory> tls, UnfinishedCalls unfinished) {
        this.tls = tls;
        this.unfinished = unfinished;
        this.settings = settings;
        this.traces = new CallTraces(settings.traceFolder());
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("sip-"));
        threads.allowCoreThreadTimeOut(true);
        this.timers = new ScheduledThreadPoolExecutor(1, named("sip-timer-"));
        timers.setRemoveOnCancelPolicy(true);
    }

    static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** For what may take its time, at the beginning of a call. */
    Executor threads() {
        return threads;
    }

    /** @param handler is given each request that belongs to no call, on a thread of the stack */
    void onNewcomers(Consumer<RequestEvent> handler) {
        newcomers = handler;
    }

    SipSettings settings() {
        return settings;
    }

    UnfinishedCalls unfinished() {
        return unfinished;
    }

    Peers peers() {
        return peers;
    }

    /** Repeats something on the threads of calls' beginnings, the first time now. */
    void repeat(long seconds, Runnable what) {
        timers.scheduleWithFixedDelay(() -> threads.execute(what), 0, seconds, TimeUnit.SECONDS);
    }

    CallTraces traces() {
        return traces;
    }

    /** Does something short after a while; not at all once this is closed. */
    void after(long seconds, Runnable what) {
        try {
            timers.schedule(what, seconds, TimeUnit.SECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("the server stops; what was to be done later is not");
        }
    }

    /** @throws SipUnavailableException when the SIP ports are taken; the next call tries again */
    synchronized Signalling open() throws SipUnavailableException {
        if (closed) {
            throw new SipUnavailableException("the server stops", new IllegalStateException("closed"));
        }
        Signalling opened = open;
        if (opened == null) {
            SipNode node = new SipNode(settings, peers, tls.get(), traces, event -> newcomers.accept(event));
            opened = new Signalling(node, peers, threads, timers, traces, unfinished);
            open = opened;
        }
        return opened;
    }

    /** Before anything is sent to a trunk's address: what comes back from there is let in, and TLS knows its name. */
    void prepare(Path path) throws SipUnavailableException {
        SipNode node = open().node();
        peers.add(path.peer());
        node.require(path.transport());
        if (path.transport() == Transport.TLS) {
            node.expectCertificate(
                    path.peer(),
                    path.target().address().getPort(),
                    TrunkTargets.nextHop(path.trunk()).host());
        }
    }

    void add(Leg leg) {
        legs.add(leg);
        leg.whenOver(legs::remove);
    }

    @Override
    public void close() {
        Signalling opened;
        synchronized (this) {
            closed = true;
            opened = open;
        }
        legs.forEach(Leg::hangUp);
        if (opened != null) {
            awaitLegs();
            opened.node().close();
        }
        threads.shutdown();
        timers.shutdownNow();
    }

    /** A leg is over before its BYE is sent: waits until the last step of each is done. */
    private void awaitLegs() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSING_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("some calls could not be hung up in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
