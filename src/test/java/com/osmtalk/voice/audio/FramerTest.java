package com.osmtalk.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramerTest {
    private static final int FRAMES = 20;

    private final byte[] sound = new byte[FRAMES * Pcm.FRAME_BYTES];
    private final ByteArrayOutputStream framed = new ByteArrayOutputStream();
    private final Framer framer = new Framer((pcm, offset) -> framed.write(pcm, offset, Pcm.FRAME_BYTES));

    FramerTest() {
        new Random(2).nextBytes(sound);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 320, 639, 640, 641, 1_280, 3_000})
    void piecesOfAnyLengthBecomeTheSameFrames(int piece) {
        for (int at = 0; at < sound.length; at += piece) {
            framer.add(sound, at, Math.min(piece, sound.length - at));
        }
        assertThat(framed.toByteArray()).isEqualTo(sound);
    }

    @Test
    void whatIsLeftAtTheEndIsFilledUpWithSilence() {
        framer.add(sound, 0, Pcm.FRAME_BYTES + 10);
        assertThat(framed.size()).isEqualTo(Pcm.FRAME_BYTES);
        framer.flush();
        framer.flush();

        assertThat(framed.size()).isEqualTo(2 * Pcm.FRAME_BYTES);
        assertThat(framed.toByteArray()[Pcm.FRAME_BYTES + 9]).isEqualTo(sound[Pcm.FRAME_BYTES + 9]);
        assertThat(framed.toByteArray()[Pcm.FRAME_BYTES + 10]).isZero();
    }
}
