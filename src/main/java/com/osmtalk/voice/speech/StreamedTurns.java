package com.osmtalk.voice.speech;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The turns of a caller as a service's stream tells them, told on in the order that {@link ListeningSession.Listener}
 * wants. Words go on to belong to the turn that is open when a connection breaks in the middle of it. Guarded by
 * whoever uses it.
 */
final class StreamedTurns {
    static final int LONGEST_TEXT = 4_000;

    private final ListeningSession.Listener listener;
    private boolean open;
    private long toldAt;
    private double beganAt;

    StreamedTurns(ListeningSession.Listener listener) {
        this.listener = listener;
    }

    boolean isOpen() {
        return open;
    }

    /** Whether a turn is open of which nothing was told for so long. */
    boolean isOpenAndQuietFor(long nanos) {
        return open && System.nanoTime() - toldAt > nanos;
    }

    /** The place of the stream, in seconds, at which the open turn was noticed. */
    double beganAt() {
        return beganAt;
    }

    /** The stream has begun anew, with the turn that is open. */
    void streamBegan() {
        beganAt = 0;
    }

    /** A turn has begun at a place of the stream, if none is open. */
    void begin(double seconds) {
        if (!open) {
            beganAt = seconds;
        }
        begin();
    }

    /** A turn has begun, if none is open. */
    void begin() {
        toldAt = System.nanoTime();
        if (!open) {
            open = true;
            listener.speechStarted();
        }
    }

    /** What the words of the turn may be, from its beginning. */
    void partial(String words) {
        if (!words.isEmpty()) {
            begin();
            listener.partial(words);
        }
    }

    /** The next words, which do not change any more. */
    void words(String words) {
        if (!words.isEmpty()) {
            begin();
            listener.words(words);
        }
    }

    /** The caller fell silent. */
    void stopped(long millisAgo) {
        if (open) {
            listener.speechStopped(Math.max(0, millisAgo));
        }
    }

    /** The turn is over, if one is open. */
    void end() {
        if (open) {
            open = false;
            listener.turnEnded();
        }
    }

    void failed(SpeechException reason) {
        listener.failed(reason);
    }

    /** A text of a service, as it may be shown: bounded, without what no database takes. */
    static String text(JsonNode node) {
        String text = node.asText("").replace('\0', ' ').strip();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
