package com.osmtalk.voice.audio;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a WAV file into frames while it comes, in pieces of any length, whatever its rate and number of channels are.
 * For one thread at a time.
 */
public final class StreamedWave {
    /** More than stands before the sound of any file. */
    private static final int MOST_HEADER_BYTES = 64 * 1024;

    private final Framer frames;
    private byte[] header = new byte[512];
    private int headerBytes;
    private Wave.@Nullable Header format;
    private @Nullable Resampler resampler;
    private long soundLeft;

    /** A sample of all channels that lies across two pieces. */
    private byte[] sample = {};

    private int sampleBytes;
    private short[] in = new short[2_048];
    private short[] out = {};
    private byte[] pcm = {};

    /** @param sink is given each frame as soon as it is complete */
    public StreamedWave(FrameSink sink) {
        this.frames = new Framer(sink);
    }

    /**
     * Takes the next piece, which is not kept.
     *
     * @throws WaveFormatException when it is no WAV file of 16-bit PCM
     */
    public void add(byte[] piece, int offset, int length) throws WaveFormatException {
        if (format != null) {
            addSound(piece, offset, length);
            return;
        }
        if (headerBytes + length > header.length) {
            byte[] larger = new byte[Math.max(2 * header.length, headerBytes + length)];
            System.arraycopy(header, 0, larger, 0, headerBytes);
            header = larger;
        }
        System.arraycopy(piece, offset, header, headerBytes, length);
        headerBytes += length;
        Optional<Wave.Header> read = Wave.header(header, headerBytes);
        if (read.isPresent()) {
            begin(read.get());
        } else if (headerBytes > MOST_HEADER_BYTES) {
            throw new WaveFormatException("the WAV file has no sound in it");
        }
    }

    private void begin(Wave.Header read) {
        format = read;
        soundLeft = read.soundBytes();
        sample = new byte[2 * read.channels()];
        if (read.rate() != Pcm.SAMPLES_PER_SECOND) {
            resampler = new Resampler(read.rate(), Pcm.SAMPLES_PER_SECOND);
        }
        addSound(header, read.soundAt(), headerBytes - read.soundAt());
        header = new byte[0];
    }

    private void addSound(byte[] piece, int offset, int length) {
        int end = offset + (int) Math.min(length, soundLeft);
        soundLeft -= end - offset;
        int count = 0;
        for (int at = offset; at < end; at++) {
            sample[sampleBytes++] = piece[at];
            if (sampleBytes == sample.length) {
                sampleBytes = 0;
                in[count++] = mean();
                if (count == in.length) {
                    give(count);
                    count = 0;
                }
            }
        }
        give(count);
    }

    private short mean() {
        int sum = 0;
        for (int at = 0; at < sample.length; at += 2) {
            sum += Pcm.sample(sample, at);
        }
        return (short) (2 * sum / sample.length);
    }

    private void give(int count) {
        short[] samples = in;
        int made = count;
        if (resampler != null) {
            int most = resampler.mostOf(count);
            if (out.length < most) {
                out = new short[most];
            }
            made = resampler.resample(in, count, out);
            samples = out;
        }
        if (pcm.length < 2 * made) {
            pcm = new byte[2 * made];
        }
        for (int i = 0; i < made; i++) {
            Pcm.put(pcm, 2 * i, samples[i]);
        }
        frames.add(pcm, 0, 2 * made);
    }

    /**
     * The file is at its end: gives the last frame, filled up with silence.
     *
     * @throws WaveFormatException when it ended before its sound
     */
    public void end() throws WaveFormatException {
        if (format == null) {
            throw new WaveFormatException(
                    headerBytes < 12 ? "the sound is no WAV file" : "the WAV file has no sound in it");
        }
        frames.flush();
    }
}
