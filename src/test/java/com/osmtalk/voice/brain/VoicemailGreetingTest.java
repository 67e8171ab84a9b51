package com.osmtalk.voice.brain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How well announcements are told from people who speak of voicemails, beeps and numbers. */
class VoicemailGreetingTest {
    private static final List<String[]> LINES = read();

    @Test
    void noPersonIsTakenForAMachine() {
        assertThat(LINES)
                .filteredOn(line -> line[1].equals("person"))
                .extracting(line -> line[2])
                .hasSizeGreaterThan(30)
                .noneMatch(VoicemailGreeting::isHeardIn);
    }

    @Test
    void announcementsAreHeard() {
        assertThat(LINES)
                .filteredOn(line -> line[1].equals("machine"))
                .extracting(line -> line[2])
                .hasSizeGreaterThan(30)
                .allMatch(VoicemailGreeting::isHeardIn);
    }

    private static List<String[]> read() {
        try (InputStream file = VoicemailGreetingTest.class.getResourceAsStream("announcements.tsv")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
