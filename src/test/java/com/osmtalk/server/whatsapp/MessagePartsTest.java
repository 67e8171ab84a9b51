package com.osmtalk.server.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MessagePartsTest {
    @Test
    void whatFitsIsOneMessage() {
        assertThat(MessageParts.of("Hello")).containsExactly("Hello");
        assertThat(MessageParts.of("x".repeat(4_096))).hasSize(1);
        assertThat(MessageParts.of("")).isEmpty();
    }

    @Test
    void aLongTextIsPartedAfterSentences() {
        String sentence = "This is the answer to a question that needs very many words indeed. ";
        List<String> parts = MessageParts.of(sentence.repeat(200));

        assertThat(parts).hasSizeGreaterThan(3).allMatch(part -> part.length() <= 4_096 && part.endsWith("indeed."));
        assertThat(String.join(" ", parts)).isEqualTo(sentence.repeat(200).strip());
    }

    @Test
    void orAfterWordsWhereThereIsNoSentence() {
        List<String> parts = MessageParts.of("word ".repeat(3_000));

        assertThat(parts).allMatch(part -> part.matches("(word ?)+"));
        assertThat(String.join(" ", parts)).isEqualTo("word ".repeat(3_000).strip());
    }

    @Test
    void nothingThatIsSeenAsOneIsCut() {
        for (String one : List.of("😀", "👨‍👩‍👧‍👦", "🇮🇳", "👍🏽", "क्षि", "e\u0301")) {
            for (String before : List.of("", "a", "ab", "abc")) {
                String text = before + one.repeat(6_000 / one.length() + 2);
                List<String> parts = MessageParts.of(text);

                assertThat(String.join("", parts)).isEqualTo(text);
                assertThat(parts).allMatch(part -> part.length() <= 4_096);
                assertThat(parts.get(1)).as(one).startsWith(one.substring(0, one.length()));
                assertThat(parts.get(1).length() % one.length()).as(one).isZero();
            }
        }
    }

    @Test
    void oneCharacterOfThousandsOfMarksIsCutAllTheSame() {
        assertThat(MessageParts.of("a" + "\u0301".repeat(9_000))).hasSize(3);
        assertThat(MessageParts.of("a" + "\uD834\uDD65".repeat(9_000)))
                .allMatch(part -> !Character.isHighSurrogate(part.charAt(part.length() - 1)));
    }
}
