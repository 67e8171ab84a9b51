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

    /** For the caller to begin. */
    void forAnAnswer() {
        left.start(silence, this::nothingHeard);
    }

    /** For the words of a caller who has begun. */
    void forWords() {
        left.start(LONGEST_SPEECH, this::nothingHeard);
    }

    /** For a goodbye, once the agent has said its own. */
    void forAGoodbye() {
        left.start(LAST_WORDS, host::nothingMoreHeard);
    }

    /** For the words of a caller who has begun when the agent had said goodbye. */
    void forLastWords() {
        left.start(LONGEST_LAST_WORDS, host::nothingMoreHeard);
    }

    /** Nobody is waited for. */
    void rest() {
        left.stop();
    }

    /** The caller is there: next time it asks again before it gives up. */
    void renew() {
        asked = false;
        rest();
    }

    private void nothingHeard() {
        if (asked) {
            host.nobodyThere();
        } else {
            asked = true;
            host.stillThere();
        }
    }

    /** The conversation that waits. */
    interface Host {
        /** It is time to ask whether the caller is still there. */
        void stillThere();

        /** The caller did not answer that either. */
        void nobodyThere();

        /** The goodbyes are said. */
        void nothingMoreHeard();
    }
}
