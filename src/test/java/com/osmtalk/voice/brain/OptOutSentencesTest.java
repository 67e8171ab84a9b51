package com.osmtalk.voice.brain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How well opt-outs are told from what only sounds like them, on several hundred sentences of both kinds. */
class OptOutSentencesTest {
    private static final List<Sentence> SENTENCES = read();

    @Test
    void theListIsLongEnoughToSaySomething() {
        assertThat(SENTENCES).hasSizeGreaterThan(400);
        assertThat(SENTENCES).filteredOn(Sentence::heldOut).hasSizeGreaterThan(60);
        assertThat(SENTENCES).extracting(Sentence::language).contains("en", "hi", "hi-Latn", "es");
    }

    @Test
    void nothingElseIsTakenForAnOptOut() {
        assertThat(SENTENCES)
                .filteredOn(sentence -> !sentence.isOptOut())
                .extracting(Sentence::text)
                .noneMatch(OptOutWords.USUAL::areIn);
    }

    @Test
    void optOutsAreFound() {
        assertThat(share(sentence -> true)).isGreaterThanOrEqualTo(0.95);
    }

    /** Each was missed once, or was a false alarm. */
    @ParameterizedTest
    @CsvSource({
        "Have the decency to take me off your list,      true",
        "He had the decency to take me off his list,     false",
        "दिन रात फोन मत करो,                                true",
        "रात को फोन मत करो,                                 false",
        "Mi hermano me dijo: no me llames más,           false",
        "Le dije: no me llame más,                       true",
        "My brother told me: don't call me again,        false",
        "I told you: don't call me again,                true",
        "Please cease all contact.,                       true",
        "End all contact.,                                true",
        "I want no contact from you.,                     true",
        "I have no contact number for him.,               false",
        "Stop contacting my mother on this line.,         true",
        "Stop calling my wife.,                           true",
        "'Stop calling my wife Betty, her name is Ann.', false",
        "I am not giving you permission to call.,         true",
        "I won't be taking any more calls from you.,      true",
        "I won't be taking calls before noon.,            false",
        "What part of do not call don't you understand?,  true",
        "There's no need to ever call again.,             true",
        "There's no need to call again today.,            false",
        "Stop blowing up my phone.,                       true",
        "Call me again and I'll sue.,                     true",
        "Call me again and we'll sort it out.,            false",
        "Ya basta de llamadas.,                           true",
        "No quiero que este número siga en su base.,      true",
    })
    void whatWasTakenWronglyOnce(String said, boolean isOptOut) {
        assertThat(OptOutWords.USUAL.areIn(said)).isEqualTo(isOptOut);
    }

    @Test
    void optOutsAreFoundAmongSentencesTheRulesWereNotMadeFor() {
        assertThat(share(Sentence::heldOut)).isGreaterThanOrEqualTo(0.85);
    }

    private static double share(Predicate<Sentence> which) {
        List<Sentence> wished =
                SENTENCES.stream().filter(Sentence::isOptOut).filter(which).toList();
        long found = wished.stream()
                .filter(sentence -> OptOutWords.USUAL.areIn(sentence.text()))
                .count();
        return (double) found / wished.size();
    }

    private static List<Sentence> read() {
        try (InputStream file = OptOutSentencesTest.class.getResourceAsStream("opt-out-sentences.tsv")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(part -> new Sentence(part[0].equals("held-out"), part[1].equals("opt-out"), part[2], part[3]))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    record Sentence(boolean heldOut, boolean isOptOut, String language, String text) {}
}
