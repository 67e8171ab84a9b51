package com.osmtalk.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VoiceActivityTest {
    private final Random chance = new Random(7);
    private final List<String> told = new ArrayList<>();
    private final List<byte[]> utterances = new ArrayList<>();
    private final UtteranceDetector detector = new UtteranceDetector(new UtteranceDetector.Listener() {
        @Override
        public void began() {
            told.add("began");
        }

        @Override
        public void ended(byte[] pcm, int length, long silentMillis) {
            told.add("ended");
            utterances.add(Arrays.copyOf(pcm, length));
        }
    });

    @Test
    void speechBetweenSilencesIsOneUtteranceWithALittleBefore() {
        hear(50, 60);
        hear(50, 4_000);
        assertThat(told).containsExactly("began");
        hear(50, 60);

        assertThat(told).containsExactly("began", "ended");
        assertThat(Pcm.millis(utterances.get(0).length)).isBetween(1_500L, 2_100L);
    }

    @Test
    void aGapWithinAWordDoesNotEndIt() {
        hear(20, 60);
        hear(30, 4_000);
        hear(10, 60);
        hear(30, 4_000);
        hear(50, 60);

        assertThat(told).containsExactly("began", "ended");
    }

    @Test
    void aClickIsNoSpeech() {
        hear(20, 60);
        hear(2, 20_000);
        hear(50, 60);

        assertThat(told).isEmpty();
    }

    @Test
    void steadyNoiseIsNoSpeechAndSpeechOverItIs() {
        hear(500, 300);
        assertThat(told).isEmpty();
        hear(50, 6_000);
        hear(50, 300);
        assertThat(told).containsExactly("began", "ended");
    }

    @Test
    void whoNeverStopsIsHandedOnInPiecesSoThatMemoryIsBounded() {
        hear(10, 60);
        hear(4_000, 8_000);

        assertThat(utterances).hasSizeGreaterThan(1);
        assertThat(utterances).allMatch(pcm -> Pcm.millis(pcm.length) <= 30_000);
    }

    private void hear(int frames, int amplitude) {
        for (int i = 0; i < frames; i++) {
            byte[] frame = new byte[Pcm.FRAME_BYTES];
            for (int sample = 0; sample < frame.length / 2; sample++) {
                Pcm.put(frame, 2 * sample, chance.nextInt(2 * amplitude) - amplitude);
            }
            detector.frame(frame, 0);
        }
    }
}
