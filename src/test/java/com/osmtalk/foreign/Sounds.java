package com.osmtalk.foreign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Sound files of what people say, made by flite and sox: 8 kHz, one channel, 16 bits. */
final class Sounds {
    /** A phone hangs up when its file is at its end: longer than any call of the tests. */
    private static final String LONG = "300";

    private Sounds() {}

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
