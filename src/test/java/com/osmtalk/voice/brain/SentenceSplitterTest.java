package com.osmtalk.voice.brain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceSplitterTest {
    @Test
    void aSentenceIsGivenAsSoonAsItIsSureToBeComplete() {
        List<String> given = new ArrayList<>();
        SentenceSplitter sentences = new SentenceSplitter(given::add);
        sentences.add("Dr. Lee is free at 3.30 p.m. on Mon");
        assertThat(given).isEmpty();
        sentences.add("day! ");
        assertThat(given).containsExactly("Dr. Lee is free at 3.30 p.m. on Monday!");
        sentences.add("Is that");
        sentences.add(" fine?");
        sentences.end();
        assertThat(given).endsWith("Is that fine?");
    }

    @Test
    void markupIsNotSpoken() {
        assertThat(SentenceSplitter.of("# Title\n**Bold** and `code`. * item"))
                .containsExactly("Title", "Bold and code.", "item");
    }

    @Test
    void textWithoutAnEndIsCutSomewhere() {
        assertThat(SentenceSplitter.of("word ".repeat(1_000)))
                .allSatisfy(part -> assertThat(part.length()).isLessThanOrEqualTo(300));
        assertThat(String.join("", SentenceSplitter.of("x".repeat(1_000)))).hasSize(1_000);
    }
}
