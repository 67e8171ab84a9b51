package com.osmtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for the text of the sources. The formatter leaves comments and literals as wide as they are. */
class SourceTest {
    private static final int WIDTH = 120;

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void noLineHasMoreThan120Characters(String folder) throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path source : sources(Path.of(folder))) {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).codePoints().count() > WIDTH) {
                    tooLong.add(source + ":" + (i + 1));
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
