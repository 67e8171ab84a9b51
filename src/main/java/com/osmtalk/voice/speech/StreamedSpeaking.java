package com.osmtalk.voice.speech;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.voice.audio.Framer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks through a service that takes text and gives sound over one WebSocket, while the text is still being written. A
 * connection that fails before the first sound is opened once more with all that was written, since nobody has heard
 * anything yet; one that breaks off later ends there.
 */
final class StreamedSpeaking implements TextToSpeech, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamedSpeaking.class);
    /** More than anybody says in one go: eight minutes. */
    private static final int MOST_BYTES = 16 << 20;

    private static final int ATTEMPTS = 2;
    private static final int MOST_INVALID = 20;

    private final Protocol protocol;
    private final Duration timeout;
    private final ScheduledExecutorService timer;
    private final SpareSockets spares;

    StreamedSpeaking(Protocol protocol, Duration timeout, ScheduledExecutorService timer) {
        this.protocol = protocol;
        this.timeout = timeout;
        this.timer = timer;
        this.spares = new SpareSockets(timeout, timer);
    }

    @Override
    public SpeakingSession speak(SpeakingTerms terms, SpeakingSession.Listener listener) {
        Session session = new Session(terms, listener);
        session.begin();
        return session;
    }

    @Override
    public void close() {
        spares.close();
    }

    /** How a service is spoken to. */
    interface Protocol {
        /** Sound is asked for as {@link com.osmtalk.voice.audio.Pcm} says. */
        SpeechAddress address(SpeakingTerms terms);

        /** What is sent first; null: nothing. */
        @Nullable
        String opening();

        /** The message that has a text spoken. */
        String text(String text, SpeakingTerms terms);

        /** The message that says that no more text follows. */
        String end();

        /** By how many sentences, one after the other, a connection can be used. */
        int sentencesOfAConnection();

        /** Reads a message in JSON; sound that comes in binary needs no reading. */
        void read(JsonNode message, Reply reply);
    }

    /** What a message of the service turned out to be. */
    interface Reply {
        void sound(byte[] pcm);

        /** All that was written has been given as sound. */
        void done();

        /** @param refused asking again is of no use */
        void failed(String what, boolean refused);
    }

    private final class Session implements SpeakingSession, SpeechSocket.Listener, Reply {
        private final SpeakingTerms terms;
        private final Listener listener;
        private final SpeechAddress address;
        private final Framer frames;
        private final List<String> written = new ArrayList<>();
        private byte[] piece = new byte[8_192];
        private SpareSockets.@Nullable Spare connection;
        private @Nullable ScheduledFuture<?> ticks;
        private boolean open;
        private boolean over;
        private boolean ended;
        private int attempts;
        private int invalid;
        private long bytes;
        private long progressAt;

        Session(SpeakingTerms terms, Listener listener) {
            this.terms = terms;
            this.listener = listener;
            this.address = protocol.address(terms);
            this.frames = new Framer(listener);
        }

        synchronized void begin() {
            long tick = Math.max(1, timeout.toMillis() / 4);
            ticks = timer.scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.MILLISECONDS);
            connect();
        }

        private void connect() {
            attempts++;
            progressAt = System.nanoTime();
            connection = spares.take(address, this);
            if (connection == null) {
                connection = spares.connect(address, this);
            } else {
                opened();
            }
        }

        private @Nullable SpeechSocket socket() {
            return connection == null ? null : connection.socket();
        }

        private void tick() {
            SpeechSocket current;
            boolean stuck;
            synchronized (this) {
                current = socket();
                stuck = open && ended && System.nanoTime() - progressAt > timeout.toNanos();
            }
            if (current != null && stuck) {
                current.end(bytes == 0 ? "gave no sound in time" : "stopped in the middle of a sentence", false);
            } else if (current != null) {
                current.checkAlive();
            }
        }

        // ---- the text

        @Override
        public synchronized void write(String text) {
            if (!over && !text.isBlank()) {
                send(protocol.text(text, terms));
            }
        }

        @Override
        public synchronized void end() {
            if (!over && !ended) {
                ended = true;
                progressAt = System.nanoTime();
                send(protocol.end());
            }
        }

        private void send(String message) {
            written.add(message);
            SpeechSocket current = socket();
            if (open && current != null) {
                current.send(message);
            }
        }

        @Override
        public synchronized void cancel() {
            SpareSockets.Spare last = finish();
            if (last != null) {
                last.socket().close();
            }
        }

        /** Gives the connection, which is used no more. */
        private SpareSockets.@Nullable Spare finish() {
            over = true;
            if (ticks != null) {
                ticks.cancel(false);
            }
            SpareSockets.Spare last = connection;
            connection = null;
            return last;
        }

        // ---- the socket

        @Override
        public synchronized void opened() {
            SpeechSocket current = socket();
            if (over || current == null) {
                return;
            }
            open = true;
            progressAt = System.nanoTime();
            String opening = protocol.opening();
            if (opening != null) {
                current.send(opening);
            }
            written.forEach(current::send);
        }

        @Override
        public void text(String message) {
            JsonNode json;
            try {
                json = Json.MAPPER.readTree(message);
            } catch (JsonProcessingException notJson) {
                json = null;
            }
            synchronized (this) {
                if (over) {
                    return;
                }
                if (json != null && json.isObject()) {
                    protocol.read(json, this);
                } else if (++invalid == MOST_INVALID) {
                    failed("sends what is not in its protocol", true);
                }
            }
        }

        @Override
        public synchronized void sound(ByteBuffer sound) {
            int length = sound.remaining();
            if (piece.length < length) {
                piece = new byte[length];
            }
            sound.get(piece, 0, length);
            take(piece, length);
        }

        @Override
        public void sound(byte[] pcm) {
            take(pcm, pcm.length);
        }

        private void take(byte[] pcm, int length) {
            if (over) {
                return;
            }
            if (bytes == 0 && protocol.sentencesOfAConnection() == 1) {
                spares.prepare(address);
            }
            bytes += length;
            progressAt = System.nanoTime();
            if (bytes > MOST_BYTES) {
                failed("gives sound without end", true);
                return;
            }
            frames.add(pcm, 0, length);
        }

        @Override
        public void done() {
            if (!over) {
                frames.flush();
                SpareSockets.Spare last = finish();
                if (last != null && last.uses() < protocol.sentencesOfAConnection()) {
                    spares.giveBack(last);
                } else if (last != null) {
                    last.socket().close();
                }
                listener.done();
            }
        }

        @Override
        public void failed(String what, boolean refused) {
            SpeechSocket current = socket();
            if (!over && current != null) {
                current.end(what, refused);
            }
        }

        @Override
        public synchronized void closed(SpeechException why, boolean refused) {
            if (over) {
                return;
            }
            open = false;
            connection = null;
            if (bytes == 0 && !refused && attempts < ATTEMPTS) {
                LOG.info("{} Connecting again.", why.getMessage());
                connect();
                return;
            }
            frames.flush();
            finish();
            listener.failed(why);
        }
    }
}
