package com.osmtalk.voice.speech;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Open connections to services that speak, for the next sentence: it takes three round trips to open one, which would
 * be heard as a pause between any two sentences. One that nobody wants for 15 seconds is closed.
 */
final class SpareSockets implements AutoCloseable {
    private static final long IDLE_SECONDS = 15;
    /** Of all calls together. */
    private static final int MOST = 200;

    private final Duration timeout;
    private final ScheduledExecutorService timer;
    private final Map<URI, Deque<Spare>> idle = new HashMap<>();
    private int count;

    SpareSockets(Duration timeout, ScheduledExecutorService timer) {
        this.timeout = timeout;
        this.timer = timer;
    }

    /** One that is open, now told of to {@code user}; null: there is none. */
    @Nullable
    Spare take(SpeechAddress address, SpeechSocket.Listener user) {
        while (true) {
            Spare spare;
            synchronized (this) {
                Deque<Spare> there = idle.get(address.uri());
                spare = there == null ? null : there.poll();
                if (spare == null) {
                    return null;
                }
                count--;
                if (there.isEmpty()) {
                    idle.remove(address.uri());
                }
            }
            if (spare.isFor(user)) {
                return spare;
            }
        }
    }

    /** A new one for somebody who waits for it. */
    Spare connect(SpeechAddress address, SpeechSocket.Listener user) {
        Spare spare = new Spare(address, user);
        spare.socket.open();
        return spare;
    }

    /** Opens one that nobody wants yet. */
    void prepare(SpeechAddress address) {
        SpeechSocket socket = new Spare(address, null).socket;
        if (!timer.isShutdown()) {
            socket.open();
            timer.schedule(socket::checkAlive, timeout.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    /** Closes those that nobody uses. */
    @Override
    public void close() {
        List<Spare> all;
        synchronized (this) {
            all = idle.values().stream().flatMap(Deque::stream).toList();
            idle.clear();
            count = MOST;
        }
        all.forEach(spare -> spare.socket.close());
    }

    /** Keeps one for the next sentence, or closes it. */
    void giveBack(Spare spare) {
        synchronized (this) {
            if (!timer.isShutdown() && count < MOST && spare.isForNobody()) {
                idle.computeIfAbsent(spare.address.uri(), uri -> new ArrayDeque<>())
                        .add(spare);
                count++;
                timer.schedule(() -> drop(spare), IDLE_SECONDS, TimeUnit.SECONDS);
                return;
            }
        }
        spare.socket.close();
    }

    private void drop(Spare spare) {
        if (remove(spare)) {
            spare.socket.close();
        }
    }

    private synchronized boolean remove(Spare spare) {
        Deque<Spare> there = idle.get(spare.address.uri());
        if (there == null || !there.remove(spare)) {
            return false;
        }
        count--;
        if (there.isEmpty()) {
            idle.remove(spare.address.uri());
        }
        return true;
    }

    /** A connection and whoever uses it just now. */
    final class Spare implements SpeechSocket.Listener {
        private final SpeechAddress address;
        private final SpeechSocket socket;
        private SpeechSocket.@Nullable Listener user;
        private boolean closed;
        private int uses;

        Spare(SpeechAddress address, SpeechSocket.@Nullable Listener user) {
            this.address = address;
            this.user = user;
            this.uses = user == null ? 0 : 1;
            this.socket = new SpeechSocket(address, timeout, timer, this);
        }

        SpeechSocket socket() {
            return socket;
        }

        /** By how many sentences it has been used. */
        synchronized int uses() {
            return uses;
        }

        private synchronized boolean isFor(SpeechSocket.Listener next) {
            if (closed) {
                return false;
            }
            user = next;
            uses++;
            return true;
        }

        private synchronized boolean isForNobody() {
            user = null;
            return !closed;
        }

        private synchronized SpeechSocket.@Nullable Listener user() {
            return user;
        }

        @Override
        public void opened() {
            SpeechSocket.Listener current = user();
            if (current == null) {
                giveBack(this);
            } else {
                current.opened();
            }
        }

        @Override
        public void text(String message) {
            SpeechSocket.Listener current = user();
            if (current != null) {
                current.text(message);
            }
        }

        @Override
        public void sound(ByteBuffer bytes) {
            SpeechSocket.Listener current = user();
            if (current != null) {
                current.sound(bytes);
            }
        }

        @Override
        public void closed(SpeechException why, boolean refused) {
            SpeechSocket.Listener current;
            synchronized (this) {
                closed = true;
                current = user;
            }
            remove(this);
            if (current != null) {
                current.closed(why, refused);
            }
        }
    }
}
