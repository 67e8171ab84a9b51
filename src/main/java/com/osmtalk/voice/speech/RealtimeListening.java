package com.osmtalk.voice.speech;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.audio.VoiceActivity;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens through OpenAI's realtime protocol. Where speech begins and ends is found here, so that silence costs nothing
 * and every server with the protocol can be used, whether it finds turns or not; the sound of an utterance goes out
 * while it is spoken. One utterance is under way at a time, since answers of some servers don't say which they are for;
 * the next waits in the ring, and so does all that has no answer yet when the connection is lost.
 *
 * @see RealtimeProtocol
 */
final class RealtimeListening implements SpeechToText {
    private static final Logger LOG = LoggerFactory.getLogger(RealtimeListening.class);
    private static final int MOST_FRAMES = 30_000 / Pcm.FRAME_MILLIS;
    /** Longer speech, or music on hold, is recognised in pieces. */
    private static final int LONGEST_UTTERANCE = 25_000 / Pcm.FRAME_MILLIS;
    /** From before speech is noticed, so that no first syllable is lost. */
    private static final int FRAMES_BEFORE = 400 / Pcm.FRAME_MILLIS;

    /** A server that has not told of its session by then is spoken to all the same. */
    private static final long GREETING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SpeechSettings.Service service;
    private final Duration timeout;
    private final ScheduledExecutorService timer;

    RealtimeListening(SpeechSettings.Service service, ScheduledExecutorService timer) {
        this.service = service;
        this.timeout = service.timeout();
        this.timer = timer;
    }

    @Override
    public ListeningSession listen(ListeningTerms terms, ListeningSession.Listener listener) {
        Session session = new Session(terms, listener);
        session.connection.open();
        return session;
    }

    /** Something said without a pause. */
    private static final class Utterance {
        private final long start;
        /** The frame after its last; negative while it is spoken. */
        private long end = -1;

        private long sent;
        private boolean begun;
        private boolean committed;
        private long committedAt;
        private String item = "";
        private final StringBuilder perhaps = new StringBuilder();

        Utterance(long start) {
            this.start = start;
            this.sent = start;
        }

        /** Nothing of it is known to the service any more. */
        void beginAnew() {
            sent = start;
            begun = false;
            committed = false;
            item = "";
            perhaps.setLength(0);
        }
    }

    private final class Session implements ListeningSession, LastingConnection.Listener {
        private final ListeningTerms terms;
        private final Listener listener;
        private final LastingConnection connection;

        // guarded by the connection
        private final FrameRing ring = new FrameRing(MOST_FRAMES);
        private final VoiceActivity activity = new VoiceActivity();
        private final Deque<Utterance> utterances = new ArrayDeque<>();
        private @Nullable Utterance spoken;
        private @Nullable RealtimeProtocol protocol;
        private long connectedAt;
        private boolean accepted;
        private boolean over;

        Session(ListeningTerms terms, Listener listener) {
            this.terms = terms;
            this.listener = listener;
            this.connection = new LastingConnection(RealtimeProtocol.address(service, terms), timeout, timer, this);
        }

        // ---- the caller

        @Override
        public void frame(byte[] pcm, int offset) {
            synchronized (connection) {
                if (over) {
                    return;
                }
                ring.add(pcm, offset);
                switch (activity.hear(pcm, offset)) {
                    case STARTED -> began(ring.end() - FRAMES_BEFORE);
                    case STOPPED -> ended(activity.silentMillis());
                    case NONE -> {
                        if (spoken != null && ring.end() - spoken.start >= LONGEST_UTTERANCE) {
                            ended(0);
                            began(ring.end());
                        }
                    }
                }
                send();
                Utterance oldest = utterances.peek();
                ring.release(oldest == null ? ring.end() - FRAMES_BEFORE : oldest.start);
            }
        }

        private void began(long at) {
            if (!connection.isAway()) {
                spoken = new Utterance(Math.max(at, ring.first()));
                utterances.add(spoken);
                listener.speechStarted();
            }
        }

        private void ended(long silentMillis) {
            if (spoken != null) {
                spoken.end = ring.end();
                spoken = null;
                listener.speechStopped(silentMillis);
            }
        }

