package com.osmtalk.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Allocation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceDetectorTest {
    private final VoiceDetector detector = new VoiceDetector();
    private final List<VoiceDetector.Change> changes = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(doubles = {95, 130, 180, 240})
    void aVoiceIsHeardHighOrLow(double pitch) {
        long longest = longestVoice(
                new SyntheticSound().silence(1_000).voice(2_000, pitch, 5_000).silence(500));

        assertThat(longest).isGreaterThanOrEqualTo(1_000);
        assertThat(detector.isSpeaking()).isFalse();
    }

    @Test
    void aWordIsShorterThanASentence() {
        long word = longestVoice(
                new SyntheticSound().silence(1_000).voice(320, 130, 5_000).silence(500));

        assertThat(word).isBetween(120L, 400L);
        assertThat(changes).containsExactly(VoiceDetector.Change.STARTED, VoiceDetector.Change.STOPPED);
    }

    @Test
    void aCoughADoorAndTrafficAreNoVoice() {
        SyntheticSound sound = new SyntheticSound().silence(1_000);
        sound.cough().silence(200).cough().silence(500).door().silence(500).traffic(4_000);

        assertThat(longestVoice(sound)).as("an agent stops after 500 ms").isLessThan(300);
    }

    @Test
    void musicIsNoVoice() {
        SyntheticSound sound = new SyntheticSound().silence(1_000);
        for (int i = 0; i < 3; i++) {
            sound.melody(250, 262, 294, 330, 349, 392, 349, 330, 294);
            sound.chord(800, 131, 165, 196).chord(800, 110, 131, 165).chord(800, 175, 220, 262);
        }
        sound.tone(2_000, 6_000, 440, 480);

        assertThat(longestVoice(sound)).isZero();
    }

    @Test
    void aTelevisionIsNotTheCaller() {
        SyntheticSound sound =
                new SyntheticSound().silence(500).voice(2_000, 180, 6_000).silence(1_000);
        assertThat(longestVoice(sound)).isPositive();
        changes.clear();

        assertThat(longestVoice(
                        new SyntheticSound().voice(3_000, 120, 700).silence(300).voice(3_000, 210, 700)))
                .isZero();
        assertThat(changes).isEmpty();
        assertThat(longestVoice(new SyntheticSound().silence(500).voice(2_000, 180, 3_000)))
                .as("the caller, a little less loud than before")
                .isGreaterThan(500);
    }

    @Test
    void hearingAFrameMakesNoGarbage() {
        byte[] voice = new SyntheticSound().voice(2_000, 130, 5_000).pcm();
        int[] at = {0};

        double bytes = Allocation.perRound(10_000, () -> {
            detector.hear(voice, at[0]);
            at[0] = (at[0] + Pcm.FRAME_BYTES) % voice.length;
        });

        assertThat(bytes).isLessThan(1);
    }

    private long longestVoice(SyntheticSound sound) {
        byte[] pcm = sound.pcm();
        long longest = 0;
        for (int at = 0; at < pcm.length; at += Pcm.FRAME_BYTES) {
            VoiceDetector.Change change = detector.hear(pcm, at);
            if (change != VoiceDetector.Change.NONE) {
                changes.add(change);
            }
            longest = Math.max(longest, detector.isSpeaking() ? detector.voiceMillis() : 0);
        }
        return longest;
    }
}
