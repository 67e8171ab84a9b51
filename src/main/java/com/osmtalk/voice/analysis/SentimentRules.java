package com.osmtalk.voice.analysis;

import com.osmtalk.api.Sentiment;
import com.osmtalk.api.TranscriptEntry;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a caller sounded, where words show it: who only answers has shown nothing, and who shows both, neither. */
final class SentimentRules {
    private static final Pattern WARM = Pattern.compile("\\b(great|wonderful|perfect|excellent|love|lovely|happy|glad"
            + "|looking forward|thank you so much|thanks a lot|fantastic|awesome|amazing|bahut accha|bahut badhiya)\\b"
            + "|बहुत अच्छा|बढ़िया");
    private static final Pattern COLD = Pattern.compile("\\b(annoying|annoyed|angry|terrible|awful|ridiculous|upset"
            + "|waste of (my )?time|complain|complaint|never asked|spam|scam|rude|hate|disappointed|frustrat(ed|ing)"
            + "|fed up|useless|bakwas|pareshan)\\b|परेशान|बकवास");
    private static final Pattern NEGATION = Pattern.compile("(\\b(not|no|never|without|hardly)|n't)( \\S+){0,2} ?$");

    private final TranscriptReview review;

    SentimentRules(TranscriptReview review) {
        this.review = review;
    }

    Optional<Finding<Sentiment>> sentiment() {
        if (review.isMachine()) {
            return Optional.empty();
        }
        Optional<Integer> cold = first(COLD, false)
                .or(() -> first(WARM, true))
                .or(() -> review.optOut().or(review::lackOfInterest).map(TranscriptEntry::index));
        Optional<Integer> warm = first(WARM, false);
        return cold.isPresent() == warm.isPresent()
                ? Optional.empty()
                : cold.map(line -> new Finding<>(Sentiment.NEGATIVE, line))
                        .or(() -> warm.map(line -> new Finding<>(Sentiment.POSITIVE, line)));
    }

    /** The first line with such words. @param negated as in "not happy" */
    private Optional<Integer> first(Pattern words, boolean negated) {
        return review.callerLines().stream()
                .filter(line -> has(words, negated, Words.normalised(line.text())))
                .map(TranscriptEntry::index)
                .findFirst();
    }

    private static boolean has(Pattern words, boolean negated, String said) {
        if (said.strip().endsWith("?")) {
            return false;
        }
        Matcher found = words.matcher(said);
        while (found.find()) {
            if (NEGATION.matcher(said.substring(0, found.start())).find() == negated) {
                return true;
            }
        }
        return false;
    }
}