        /** Sends what can be sent of the utterance that is under way. */
        private void send() {
            Utterance first = utterances.peek();
            SpeechSocket socket = connection.socket();
            RealtimeProtocol speaking = protocol;
            if (first == null || socket == null || speaking == null || first.committed) {
                return;
            }
            if (!first.begun) {
                first.begun = true;
                speaking.begin(socket);
            }
            long until = first.end < 0 ? ring.end() : first.end;
            first.sent = Math.max(first.sent, ring.first());
            while (until - first.sent >= RealtimeProtocol.FRAMES || first.end >= 0 && until > first.sent) {
                int count = (int) Math.min(RealtimeProtocol.FRAMES, until - first.sent);
                if (!speaking.append(socket, ring, first.sent, count)) {
                    return;
                }
                first.sent += count;
            }
            if (first.end >= 0) {
                first.committed = true;
                first.committedAt = System.nanoTime();
                speaking.commit(socket);
            }
        }

        // ---- the service

        @Override
        public void connected(SpeechSocket socket) {
            connectedAt = System.nanoTime();
        }

        private void greet(JsonNode session) {
            SpeechSocket socket = connection.socket();
            if (socket != null && protocol == null) {
                protocol = RealtimeProtocol.of(session);
                socket.send(protocol.update(service, terms));
                send();
            }
        }

        @Override
        public void received(JsonNode message) {
            if (over) {
                return;
            }
            switch (message.path("type").asText()) {
                case "session.created" -> greet(message);
                case "session.updated" -> accepted = true;
                case "input_audio_buffer.committed" -> {
                    Utterance first = utterances.peek();
                    if (first != null && first.committed && first.item.isEmpty()) {
                        first.item = message.path("item_id").asText();
                    }
                }
                case "conversation.item.input_audio_transcription.delta", "transcription.delta" ->
                    partial(
                            message.path("delta").asText(),
                            message.path("item_id").asText());
                case "conversation.item.input_audio_transcription.completed" ->
                    completed(
                            StreamedTurns.text(message.path("transcript")),
                            message.path("item_id").asText());
                case "transcription.done" -> completed(StreamedTurns.text(message.path("text")), "");
                case "conversation.item.input_audio_transcription.failed" -> {
                    listener.failed(new SpeechException(service.title() + " could not recognise what was said: "
                            + RealtimeProtocol.complaint(message)));
                    completed("", message.path("item_id").asText());
                }
                case "error" -> error(message);
                default -> {
                    // what is told beside it, and what may come to the protocol
                }
            }
        }

        private void partial(String more, String item) {
            Utterance first = utterances.peek();
            if (first != null && (item.isEmpty() || first.item.isEmpty() || item.equals(first.item))) {
                first.perhaps.append(more.replace('\0', ' '));
                String words = first.perhaps.toString().strip();
                if (!words.isEmpty() && words.length() <= StreamedTurns.LONGEST_TEXT) {
                    listener.partial(words);
                }
            }
        }

        private void completed(String words, String item) {
            accepted = true;
            Utterance first = utterances.peek();
            if (first == null) {
                return;
            }
            if (!words.isEmpty()) {
                listener.words(words);
            }
            // a server that finds pauses by itself answers for pieces before the whole has been committed
            boolean piece = !first.committed || !item.isEmpty() && !first.item.isEmpty() && !item.equals(first.item);
            if (!piece) {
                endFirst();
            }
        }

        private void endFirst() {
            utterances.remove();
            listener.turnEnded();
            send();
        }

        private void error(JsonNode message) {
            String complaint = RealtimeProtocol.complaint(message);
            if (!accepted && service.isAtVendor()) {
                connection.refuse("does not do what is asked for: " + complaint);
                return;
            }
            LOG.warn("{} reports an error: {}", service.title(), complaint);
            Utterance first = utterances.peek();
            if (first != null && first.committed && complaint.contains("buffer")) {
                endFirst(); // it has nothing to recognise, as when it found the pause itself
            }
        }

        @Override
        public void lost() {
            protocol = null;
            Utterance first = utterances.peek();
            if (first != null) {
                first.beginAnew();
            }
        }

        @Override
        public void away(SpeechException why) {
            if (!over) {
                listener.failed(why);
                spoken = null;
                while (utterances.poll() != null) {
                    listener.turnEnded();
                }
                ring.release(ring.end());
            }
        }

        @Override
        public void tick() {
            long now = System.nanoTime();
            if (protocol == null && now - connectedAt > GREETING_NANOS) {
                greet(RealtimeProtocol.UNTOLD);
            }
            Utterance first = utterances.peek();
            if (first != null && first.committed && now - first.committedAt > timeout.toNanos()) {
                listener.failed(new SpeechException(service.title() + " did not answer in time."));
                endFirst();
                connection.replace("did not answer in time");
            }
        }

        @Override
        public void close() {
            synchronized (connection) {
                over = true;
                connection.close();
            }
        }
    }
}
