package com.osmtalk.voice.analysis;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Analysis;
import com.osmtalk.api.AnalysisStatus;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.voice.brain.Intent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Analyses without a model, by rules over what was said. What the words do not show is left out: a field that is
 * missing is better than one that is made up. English only.
 */
public final class RuleAnalyst implements Analyst {
    private static final String RULES = "rules";
    private static final int LONGEST_QUOTE = 200;

    @Override
    public CompletionStage<Analysis> analyse(Agent agent, List<TranscriptEntry> transcript) {
        return CompletableFuture.completedFuture(analysis(agent.postCallAnalysis(), transcript));
    }

    Analysis analysis(PostCallAnalysis wanted, List<TranscriptEntry> transcript) {
        if (!wanted.enabled()) {
            return new Analysis(AnalysisStatus.DONE, RULES, Map.of(), null, null, null, null, null, null, null, null);
        }
        TranscriptReview review = new TranscriptReview(transcript);
        Map<String, Object> fields = new LinkedHashMap<>();
        if (wanted.schema() != null) {
            FieldRules rules = new FieldRules(review);
            wanted.schema().forEach(field -> rules.value(field).ifPresent(value -> fields.put(field.name(), value)));
        }
        return new Analysis(
                AnalysisStatus.DONE,
                RULES,
                fields,
                null,
                null,
                isOn(wanted.enableSummary()) ? summary(review) : null,
                isOn(wanted.enableSentiment()) ? review.sentiment() : null,
                null,
                isOn(wanted.enableSuccessEvaluation()) ? review.outcome() == ConversationOutcome.AGREED : null,
                null,
                null);
    }

    /** What is not said is on. */
    static boolean isOn(@Nullable Boolean flag) {
        return !Boolean.FALSE.equals(flag);
    }

    private static String summary(TranscriptReview review) {
        return switch (review.outcome()) {
            case NOBODY_SPOKE -> "Nobody was heard on the other side. There was no conversation.";
            case MACHINE -> "A voicemail answered. The agent hung up without leaving a message.";
            case OPTED_OUT -> talk(review) + " They asked not to be called again, and the agent agreed to that.";
            case NOT_INTERESTED -> talk(review) + " They said that they are not interested.";
            case CALLBACK ->
                "The person had no time to talk. They asked to be called back" + callbackTime(review) + ".";
            case WANTS_HUMAN -> talk(review) + " They asked to speak to a person.";
            case AGREED -> talk(review) + lastAnswer(review) + " They agreed to what was asked.";
            case DECLINED -> talk(review) + lastAnswer(review) + " They declined most of what was asked.";
            case CUT_SHORT -> talk(review) + " The call broke off before everything was discussed.";
        };
    }

    private static String talk(TranscriptReview review) {
        int answered = review.answered().size();
        return switch (answered) {
            case 0 -> "The agent said why it was calling.";
            case 1 -> "The person answered one question.";
            default -> "The person answered " + answered + " questions.";
        };
    }

    /** The last answer in words, with its question. */
    private static String lastAnswer(TranscriptReview review) {
        return review.answered().stream()
                .filter(exchange -> exchange.intent() != Intent.KEYPAD)
                .filter(exchange ->
                        exchange.answer().length() + exchange.question().length() <= LONGEST_QUOTE)
                .reduce((first, second) -> second)
                .map(exchange -> " To \"" + exchange.question() + "\" they said \"" + exchange.answer() + "\"")
                .map(text -> text.matches(".*[.!?]\"") ? text : text + ".")
                .orElse("");
    }

    private static String callbackTime(TranscriptReview review) {
        return FieldRules.callbackTime(review)
                .filter(time -> time.length() <= LONGEST_QUOTE)
                .map(time -> time.replaceFirst("[.!?]{1,5}$", ""))
                .map(time -> " (\"" + time + "\")")
                .orElse("");
    }
}
