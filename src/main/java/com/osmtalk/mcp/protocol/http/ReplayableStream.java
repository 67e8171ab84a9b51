package com.osmtalk.mcp.protocol.http;

import com.osmtalk.mcp.protocol.jsonrpc.Responder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of a session: numbered events, which are kept for a while, so that a client whose connection broke can
 * take it up again on another (2025-11-25, transports, resumability and redelivery). While it has no connection what it
 * answers goes on, for as long as a client may take to come back.
 *
 * <p>A client that has been given no event id could not say what to go on with: when such a one leaves, nobody would
 * get the answer, and it is given up at once.
 *
 * <p>Events are written while the lock is held, so that they come in order; who must not wait for a slow client, as the
 * heartbeats' thread, looks at volatile fields and tries the lock.
 */
public final class ReplayableStream implements Responder {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayableStream.class);

    /** How long a client may take to come back, and an answer is kept for one that may not have got it. */
    private static final Duration KEPT = Duration.ofSeconds(60);

    private static final int MAX_EVENTS = 500;

    private final long id;
    private final ReplayMemory memory;
    private final Clock clock;
    private final Runnable whenAbandoned;
    private final Consumer<ReplayableStream> whenForgotten;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Event> events = new ArrayDeque<>();
    private final AtomicBoolean primed = new AtomicBoolean();
    private long lastNumber;

    /** Whether the client has been given an event id. */
    private volatile boolean numbered;

    private volatile boolean ended;
    private volatile @Nullable EventStream connection;

    /** When the connection was lost, or all was said. */
    private volatile @Nullable Instant quietSince;

    private record Event(long number, String json) {}

    /**
     * @param id tells it from the session's others
     * @param whenAbandoned run when nobody will get what is still to come
     * @param whenForgotten told when it can't be taken up any more
     */
    ReplayableStream(
            long id,
            ReplayMemory memory,
            Clock clock,
            Runnable whenAbandoned,
            Consumer<ReplayableStream> whenForgotten) {
        this.id = id;
        this.memory = memory;
        this.clock = clock;
        this.whenAbandoned = whenAbandoned;
        this.whenForgotten = whenForgotten;
    }

    long id() {
        return id;
    }

    /**
     * Gives it a connection, in place of one that it may have.
     *
     * @param after the number of the last event that the client has got; what came since is sent first
     */
    public void attach(EventStream next, long after) throws IOException {
        EventStream before;
        boolean allSaid;
        lock.lock();
        try {
            before = connection;
            connection = next;
            // as it is now: an answer that comes once the lock is free is still to be written to this connection
            allSaid = ended;
            if (!allSaid) {
                quietSince = null;
            }
            if (numbered) {
                next.open();
                for (Event event : events) {
                    if (event.number() > after) {
                        next.numbered(name(event.number()), event.json());
                    }
                }
            }
        } finally {
            lock.unlock();
        }
        if (before != null) {
            before.close();
        }
        if (allSaid) {
            next.close();
        }
    }

    /** Sends the headers, so that the client knows that it listens. */
    public void open() throws IOException {
        EventStream current = connection;
        if (current != null) {
            current.open();
        }
    }

    /** Its connection has ended, whoever ended it. */
    public void detach(EventStream gone) {
        lock.lock();
        try {
            if (connection != gone) {
                return;
            }
            connection = null;
            if (ended) {
                return;
            }
            quietSince = clock.instant();
        } finally {
            lock.unlock();
        }
        if (!numbered) {
            whenAbandoned.run();
        }
    }

    @Override
    public void send(String json) {
        lock.lock();
        try {
            if (!ended) {
                write(keep(json), json);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells the client an event id before there is any event, so that it can come back if the connection breaks while
     * the answer takes its time: an event without data, as 2025-11-25 has it. Does not wait for the client.
     */
    void prime() {
        EventStream current = connection;
        if (ended || numbered || current == null || primed.getAndSet(true)) {
            return;
        }
        current.whenFree(() -> {
            lock.lock();
            try {
                if (!ended && !numbered && connection == current) {
                    write(0, "");
                }
            } finally {
                lock.unlock();
            }
        });
    }

    @Override
    public void end(int status, @Nullable String json) {
        EventStream last;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            ended = true;
            quietSince = clock.instant();
            if (json != null && numbered) {
                write(keep(json), json);
                last = connection;
            } else {
                last = connection;
                if (last != null) {
                    // plain JSON, where no event came before
                    last.end(status, json);
                }
            }
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.close();
        }
        if (!numbered) {
            forget();
        }
    }

    /** Ends it, with whatever was said. */
    public void close() {
        end(200, null);
        forget();
    }

    /** Whether there is a connection. */
    boolean isAttached() {
        return connection != null;
    }

    /** Gives up what no client has come back for in time. Does not wait for one that is just written to. */
    void sweep() {
        Instant since = quietSince;
        if (since == null || clock.instant().isBefore(since.plus(KEPT)) || !lock.tryLock()) {
            return;
        }
        boolean abandoned;
        try {
            if (quietSince == null) {
                return;
            }
            abandoned = !ended;
        } finally {
            lock.unlock();
        }
        close();
        if (abandoned) {
            whenAbandoned.run();
        }
    }

    private long keep(String json) {
        lastNumber++;
        if (memory.take(json.length())) {
            events.add(new Event(lastNumber, json));
        }
        if (events.size() > MAX_EVENTS) {
            memory.giveBack(events.remove().json().length());
        }
        return lastNumber;
    }

    private void forget() {
        lock.lock();
        try {
            events.forEach(event -> memory.giveBack(event.json().length()));
            events.clear();
        } finally {
            lock.unlock();
        }
        whenForgotten.accept(this);
    }

    private void write(long number, String json) {
        numbered = true;
        EventStream current = connection;
        if (current == null) {
            return;
        }
        try {
            current.numbered(name(number), json);
        } catch (IOException e) {
            LOG.debug("The client is gone: {}", e.toString());
            connection = null;
            quietSince = clock.instant();
            current.close();
        }
    }

    private String name(long number) {
        return id + "-" + number;
    }
}
