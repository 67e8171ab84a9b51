package com.osmtalk.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Allocation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is inside the narrower band passes as it is; what is outside is gone, and so are its images. */
class ResamplerTest {
    private static final double LOUD = 10_000;

    @ParameterizedTest
    @CsvSource({
        "8000,  16000, 100",
        "8000,  16000, 1000",
        "8000,  16000, 3400",
        "16000, 8000,  1000",
        "16000, 8000,  3400",
        "48000, 16000, 7000",
        "16000, 48000, 7000",
        "24000, 16000, 7000",
        "16000, 24000, 7000",
        "44100, 16000, 5000",
    })
    void whatIsInTheBandPasses(int from, int to, int hertz) {
        short[] out = resampled(from, to, hertz);
        double[] at = tone(out, to, hertz);
        double loudness = at[0];
        assertThat(loudness).isBetween(0.93 * LOUD, 1.07 * LOUD);
        // all that is there besides: at least 55 dB less
        assertThat(at[1]).isLessThan(LOUD / 560);
    }

    @ParameterizedTest
    @CsvSource({
        "16000, 8000, 4300",
        "16000, 8000, 7000",
        "48000, 16000, 9000",
        "24000, 16000, 9000",
        "44100, 16000, 12000"
    })
    void whatIsAboveItIsGone(int from, int to, int hertz) {
        assertThat(tone(resampled(from, to, hertz), to, 50)[1]).isLessThan(LOUD / 560);
    }

    @ParameterizedTest
    @CsvSource({"8000, 16000", "16000, 8000", "48000, 16000", "16000, 24000"})
    void makesNoGarbage(int from, int to) {
        Resampler resampler = new Resampler(from, to);
        short[] in = new short[from / 50];
        short[] out = new short[resampler.mostOf(in.length)];
        assertThat(Allocation.perRound(2_000, () -> resampler.resample(in, in.length, out)))
                .isLessThan(1);
    }

    @Test
    void theLoudestSoundIsClippedAndDoesNotTurnRound() {
        Resampler resampler = new Resampler(8_000, 16_000);
        short[] in = new short[160];
        short[] out = new short[resampler.mostOf(160)];
        for (int i = 0; i < 160; i++) {
            in[i] = i % 40 < 20 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        int count = resampler.resample(in, 160, out);
        // the filter delays by 24 samples of the input
        for (int i = 60; i < count; i++) {
            int place = Math.floorMod(i - 48, 80);
            if (place > 10 && place < 30 || place > 50 && place < 70) {
                assertThat(out[i] > 0).isEqualTo(place < 40);
            }
        }
    }

    /** In frames of 20 ms, with what the filter has not yet heard all of left out. */
    private static short[] resampled(int from, int to, int hertz) {
        Resampler resampler = new Resampler(from, to);
        int frames = 60;
        short[] in = new short[from / 50];
        short[] frame = new short[resampler.mostOf(in.length)];
        short[] out = new short[to / 50 * frames];
        int written = 0;
        for (int i = 0; i < frames; i++) {
            for (int j = 0; j < in.length; j++) {
                in[j] = (short) Math.round(LOUD * Math.sin(2 * Math.PI * hertz * (i * in.length + j) / from));
            }
            int count = resampler.resample(in, in.length, frame);
            System.arraycopy(frame, 0, out, written, Math.min(count, out.length - written));
            written = Math.min(out.length, written + count);
        }
        assertThat(written).isBetween(out.length - 2, out.length);
        return Arrays.copyOfRange(out, to / 50 * 5, to / 50 * 55);
    }

    /** The amplitude of a tone, and the root mean square of what is left without it. */
    private static double[] tone(short[] sound, int rate, int hertz) {
        double sine = 0;
        double cosine = 0;
        for (int i = 0; i < sound.length; i++) {
            sine += sound[i] * Math.sin(2 * Math.PI * hertz * i / rate);
            cosine += sound[i] * Math.cos(2 * Math.PI * hertz * i / rate);
        }
        sine *= 2.0 / sound.length;
        cosine *= 2.0 / sound.length;
        double left = 0;
        for (int i = 0; i < sound.length; i++) {
            double angle = 2 * Math.PI * hertz * i / rate;
            left += Math.pow(sound[i] - sine * Math.sin(angle) - cosine * Math.cos(angle), 2);
        }
        return new double[] {Math.hypot(sine, cosine), Math.sqrt(left / sound.length)};
    }
}
