package com.osmtalk.voice.analysis;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Analysis;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.PostCallAnalysis.Field;
import com.osmtalk.api.RequestedCallback;
import com.osmtalk.api.Sentiment;
import com.osmtalk.api.TranscriptEntry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Analyses without a model, by rules over what was said. What the words do not show is left out: a field that is
 * missing is better than one that is made up. English, and the usual words of Hindi.
 */
public final class RuleAnalyst implements Analyst {
    private static final String RULES = "rules";
    private static final int LONGEST_QUOTE = 200;

    @Override
    public CompletionStage<Analysis> analyse(Agent agent, PostCallAnalysis wanted, List<TranscriptEntry> transcript) {
        return CompletableFuture.completedFuture(
                analysis(wanted, transcript, agent.language().startsWith("hi")));
    }

    Analysis analysis(PostCallAnalysis wanted, List<TranscriptEntry> transcript, boolean hindi) {
        Findings findings = new Findings();
        if (!wanted.enabled()) {
            return findings.analysis(RULES, null, Optional.empty(), Optional.empty(), null);
        }
        TranscriptReview review = new TranscriptReview(transcript);
        FieldRules rules = new FieldRules(review, hindi);
        for (Field field : Objects.requireNonNullElse(wanted.schema(), List.<Field>of())) {
            findings.add(field, review.isMachine() ? Optional.empty() : rules.value(field));
        }
        Optional<Finding<Sentiment>> sentiment =
                isOn(wanted.enableSentiment()) ? new SentimentRules(review).sentiment() : Optional.empty();
        Optional<Finding<Boolean>> success = isOn(wanted.enableSuccessEvaluation())
                ? new SuccessRules(review).success(wanted.successCriteria())
                : Optional.empty();
        return findings.analysis(
                RULES,
                isOn(wanted.enableSummary()) ? summary(review) : null,
                sentiment,
                success,
                callback(review).orElse(null));
    }

    /** What the person asked for, unless they asked never to be called. */
    static Optional<RequestedCallback> callback(TranscriptReview review) {
        return mayBeCalledBack(review)
                ? review.wishForACallback()
                        .map(wish -> FieldRules.callbackTime(review)
                                .map(time -> new RequestedCallback(time.value(), time.line()))
                                .orElseGet(() -> new RequestedCallback(null, wish.index())))
                : Optional.empty();
    }

    static boolean mayBeCalledBack(TranscriptReview review) {
        return !review.isMachine() && review.optOut().isEmpty();
    }

    /** What is not said is on. */
    static boolean isOn(@Nullable Boolean flag) {
        return !Boolean.FALSE.equals(flag);
    }

    /** What was said, and nothing that would have to be concluded from it. */
    private static String summary(TranscriptReview review) {
        if (review.callerLines().isEmpty()) {
            return "Nobody was heard on the other side. There was no conversation.";
        }
        if (review.isMachine()) {
            return "A voicemail answered; nobody was spoken to.";
        }
        StringBuilder summary = new StringBuilder(talk(review)).append(lastAnswer(review));
        if (review.optOut().isPresent()) {
            summary.append(" They asked not to be called again.");
        } else if (review.lackOfInterest().isPresent()) {
            summary.append(" They said that they are not interested.");
        } else if (review.wishForACallback().isPresent()) {
            summary.append(" They asked to be called back")
                    .append(callbackTime(review))
                    .append('.');
        } else if (review.wishForAPerson().isPresent()) {
            summary.append(" They asked to speak to a person.");
        } else if (review.isBrokenOff()) {
            summary.append(" The call broke off while the agent spoke.");
        }
        return summary.toString();
    }

    private static String talk(TranscriptReview review) {
        long answered =
                review.exchanges().stream().filter(RuleAnalyst::isAnswered).count();
        return answered == 0
                ? "The person answered none of the agent's questions."
                : answered == 1
                        ? "The person answered one question."
                        : "The person answered " + answered + " questions.";
    }

    private static boolean isAnswered(QuestionAndAnswer exchange) {
        return FieldRules.isAnswered(exchange) && !exchange.isEvaded();
    }

    /** The last answer in words, with its question. */
    private static String lastAnswer(TranscriptReview review) {
        return review.exchanges().stream()
                .filter(RuleAnalyst::isAnswered)
                .filter(exchange -> !exchange.text().startsWith("[keypad]"))
                .filter(exchange ->
                        exchange.text().length() + exchange.question().text().length() <= LONGEST_QUOTE)
                .reduce((first, second) -> second)
                .map(exchange -> " To \"" + exchange.question().text() + "\" they said \""
                        + exchange.text().replace('\n', ' ') + "\"")
                .map(text -> text.matches(".*[.!?]\"") ? text : text + ".")
                .orElse("");
    }

    private static String callbackTime(TranscriptReview review) {
        return FieldRules.callbackTime(review)
                .map(Finding::value)
                .filter(time -> time.length() <= LONGEST_QUOTE)
                .map(time -> time.replaceFirst("[.!?]{1,5}$", ""))
                .map(time -> " (\"" + time + "\")")
                .orElse("");
    }
}
