package com.osmtalk.voice.speech;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.voice.audio.Pcm;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Listens through a service that is sent all of a call's sound and finds the turns by itself. What it has not yet
 * recognised for good is kept, 30 seconds at most, and sent again when the connection had to be opened anew: so nothing
 * of what was said is lost, and nothing is told twice.
 *
 * <p>Frames are put together to messages in a buffer that is used again; what is allocated for each is told at
 * {@link SpeechSocket}.
 */
final class StreamedListening implements SpeechToText {
    private static final int MOST_FRAMES = 30_000 / Pcm.FRAME_MILLIS;
    /** While the service is away, no more than this is kept: older words would be answered too late. */
    private static final int FRAMES_WHILE_AWAY = 50;
    /** When more waits than a message is to have, as after a break, it goes out in larger ones. */
    private static final int MOST_FRAMES_AT_ONCE = 25;

    private static final long QUIET_TURN_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(4);

    private final Function<ListeningTerms, Protocol> protocols;
    private final Duration timeout;
    private final ScheduledExecutorService timer;

    /** @param protocols how the service is spoken to about a model */
    StreamedListening(Function<ListeningTerms, Protocol> protocols, Duration timeout, ScheduledExecutorService timer) {
        this.protocols = protocols;
        this.timeout = timeout;
        this.timer = timer;
    }

    @Override
    public ListeningSession listen(ListeningTerms terms, ListeningSession.Listener listener) {
        Session session = new Session(protocols.apply(terms), terms, listener);
        session.connection.open();
        return session;
    }

    /** How a service is spoken to. */
    interface Protocol {
        SpeechAddress address(ListeningTerms terms);

        /** How many frames a message has. */
        int framesAtOnce();

        /** What keeps a connection open on which no sound goes out; null: a message of silence does. */
        @Nullable
        String keepAlive();

        /** What is sent before it is closed. */
        String farewell();

        /** Reads what the service tells about one call, on whatever connection. */
        void read(JsonNode message, StreamedTurns turns, Stream stream);
    }

    /** The stream of sound as the service sees it, which counts seconds from the beginning of its connection. */
    interface Stream {
        /** How long ago a place of the stream was heard. */
        long millisSince(double seconds);

        /** All until this place is recognised for good. */
        void recognisedUntil(double seconds);

        /** The service reports an error. */
        void broken(String what);
    }

    private final class Session implements ListeningSession, LastingConnection.Listener, Stream {
        private final Protocol protocol;
        private final LastingConnection connection;
        private final StreamedTurns turns;

        // guarded by the connection
        private final FrameRing ring = new FrameRing(MOST_FRAMES);
        private final ByteBuffer message = ByteBuffer.allocate(MOST_FRAMES_AT_ONCE * Pcm.FRAME_BYTES);
        /** The number of the frame with which the connection's stream began. */
        private long base;

        private long sent;
        private long sentAt = System.nanoTime();
        private boolean over;

        Session(Protocol protocol, ListeningTerms terms, Listener listener) {
            this.protocol = protocol;
            this.turns = new StreamedTurns(listener);
            this.connection = new LastingConnection(protocol.address(terms), timeout, timer, this);
        }

        @Override
        public void frame(byte[] pcm, int offset) {
            synchronized (connection) {
                if (over) {
                    return;
                }
                ring.add(pcm, offset);
                SpeechSocket socket = connection.socket();
                if (socket != null) {
                    send(socket, protocol.framesAtOnce());
                } else if (connection.isAway()) {
                    ring.release(ring.end() - FRAMES_WHILE_AWAY);
                }
            }
        }

        private void send(SpeechSocket socket, int atLeast) {
            sent = Math.max(sent, ring.first());
            while (ring.end() - sent >= atLeast) {
                int count = (int) Math.min(MOST_FRAMES_AT_ONCE, ring.end() - sent);
                for (int i = 0; i < count; i++) {
                    ring.copy(sent + i, message.array(), i * Pcm.FRAME_BYTES);
                }
                message.limit(count * Pcm.FRAME_BYTES).position(0);
                if (!socket.send(message)) {
                    return; // it is being closed, and what was not recognised goes out on the next one
                }
                sent += count;
                sentAt = System.nanoTime();
            }
        }

        // ---- the connection

        @Override
        public void connected(SpeechSocket socket) {
            base = ring.first();
            sent = base;
            turns.streamBegan();
            send(socket, protocol.framesAtOnce());
        }

        @Override
        public void received(JsonNode json) {
            if (!over) {
                protocol.read(json, turns, this);
            }
        }

        @Override
        public void lost() {
            // what was not recognised for good is in the ring
        }

        @Override
        public void away(SpeechException why) {
            if (!over) {
                turns.failed(why);
                turns.end();
                ring.release(ring.end());
            }
        }

        @Override
        public void tick() {
            SpeechSocket socket = connection.socket();
            if (over || socket == null) {
                return;
            }
            if (turns.isOpenAndQuietFor(QUIET_TURN_NANOS)) {
                turns.end();
            }
            if (System.nanoTime() - sentAt > KEEP_ALIVE_NANOS) {
                sentAt = System.nanoTime();
                String text = protocol.keepAlive();
                if (text != null) {
                    socket.send(text);
                } else {
                    byte[] silence = new byte[Pcm.FRAME_BYTES];
                    for (int i = 0; i < protocol.framesAtOnce(); i++) {
                        ring.add(silence, 0);
                    }
                    send(socket, 1);
                }
            }
        }

        // ---- what the service tells

        @Override
        public long millisSince(double seconds) {
            return (ring.end() - base) * Pcm.FRAME_MILLIS - (long) (seconds * 1_000);
        }

        @Override
        public void recognisedUntil(double seconds) {
            long frame = base + (long) (seconds * 1_000 / Pcm.FRAME_MILLIS);
            ring.release(Math.min(frame, sent));
        }

        @Override
        public void broken(String what) {
            connection.replace(what);
        }

        @Override
        public void close() {
            synchronized (connection) {
                over = true;
                connection.close(protocol.farewell());
            }
        }
    }
}
