package com.osmtalk.voice.speech;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a speech service for as long as a call lasts: when it is lost, it is opened again, at once and then
 * at growing distances. One that can't be had for half the timeout, or is refused, is told; one that was not refused is
 * tried further, so that the service is there again for the rest of the call.
 *
 * <p>Its listener is told one thing at a time, under the lock of this object, which the listener may use for its own
 * state.
 */
final class LastingConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LastingConnection.class);
    private static final long[] PAUSES = {0, 200, 500, 1_000, 2_000};
    private static final long TICK_MILLIS = 1_000;
    private static final int MOST_INVALID = 20;

    private final SpeechAddress address;
    private final Duration timeout;
    private final ScheduledExecutorService timer;
    private final Listener listener;
    private @Nullable SpeechSocket socket;
    private @Nullable ScheduledFuture<?> ticks;
    private boolean open;
    private boolean closed;
    private boolean refused;
    private boolean toldAway;
    private boolean toldGone;
    /** How often it was tried since one lasted: what is accepted and closed at once must not be asked without end. */
    private int attempts;

    private int invalid;
    private long lostAt = System.nanoTime();
    private long openedAt;

    LastingConnection(SpeechAddress address, Duration timeout, ScheduledExecutorService timer, Listener listener) {
        this.address = address;
        this.timeout = timeout;
        this.timer = timer;
        this.listener = listener;
    }

    /** Begins to connect; once. */
    synchronized void open() {
        long tick = Math.min(TICK_MILLIS, Math.max(1, timeout.toMillis() / 4));
        ticks = timer.scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.MILLISECONDS);
        connect();
    }

    /** The socket that can be written to, under this object's lock; null while there is none. */
    @Nullable
    SpeechSocket socket() {
        return open ? socket : null;
    }

    /** Whether it is known that nothing sent now would arrive: it was told {@link Listener#away} and is so still. */
    boolean isAway() {
        return toldAway;
    }

    /** Gives the socket up, and opens another. */
    void replace(String why) {
        end(why, false);
    }

    /** Gives up: the service does not do what is asked for. */
    void refuse(String why) {
        end(why, true);
    }

    private synchronized void end(String why, boolean forGood) {
        SpeechSocket given = socket;
        if (given != null) {
            given.end(why, forGood);
        }
    }

    /** @param farewell sent before it is closed; null: nothing */
    synchronized void close(@Nullable String farewell) {
        closed = true;
        if (ticks != null) {
            ticks.cancel(false);
        }
        SpeechSocket last = socket;
        if (last != null) {
            if (farewell != null && open) {
                last.send(farewell);
            }
            last.close();
        }
        socket = null;
        open = false;
    }

    @Override
    public void close() {
        close(null);
    }

    private void connect() {
        if (closed || refused) {
            return;
        }
        SpeechSocket next = new SpeechSocket(address, timeout, timer, new Told());
        attempts++;
        socket = next;
        next.open();
    }

    private synchronized void retry() {
        if (socket == null) {
            connect();
        }
    }

    private void tick() {
        try {
            SpeechSocket current;
            synchronized (this) {
                if (closed) {
                    return;
                }
                current = socket;
            }
            if (current != null) {
                current.checkAlive();
            }
            synchronized (this) {
                tellIfAway(null);
                tellIfGone();
                if (!closed && open) {
                    listener.tick();
                }
            }
        } catch (RuntimeException e) {
            LOG.error("the connection to {} could not be looked after", address, e);
        }
    }

    private void tellIfAway(@Nullable SpeechException why) {
        if (closed || open || toldAway) {
            return;
        }
        boolean tooLong = System.nanoTime() - lostAt > timeout.toNanos() / 2;
        if (refused || tooLong) {
            toldAway = true;
            toldGone = refused;
            listener.away(why != null ? why : new SpeechException(address.service() + " can't be reached."));
        }
    }

    private void tellIfGone() {
        if (!closed && !open && toldAway && !toldGone && System.nanoTime() - lostAt > 2 * timeout.toNanos()) {
            toldGone = true;
            listener.away(SpeechException.lasting(address.service() + " has been gone for "
                    + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - lostAt) + " seconds."));
        }
    }

    /** Is told what becomes of it, under the connection's lock. */
    interface Listener {
        /** It is there, or is there again; nothing of what was sent before is known to the service. */
        void connected(SpeechSocket socket);

        /** A message in JSON. */
        void received(JsonNode message);

        /** It was lost and is being opened again. */
        void lost();

        /**
         * It has been gone for so long, or for good, that whoever waits should not. Told once for each time, and once
         * more, as {@link SpeechException#isLasting() lasting}, when it stays away.
         */
        void away(SpeechException why);

        /** About a second has passed. */
        void tick();
    }

    private final class Told implements SpeechSocket.Listener {
        @Override
        public void opened() {
            synchronized (LastingConnection.this) {
                SpeechSocket current = socket;
                if (closed || current == null) {
                    return;
                }
                open = true;
                openedAt = System.nanoTime();
                toldAway = false;
                listener.connected(current);
            }
        }

        @Override
        public void text(String message) {
            JsonNode json;
            try {
                json = Json.MAPPER.readTree(message);
            } catch (JsonProcessingException notJson) {
                json = null;
            }
            synchronized (LastingConnection.this) {
                if (closed) {
                    return;
                }
                if (json == null || !json.isObject()) {
                    countInvalid();
                    return;
                }
                listener.received(json);
            }
        }

        @Override
        public void sound(ByteBuffer bytes) {
            synchronized (LastingConnection.this) {
                countInvalid();
            }
        }

        private void countInvalid() {
            if (++invalid == MOST_INVALID) {
                invalid = 0;
                replace("sends what is not in its protocol");
            }
        }

        @Override
        public void closed(SpeechException why, boolean forGood) {
            synchronized (LastingConnection.this) {
                if (closed) {
                    return;
                }
                long now = System.nanoTime();
                boolean was = open;
                if (was && now - openedAt > timeout.toNanos() / 2) {
                    attempts = 0;
                    lostAt = now;
                }
                open = false;
                socket = null;
                refused |= forGood;
                if (was) {
                    LOG.info("{} Connecting again.", why.getMessage());
                    listener.lost();
                }
                tellIfAway(why);
                if (!refused && !timer.isShutdown()) {
                    long pause = PAUSES[Math.min(attempts, PAUSES.length - 1)];
                    timer.schedule(LastingConnection.this::retry, pause, TimeUnit.MILLISECONDS);
                }
            }
        }
    }
}
