package com.osmtalk.voice.phrases;

import com.osmtalk.api.Placeholders;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What every agent says in situations that its owner has not scripted, in its language where that is one of {@link
 * #LANGUAGES}, in English otherwise. A language is a file of its own beside this class, and each has every phrase.
 */
public final class StandardPhrases {
    /** ISO 639-1. */
    public static final List<String> LANGUAGES = List.of("en", "hi", "es", "fr", "de", "pt", "it", "nl");

    private static final Map<String, StandardPhrases> BY_LANGUAGE = new ConcurrentHashMap<>();

    private final Properties texts;

    private StandardPhrases(Properties texts) {
        this.texts = texts;
    }

    /** @param language as BCP 47 has it: {@code hi-IN} */
    public static StandardPhrases in(String language) {
        String code = Locale.forLanguageTag(language).getLanguage();
        return BY_LANGUAGE.computeIfAbsent(LANGUAGES.contains(code) ? code : "en", StandardPhrases::read);
    }

    /** Whether a name is what stands for one that nobody gave, in any language. */
    public static boolean isNobodysName(String name) {
        return LANGUAGES.stream().anyMatch(code -> in(code).get(Phrase.SOMEBODY).equals(name));
    }

    /** A phrase in which nothing is to be filled in. */
    public String get(Phrase phrase) {
        return Objects.requireNonNull(texts.getProperty(phrase.name().toLowerCase(Locale.ROOT)));
    }

    /** @param values by the names of the places */
    public String get(Phrase phrase, Map<String, String> values) {
        return Placeholders.fill(get(phrase), values);
    }

    private static StandardPhrases read(String code) {
        Properties texts = new Properties();
        try (InputStream file = StandardPhrases.class.getResourceAsStream(code + ".properties");
                Reader text = new InputStreamReader(Objects.requireNonNull(file, code), StandardCharsets.UTF_8)) {
            texts.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the phrases in " + code, e);
        }
        return new StandardPhrases(texts);
    }
}
