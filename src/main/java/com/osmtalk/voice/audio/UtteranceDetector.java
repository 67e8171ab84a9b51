package com.osmtalk.voice.audio;

import java.util.Arrays;

/**
 * Cuts a stream of frames into utterances, for recognisers that want a whole one at a time. Its buffers are used again
 * for every utterance: a ring for the 300 ms before speech is noticed, so that no first syllable is lost, and one for
 * the speech, which grows while it is spoken and holds 30 seconds at most. Someone who speaks longer, or music on hold,
 * is handed on in pieces of that length. For one thread at a time.
 */
public final class UtteranceDetector implements FrameSink {
    private static final int FRAMES_BEFORE = 15;
    private static final int FIRST_FRAMES = 100;
    private static final int MOST_FRAMES = 1_500;

    private final Listener listener;
    private final VoiceActivity activity = new VoiceActivity();
    private final byte[] before = new byte[FRAMES_BEFORE * Pcm.FRAME_BYTES];
    private int framesBefore;
    private int nextBefore;
    private byte[] utterance = {};
    private int length;

    public UtteranceDetector(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void frame(byte[] pcm, int offset) {
        boolean speaking = activity.isSpeaking();
        VoiceActivity.Change change = activity.hear(pcm, offset);
        if (!speaking) {
            remember(pcm, offset);
            if (change == VoiceActivity.Change.STARTED) {
                begin();
            }
            return;
        }
        append(pcm, offset, Pcm.FRAME_BYTES);
        if (change == VoiceActivity.Change.STOPPED) {
            listener.ended(utterance, length, activity.silentMillis());
        } else if (length == MOST_FRAMES * Pcm.FRAME_BYTES) {
            activity.stop();
            listener.ended(utterance, length, activity.silentMillis());
        }
    }

    private void remember(byte[] pcm, int offset) {
        System.arraycopy(pcm, offset, before, nextBefore * Pcm.FRAME_BYTES, Pcm.FRAME_BYTES);
        nextBefore = (nextBefore + 1) % FRAMES_BEFORE;
        framesBefore = Math.min(framesBefore + 1, FRAMES_BEFORE);
    }

    private void begin() {
        length = 0;
        int oldest = Math.floorMod(nextBefore - framesBefore, FRAMES_BEFORE);
        for (int i = 0; i < framesBefore; i++) {
            append(before, (oldest + i) % FRAMES_BEFORE * Pcm.FRAME_BYTES, Pcm.FRAME_BYTES);
        }
        framesBefore = 0;
        listener.began();
    }

    private void append(byte[] pcm, int offset, int count) {
        if (length + count > utterance.length) {
            int larger = Math.max(FIRST_FRAMES * Pcm.FRAME_BYTES, 2 * utterance.length);
            utterance = Arrays.copyOf(utterance, Math.min(larger, MOST_FRAMES * Pcm.FRAME_BYTES));
        }
        System.arraycopy(pcm, offset, utterance, length, count);
        length += count;
    }

    /** Is told what is found, at the frame that shows it. */
    public interface Listener {
        /** Somebody has begun to speak. */
        void began();

        /**
         * Somebody has stopped.
         *
         * @param pcm the utterance, from a little before it began; copy it to keep it, for the next one overwrites it
         * @param length how many bytes of {@code pcm} are the utterance
         * @param silentMillis how much silence is at its end
         */
        void ended(byte[] pcm, int length, long silentMillis);
    }
}
