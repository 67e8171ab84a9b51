package com.osmtalk.voice.carrier;

import com.osmtalk.api.FailureReason;

/** What happens on a line, told as events of the call's timeline. */
public interface LineEvents {
    void ringing();

    void answered();

    /** The first sound of what the agent says has gone out. */
    void audible();

    /** The agent's sentence has been spoken to its end. */
    void spoken();

    /**
     * The other side has begun to speak and has the floor; {@link #heard} follows with the words. Told again where they
     * go on.
     */
    void callerSpeaking();

    /**
     * Something begins to be heard on a line with sound: words or noise, nobody knows yet. {@link #heard} follows in
     * either case.
     */
    default void soundBegan() {
        callerSpeaking();
    }

    /**
     * What is heard is a voice. It may be a caller who wants the floor, or one who only agrees; that is for the
     * conversation to find out, by how long it lasts and by its words.
     *
     * @param millisAgo how long ago it began
     */
    default void voiceBegan(long millisAgo) {}

    /** The voice is silent again. */
    default void voiceEnded() {}

    /** What the words may come to that are being said; they can still change. */
    default void partial(String words) {
        callerSpeaking();
    }

    /** A tone has been heard to its end, such as the beep of an answering machine. */
    default void beep() {}

    void heard(Heard words);

    /** @param key 0 to 9, star or hash */
    void digit(char key);

    /** The other side has hung up. */
    void hungUp();

    /** The call did not come about, or the line broke. */
    void failed(FailureReason reason);

    /** @param detail what the carrier has said, in a sentence of ours */
    default void failed(FailureReason reason, String detail) {
        failed(reason);
    }

    /**
     * Words from the other side.
     *
     * @param text empty: it was noise
     * @param startedAt line time of the first sound, in milliseconds
     * @param endedAt line time of the last sound
     * @param waited for how long after it there had to be silence, so that it was taken for the end; if more has
     *     passed, it is the recogniser's own time
     */
    record Heard(String text, long startedAt, long endedAt, long waited) {
        /** Words that were told at once. */
        public Heard(String text, long startedAt, long endedAt) {
            this(text, startedAt, endedAt, 0);
        }
    }
}
