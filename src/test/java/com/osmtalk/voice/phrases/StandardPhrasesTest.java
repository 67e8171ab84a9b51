package com.osmtalk.voice.phrases;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.Placeholders;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class StandardPhrasesTest {
    static final List<String> LANGUAGES = StandardPhrases.LANGUAGES;

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void eachLanguageHasEveryPhraseAndNoOther(String language) throws IOException {
        Properties file = new Properties();
        file.load(new InputStreamReader(
                StandardPhrases.class.getResourceAsStream(language + ".properties"), StandardCharsets.UTF_8));

        assertThat(file.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Phrase.values())
                        .map(phrase -> phrase.name().toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(file.values()).allSatisfy(text -> assertThat(text.toString()).isNotBlank());
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void placesAreTheSameInEveryLanguage(String language) {
        for (Phrase phrase : Phrase.values()) {
            assertThat(Placeholders.names(StandardPhrases.in(language).get(phrase)))
                    .as(phrase.name())
                    .isEqualTo(Placeholders.names(StandardPhrases.in("en").get(phrase)));
        }
        assertThat(StandardPhrases.in(language).get(Phrase.TRANSFER_KEYS)).contains("1", "2");
    }

    @ParameterizedTest
    @CsvSource({"en-US,Goodbye", "hi-IN,नमस्ते", "de,Auf Wiederhören", "ta-IN,Goodbye", "'',Goodbye", "x!,Goodbye"})
    void otherLanguagesHaveEnglish(String language, String goodbye) {
        assertThat(StandardPhrases.in(language).get(Phrase.GOODBYE)).contains(goodbye);
    }

    @Test
    void aPlaceIsFilledOnOneLine() {
        assertThat(StandardPhrases.in("en").get(Phrase.AI_CALLS, Map.of("company", "Acme\nInc {{x}}")))
                .isEqualTo("I am an AI assistant calling for Acme Inc {{x}}.");
    }
}
