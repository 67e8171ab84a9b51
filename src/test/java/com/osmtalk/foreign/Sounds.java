package com.osmtalk.foreign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sound files of what people say, made by flite and sox: 8 kHz, one channel, 16 bits. */
final class Sounds {
    /** A phone hangs up when its file is at its end: longer than any call of the tests. */
    static final int SILENCE_MILLISECONDS = 300_000;

    private static final String LONG = Integer.toString(SILENCE_MILLISECONDS / 1_000);

    static final int BYTES_PER_MILLISECOND = 16;

    private static final int HEADER_BYTES = 44;
    /** A sample beyond this is somebody's voice, below it is noise of the line. */
    private static final int LOUD = 700;

    private Sounds() {}

    /** The samples of these recordings, one after the other. */
    static byte[] of(List<Path> recordings) {
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        for (Path recording : recordings) {
            try {
                byte[] file = Files.readAllBytes(recording);
                if (file.length > HEADER_BYTES) {
                    sound.write(file, HEADER_BYTES, (file.length - HEADER_BYTES) & -2);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sound.toByteArray();
    }

    /** The place after the last sample that is a voice; 0: there is none. */
    static int lastLoud(byte[] sound) {
        for (int i = sound.length - 2; i >= 0; i -= 2) {
            if (Math.abs((sound[i + 1] << 8) | (sound[i] & 0xff)) > LOUD) {
                return i + 2;
            }
        }
        return 0;
    }

    static Path silence(Path file) {
        sox("-n", "-r", "8000", "-c", "1", "-b", "16", file.toString(), "trim", "0", LONG);
        return file;
    }

    /** A sentence, and silence after it. */
    static Path speech(String sentence, Path folder) {
        Path file = folder.resolve(name(sentence) + ".long.wav");
        if (!Files.exists(file)) {
            Path spoken = flite(sentence, folder);
            // not so loud that the codec clips it
            sox(
                    spoken.toString(),
                    "-r",
                    "8000",
                    "-c",
                    "1",
                    "-b",
                    "16",
                    file.toString(),
                    "gain",
                    "-3",
                    "pad",
                    "0",
                    LONG);
        }
        return file;
    }

    /** Sentences with pauses between them, and silence after them. */
    static Path speech(List<String> sentences, Path folder) {
        List<String> parts = new ArrayList<>();
        for (String sentence : sentences) {
            Path part = folder.resolve(name(sentence) + ".short.wav");
            sox(
                    flite(sentence, folder).toString(),
                    "-r",
                    "8000",
                    "-b",
                    "16",
                    part.toString(),
                    "gain",
                    "-3",
                    "pad",
                    "0",
                    "1");
            parts.add(part.toString());
        }
        Path file = folder.resolve("all.wav");
        parts.add(file.toString());
        parts.addAll(List.of("pad", "0", Integer.toString(SILENCE_MILLISECONDS / 1_000)));
        sox(parts.toArray(String[]::new));
        return file;
    }

    static int milliseconds(Path file) {
        return of(List.of(file)).length / BYTES_PER_MILLISECOND;
    }

    private static Path flite(String sentence, Path folder) {
        Path file = folder.resolve(name(sentence) + ".wav");
        ForeignProgram.run(List.of("flite", "-voice", "slt", "-t", sentence, "-o", file.toString()));
        return file;
    }

    private static String name(String sentence) {
        return sentence.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    static void sox(String... arguments) {
        ForeignProgram.run(
                java.util.stream.Stream.concat(java.util.stream.Stream.of("sox"), java.util.stream.Stream.of(arguments))
                        .toList());
    }
}
