package com.osmtalk.server.compliance;

import com.osmtalk.voice.brain.OptOutWords;
import java.util.List;

/** Recognises an organisation's own words for an opt-out, whatever case, punctuation and words are around them. */
public final class OptOutPhrases {
    private final List<String> phrases;

    OptOutPhrases(List<String> phrases) {
        this.phrases = phrases.stream().map(OptOutWords::words).toList();
    }

    public boolean areIn(String said) {
        String words = OptOutWords.words(said);
        return phrases.stream().anyMatch(words::contains);
    }
}
