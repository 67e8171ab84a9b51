package com.osmtalk.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the programs keep their files. They stay after the tests: logs can be read, and the calls listened to. */
final class Workplace {
    private Workplace() {}

    /** A new folder of that name. */
    static Path folder(String name) {
        Path folder = Path.of("target", "foreign", name).toAbsolutePath();
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> old = Files.walk(folder)) {
                    List<Path> files = old.sorted(Comparator.reverseOrder()).toList();
                    for (Path file : files) {
                        Files.delete(file);
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
