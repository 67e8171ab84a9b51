package com.osmtalk.voice.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * WAV files of 16-bit PCM.
 *
 * @see <a href="https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html">WAVE specifications</a>
 */
public final class Wave {
    public static final int HEADER_BYTES = 44;

    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xfffe;

    private Wave() {}

    /** The header of a file with so many bytes of {@link Pcm} sound in it, of all channels together. */
    public static byte[] header(int channels, long soundBytes) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt((int) (HEADER_BYTES - 8 + soundBytes));
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        header.putShort((short) PCM).putShort((short) channels).putInt(Pcm.SAMPLES_PER_SECOND);
        header.putInt(Pcm.SAMPLES_PER_SECOND * 2 * channels)
                .putShort((short) (2 * channels))
                .putShort((short) 16);
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) soundBytes);
        return header.array();
    }

    /**
     * The sound of a file as {@link Pcm}, whatever its rate and number of channels are.
     *
     * @throws WaveFormatException when it is no such file
     */
    public static byte[] sound(byte[] file) throws WaveFormatException {
        Header header =
                header(file, file.length).orElseThrow(() -> new WaveFormatException("the WAV file has no sound in it"));
        // one that is streamed does not know its length beforehand
        int bytes = (int) Math.min(header.soundBytes(), file.length - header.soundAt());
        return resampled(file, header.soundAt(), bytes / (2 * header.channels()), header.channels(), header.rate());
    }

    /**
     * What stands before the sound.
     *
     * @param soundAt where the sound begins
     * @param soundBytes how long it says that it is; one that is streamed does not know, and says something large
     */
    record Header(int channels, int rate, int soundAt, long soundBytes) {}

    /**
     * Reads what stands before the sound, from the beginning of a file; empty while more of it is needed.
     *
     * @throws WaveFormatException when it is no WAV file of 16-bit PCM
     */
    static Optional<Header> header(byte[] file, int length) throws WaveFormatException {
        ByteBuffer in = ByteBuffer.wrap(file, 0, length).order(ByteOrder.LITTLE_ENDIAN);
        if (length < 12) {
            return Optional.empty();
        }
        if (!word(in).equals("RIFF") || in.getInt() == 0 || !word(in).equals("WAVE")) {
            throw new WaveFormatException("the sound is no WAV file");
        }
        int channels = 0;
        int rate = 0;
        while (in.remaining() >= 8) {
            String chunk = word(in);
            long size = in.getInt() & 0xffffffffL;
            if (chunk.equals("data") && channels > 0) {
                return Optional.of(new Header(channels, rate, in.position(), size));
            }
            if (chunk.equals("fmt ") && size >= 16 && in.remaining() >= 16) {
                int at = in.position();
                int format = in.getShort() & 0xffff;
                channels = in.getShort();
                rate = in.getInt();
                int bits = in.getShort(at + 14);
                if (format != PCM && format != EXTENSIBLE
                        || bits != 16
                        || channels < 1
                        || channels > 8
                        || rate < 4_000
                        || rate > 192_000) {
                    throw new WaveFormatException("the sound is not PCM of 16 bits");
                }
                in.position(at);
            }
            // chunks begin at even places
            long next = in.position() + size + (size & 1);
            if (next > length) {
                return Optional.empty();
            }
            in.position((int) next);
        }
        return Optional.empty();
    }

    private static String word(ByteBuffer in) {
        byte[] word = new byte[4];
        in.get(word);
        return new String(word, StandardCharsets.US_ASCII);
    }

    /** Linear interpolation of the channels' mean: good enough for speech. */
    private static byte[] resampled(byte[] file, int at, int frames, int channels, int rate) {
        int count = (int) ((long) frames * Pcm.SAMPLES_PER_SECOND / rate);
        byte[] pcm = new byte[2 * count];
        for (int i = 0; i < count; i++) {
            double place = (double) i * rate / Pcm.SAMPLES_PER_SECOND;
            int before = (int) place;
            int after = Math.min(before + 1, frames - 1);
            double share = place - before;
            double sample = mean(file, at, before, channels) * (1 - share) + mean(file, at, after, channels) * share;
            Pcm.put(pcm, 2 * i, (int) Math.round(sample));
        }
        return pcm;
    }

    private static double mean(byte[] file, int at, int frame, int channels) {
        int sum = 0;
        for (int channel = 0; channel < channels; channel++) {
            int place = at + 2 * (frame * channels + channel);
            sum += Pcm.sample(file, place);
        }
        return (double) sum / channels;
    }
}
