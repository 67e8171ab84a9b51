package com.osmtalk.voice.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Text as words that can be compared: lower case, one kind of apostrophe, without endings. */
final class Words {
    private static final Pattern HINDI = Pattern.compile("[\\u0900-\\u0963\\u0970-\\u097F]"
            + "|(?i)\\b(haan|nahi|nahin|ji|hai|hain|hoon|mera|meri|mere|mujhe|aap|aapka|kya|rupaye|rupay|kal|aaj|sau"
            + "|hazaar|hazar|karo|karna|chahiye|theek|thik|bilkul|accha|acha|matlab|mein|kitna|kitne|kitni)\\b");

    private Words() {}

    /** The words of a list with blanks between them. */
    static Set<String> set(String words) {
        return Stream.of(words.split(" ")).collect(Collectors.toUnmodifiableSet());
    }

    /** For matching by patterns. Has the same length, so that positions are those of the original. */
    static String normalised(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return (lower.length() == text.length() ? lower : text)
                .replace('’', '\'')
                .replace('‘', '\'');
    }

    /** The words of a text or of a name such as {@code guestCount}. */
    static List<String> of(@Nullable String text) {
        String spaced = Objects.requireNonNullElse(text, "").replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2");
        List<String> words = new ArrayList<>(List.of(normalised(spaced).split("[^\\p{L}\\p{M}\\p{N}']+")));
        words.replaceAll(word -> word.replaceAll("^'+|'+$|'s$", ""));
        words.removeIf(String::isEmpty);
        return words;
    }

    /** Enough for "confirmed" to meet "confirm", "attending" "attend", and "owner" "own". */
    static String stem(String word) {
        String root = word.replaceFirst("(ings?|ed|ions?|ers?|ies|y|es|s|e)$", "");
        return root.length() < 3 ? word : root;
    }

    static List<String> stems(@Nullable String text) {
        return of(text).stream().map(Words::stem).toList();
    }

    /** Whether a line is Hindi, or the mixture with English that is spoken in India. */
    static boolean isHindi(String text) {
        return HINDI.matcher(text).find();
    }
}
