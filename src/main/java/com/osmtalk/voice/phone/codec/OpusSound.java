package com.osmtalk.voice.phone.codec;

import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.audio.Resampler;
import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opus (RFC 6716), by the library Concentus. It allocates for each frame, which nobody outside of it can change.
 */
final class OpusSound {
    private static final Logger LOG = LoggerFactory.getLogger(OpusSound.class);
    private static final int FRAME_SAMPLES = Pcm.FRAME_BYTES / 2;
    /** What Opus decodes to. Asked for 16,000, Concentus 1.0.2 gives silence for packets of its hybrid mode. */
    private static final int DECODED_RATE = 48_000;

    private static final int DECODED_FRAME = DECODED_RATE / 50;
    /** 120 ms, the most a packet has (RFC 6716, 3.2.5). */
    private static final int MOST_DECODED = 6 * DECODED_FRAME;

    private OpusSound() {}

    static final class Encoder implements SoundEncoder {
        /** Of wideband speech, RFC 7587, 3.1.1. */
        private static final int BITS_PER_SECOND = 24_000;
        /**
         * Of 10. A frame takes 0.45 ms of processor time so, and 0.8 ms with 4; in the first second, before Java has
         * compiled it, five times as much. It is taken from the thread that sends for all calls.
         */
        private static final int COMPLEXITY = 1;

        private static final int MOST_BYTES = 400;

        private final OpusEncoder encoder;
        private final short[] samples = new short[FRAME_SAMPLES];

        Encoder() {
            try {
                encoder = new OpusEncoder(Pcm.SAMPLES_PER_SECOND, 1, OpusApplication.OPUS_APPLICATION_VOIP);
            } catch (OpusException e) {
                throw new IllegalStateException("Opus has no 16 kHz", e);
            }
            encoder.setBitrate(BITS_PER_SECOND);
            encoder.setComplexity(COMPLEXITY);
        }

        @Override
        public int encode(byte[] pcm, int offset, byte[] packet, int at) {
            for (int i = 0; i < FRAME_SAMPLES; i++) {
                samples[i] = Pcm.sample(pcm, offset + 2 * i);
            }
            try {
                return encoder.encode(samples, 0, FRAME_SAMPLES, packet, at, MOST_BYTES);
            } catch (OpusException e) {
                throw new IllegalStateException("a frame could not be written as Opus", e);
            }
        }
    }

    static final class Decoder implements SoundDecoder {
        private final OpusDecoder decoder;
        private final Resampler toWideBand = new Resampler(DECODED_RATE, Pcm.SAMPLES_PER_SECOND);
        private final short[] decoded = new short[MOST_DECODED];
        private final short[] wide = new short[toWideBand.mostOf(MOST_DECODED)];

        Decoder() {
            try {
                decoder = new OpusDecoder(DECODED_RATE, 1);
            } catch (OpusException e) {
                throw new IllegalStateException("Opus has no 48 kHz", e);
            }
        }

        @Override
        public int decode(byte[] payload, int offset, int length, byte[] pcm) {
            return decode(payload, offset, length, pcm, MOST_DECODED, false);
        }

        @Override
        public int recover(byte[] next, int offset, int length, byte[] pcm) {
            return decode(next, offset, length, pcm, DECODED_FRAME, true);
        }

        private int decode(byte[] payload, int offset, int length, byte[] pcm, int most, boolean ofTheOneBefore) {
            // no payload at all would have the library conceal a loss
            if (length == 0) {
                return 0;
            }
            int count;
            try {
                count = decoder.decode(payload, offset, length, decoded, 0, most, ofTheOneBefore);
            } catch (OpusException | RuntimeException e) {
                // of a packet that is no Opus, it throws what comes: bounds, assertions
                LOG.debug("a packet is no Opus: {}", e.toString());
                return 0;
            }
            int samples = toWideBand.resample(decoded, count, wide);
            for (int i = 0; i < samples; i++) {
                Pcm.put(pcm, 2 * i, wide[i]);
            }
            return 2 * samples;
        }
    }
}
