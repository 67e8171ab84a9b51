package com.osmtalk.voice;

import com.osmtalk.voice.time.Countdown;
import com.osmtalk.voice.time.Timeline;
import java.time.Duration;

/**
 * How long the agent waits for a caller who says nothing, or does not come to an end: it asks once whether anybody is
 * there, then gives up. There is one countdown, since only one thing is waited for at a time.
 */
final class IdleTimer {
    private static final long LONGEST_SPEECH = 60_000;
    private static final long LAST_WORDS = 2_500;
    private static final long LONGEST_LAST_WORDS = 15_000;

    private final Countdown left;
    private final long silence;
    private final Host host;
    private boolean asked;

    /** @param idleTimeoutSeconds the agent's: how long it waits for a word */
    IdleTimer(Timeline timeline, int idleTimeoutSeconds, Host host) {
        this.left = new Countdown(timeline);
        this.silence = Duration.ofSeconds(idleTimeoutSeconds).toMillis();
        this.host = host;
    }

    /** Waits for the caller to begin, as long as the agent's idle timeout says. */
    void awaitAnswer() {
        left.start(silence, this::nothingHeard);
    }

    /** Waits for the words of a caller who has begun, a minute at most. */
    void awaitWords() {
        left.start(LONGEST_SPEECH, this::nothingHeard);
    }

    /** Waits a moment for the caller's goodbye, once the agent has said its own. */
    void awaitGoodbye() {
        left.start(LAST_WORDS, host::goodbyeTimedOut);
    }

    /** Waits for the words of a caller who has begun when the agent had said goodbye, 15 seconds at most. */
    void awaitLastWords() {
        left.start(LONGEST_LAST_WORDS, host::goodbyeTimedOut);
    }

    /** Waits for nobody. */
    void stop() {
        left.stop();
    }

    /** The caller is there: the next silence is a first one again. */
    void reset() {
        asked = false;
        stop();
    }

    private void nothingHeard() {
        if (asked) {
            host.secondSilence();
        } else {
            asked = true;
            host.firstSilence();
        }
    }

    /** The conversation that waits. */
    interface Host {
        /** Nothing was heard for so long that it is time to ask whether the caller is still there. */
        void firstSilence();

        /** The caller did not answer that either: it is time to give up. */
        void secondSilence();

        /** Nothing more came after the agent's goodbye: the call can end. */
        void goodbyeTimedOut();
    }
}
