package com.osmtalk.server.compliance;

import java.util.List;
import java.util.Locale;

/** Recognises an organisation's own words for an opt-out, whatever case, punctuation and words are around them. */
public final class OptOutPhrases {
    private final List<String> phrases;

    OptOutPhrases(List<String> phrases) {
        this.phrases = phrases.stream().map(OptOutPhrases::words).toList();
    }

    public boolean areIn(String said) {
        String words = words(said);
        return phrases.stream().anyMatch(words::contains);
    }

    /** The words alone, each between spaces; marks that belong to letters, as in Hindi, stay with them. */
    static String words(String text) {
        return " "
                + text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
                        .strip() + " ";
    }
}
