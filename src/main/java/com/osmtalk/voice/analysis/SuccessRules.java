package com.osmtalk.voice.analysis;

import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.voice.brain.Intent;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a call reached its aim, where words of the caller decide it plainly: each thing that the agent's criteria
 * name was asked and answered. A call without criteria is a failure when the caller refused, and nothing otherwise;
 * one in which nobody spoke, or a machine, is neither.
 */
final class SuccessRules {
    private static final Pattern NOT_PLAIN = Pattern.compile("\\b(not|never|without|unless|or|either|at least|more than"
            + "|less than|before|after|within|polite(ly)?|happy|satisfied|most|all|every)\\b|n't\\b");
    private static final Pattern PART = Pattern.compile("[.;,\\n]+\\s*(and\\s+)?|\\s+and\\s+");
    /** An answer is enough, whichever it is. */
    private static final Pattern TO_BE_TOLD = Pattern.compile("\\b(whether|if|what|when|which|how|where|who|why)\\b"
            + "|\\b(gives?|gave|provides?|provided|shares?|shared|tells? us|told us|names?|named"
            + "|answers?|answered|collected)\\b");

    private final TranscriptReview review;

    SuccessRules(TranscriptReview review) {
        this.review = review;
    }

    Optional<Finding<Boolean>> success(@Nullable String criteria) {
        if (review.callerLines().isEmpty() || review.isMachine()) {
            return Optional.empty();
        }
        Optional<Finding<Boolean>> decided =
                criteria == null || criteria.isBlank() ? Optional.empty() : byCriteria(Words.normalised(criteria));
        return decided.or(
                () -> review.optOut().or(review::lackOfInterest).map(line -> new Finding<>(false, line.index())));
    }

    private Optional<Finding<Boolean>> byCriteria(String criteria) {
        if (NOT_PLAIN.matcher(criteria).find()) {
            return Optional.empty();
        }
        Finding<Boolean> met = null;
        boolean toBeTold = false;
        for (String part : PART.split(criteria.strip())) {
            toBeTold = TO_BE_TOLD.matcher(part).find() || toBeTold && part.split(" ").length < 3;
            Topic topic = new Topic("", part);
            boolean told = toBeTold;
            Optional<Finding<Boolean>> found = review.exchanges().stream()
                    .filter(exchange -> topic.covers(exchange.question().text()))
                    .flatMap(exchange -> (told ? told(exchange) : agreed(exchange)).stream())
                    .reduce((first, second) -> second);
            if (found.isEmpty() || !found.get().value()) {
                return found;
            }
            met = met == null || found.get().line() > met.line() ? found.get() : met;
        }
        return Optional.ofNullable(met);
    }

    private static Optional<Finding<Boolean>> agreed(QuestionAndAnswer exchange) {
        return new YesOrNo(exchange.question(), exchange.isAskedAlone())
                .in(exchange.text())
                .map(said -> new Finding<>(said.yes(), exchange.lineAt(said.at())));
    }

    /** Met by any answer; an evasion decides nothing. */
    private static Optional<Finding<Boolean>> told(QuestionAndAnswer exchange) {
        if (exchange.question().isYesOrNo()) {
            return new YesOrNo(exchange.question(), exchange.isAskedAlone())
                    .in(exchange.text())
                    .map(said -> new Finding<>(true, exchange.lineAt(said.at())));
        }
        return exchange.isEvaded() || exchange.isYesAlone()
                ? Optional.empty()
                : exchange.answer().stream()
                        .filter(line -> Intent.of(line.text()) == Intent.STATEMENT)
                        .map(TranscriptEntry::index)
                        .findFirst()
                        .map(line -> new Finding<>(true, line));
    }
}
