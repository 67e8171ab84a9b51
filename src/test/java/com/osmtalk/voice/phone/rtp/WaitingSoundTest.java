package com.osmtalk.voice.phone.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Tones;
import com.osmtalk.voice.audio.Pcm;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frames come as a network brings them, and are taken every 20 ms. */
class WaitingSoundTest {
    private static final byte[] LOUD = Tones.of(9_000, Pcm.FRAME_BYTES);
    private static final byte[] QUIET = Tones.of(20, Pcm.FRAME_BYTES);

    private final WaitingSound waiting = new WaitingSound();
    private final byte[] frame = new byte[Pcm.FRAME_BYTES];

    @Test
    void whatIsSaidIsHeardAndThenSilence() {
        waiting.add(LOUD, 0);
        assertThat(waiting.take(frame)).isTrue();
        assertThat(frame).isEqualTo(LOUD);
        assertThat(waiting.take(frame)).isFalse();
    }

    @Test
    void moreThanASecondIsNotKept() {
        for (int i = 0; i < 80; i++) {
            waiting.add(LOUD, 0);
        }
        assertThat(left(9_000)).isEqualTo(50);
    }

    @Test
    void aJoinedCallIsHeardWholeThoughItsFramesComeUnevenly() {
        waiting.setJoined(true);
        Random chance = new Random(2);
        int heard = 0;
        int sent = 0;
        int concealed = 0;
        for (int i = 0; i < 1_000; i++) {
            // up to three come at once, and none for as long
            int due = i + 1 - chance.nextInt(4);
            while (sent < due) {
                waiting.add(LOUD, 0);
                sent++;
            }
            waiting.take(frame);
            if (Pcm.sample(frame, Pcm.FRAME_BYTES - 2) == 9_000) {
                heard++;
            } else {
                concealed++;
            }
        }
        assertThat(concealed).isLessThan(10);
        assertThat(heard + left(9_000)).isGreaterThanOrEqualTo(sent - 1);
    }

    @Test
    void framesThatWaitWithoutNeedAreLeftOutWhereItIsQuiet() {
        waiting.setJoined(true);
        for (int i = 0; i < 20; i++) {
            waiting.add(LOUD, 0);
        }
        for (int i = 0; i < 300; i++) {
            waiting.add(LOUD, 0);
            waiting.take(frame);
        }
        for (int i = 0; i < 300; i++) {
            waiting.add(QUIET, 0);
            waiting.take(frame);
        }
        assertThat(left(20)).isBetween(1, 3);
    }

    /** How many frames of a sound wait; what is made up after the last one fades. */
    private int left(int sample) {
        int left = 0;
        while (waiting.take(frame) && Pcm.sample(frame, Pcm.FRAME_BYTES - 2) == sample) {
            left++;
        }
        return left;
    }
}
