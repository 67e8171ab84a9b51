package com.osmtalk.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Allocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToneDetectorTest {
    private final ToneDetector detector = new ToneDetector();

    @ParameterizedTest
    @ValueSource(doubles = {350, 440, 1_000, 1_400, 2_000})
    void aBeepIsHeardOnceItIsOver(double hertz) {
        SyntheticSound beep =
                new SyntheticSound().voice(1_200, 120, 5_000).silence(300).tone(400, 3_000, hertz);

        assertThat(beeps(beep)).isZero();
        assertThat(beeps(new SyntheticSound().silence(200))).isEqualTo(1);
    }

    @Test
    void shortOrEndlessTonesAndTonesElsewhereAreNone() {
        assertThat(beeps(new SyntheticSound()
                        .tone(120, 5_000, 1_000)
                        .silence(500)
                        .tone(6_000, 5_000, 425)
                        .silence(500)
                        .tone(500, 5_000, 250)
                        .silence(500)
                        .tone(500, 5_000, 2_600)
                        .silence(500)))
                .isZero();
    }

    @Test
    void keysVoicesAndMusicAreNone() {
        SyntheticSound sound = new SyntheticSound().tone(400, 6_000, 770, 1_336).silence(200);
        sound.voice(3_000, 120, 5_000).voice(3_000, 230, 5_000);
        sound.melody(300, 392, 440, 523, 659).chord(1_000, 262, 330, 392).silence(200);

        assertThat(beeps(sound)).isZero();
    }

    @Test
    void hearingAFrameMakesNoGarbage() {
        byte[] tone = new SyntheticSound().tone(400, 5_000, 1_000).pcm();

        assertThat(Allocation.perRound(10_000, () -> detector.hear(tone, 0))).isLessThan(1);
    }

    private int beeps(SyntheticSound sound) {
        byte[] pcm = sound.pcm();
        int beeps = 0;
        for (int at = 0; at < pcm.length; at += Pcm.FRAME_BYTES) {
            beeps += detector.hear(pcm, at) ? 1 : 0;
        }
        return beeps;
    }
}
