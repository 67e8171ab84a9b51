package com.osmtalk.voice.speech;

import com.osmtalk.api.Pronunciation;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words of an agent that are to be spoken otherwise than they are written, in the text that goes to a voice. What a
 * transcript shows stays as it was written.
 */
final class Pronunciations {
    private static final Pronunciations NONE = new Pronunciations(List.of());

    private final Map<String, Pronunciation> byWord = new HashMap<>();
    private final @Nullable Pattern words;

    private Pronunciations(List<Pronunciation> all) {
        all.forEach(one -> byWord.putIfAbsent(one.word().strip().toLowerCase(Locale.ROOT), one));
        this.words = byWord.isEmpty()
                ? null
                : Pattern.compile(
                        // the longest first: "New Delhi" before "Delhi"
                        byWord.keySet().stream()
                                .sorted(Comparator.comparingInt(String::length).reversed())
                                .map(Pattern::quote)
                                .collect(Collectors.joining(
                                        "|", "(?<![\\p{L}\\p{M}\\p{N}])(", ")(?![\\p{L}\\p{M}\\p{N}])")),
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    static Pronunciations of(SpeakingTerms terms) {
        return terms.pronunciations().isEmpty() ? NONE : new Pronunciations(terms.pronunciations());
    }

    /** A text as it is to be spelled for a voice that takes no phonetic alphabet. */
    String applied(String text) {
        return applied(text, (word, pronunciation) -> pronunciation.say());
    }

    /** @param spelling of a word that has a pronunciation */
    String applied(String text, BiFunction<String, Pronunciation, String> spelling) {
        if (words == null) {
            return text;
        }
        return words.matcher(text).replaceAll(found -> {
            Pronunciation one = byWord.get(found.group(1).toLowerCase(Locale.ROOT));
            return Matcher.quoteReplacement(one == null ? found.group() : spelling.apply(found.group(1), one));
        });
    }
}
