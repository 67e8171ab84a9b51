package com.osmtalk.voice.analysis;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Analysis;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.voice.analysis.Reading.Exchange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Analyses without a model, by rules over what was said; leaves out what the words do not show. English only. */
public final class RuleAnalyst implements Analyst {
    private static final int LONGEST_QUOTE = 120;

    @Override
    public CompletionStage<Analysis> analyse(Agent agent, List<TranscriptEntry> transcript) {
        return CompletableFuture.completedFuture(analysis(agent.postCallAnalysis(), transcript));
    }

    Analysis analysis(PostCallAnalysis wanted, List<TranscriptEntry> transcript) {
        if (!wanted.enabled()) {
            return new Analysis(Map.of(), null, null, null);
        }
        Reading reading = new Reading(transcript);
        Map<String, Object> fields = new LinkedHashMap<>();
        if (wanted.schema() != null) {
            FieldRules rules = new FieldRules(reading);
            wanted.schema().forEach(field -> rules.value(field).ifPresent(value -> fields.put(field.name(), value)));
        }
        return new Analysis(
                fields,
                isOn(wanted.enableSummary()) ? summary(reading) : null,
                isOn(wanted.enableSentiment()) ? reading.sentiment() : null,
                isOn(wanted.enableSuccessEvaluation()) ? reading.outcome() == Outcome.AGREED : null);
    }

    /** What is not said is on. */
    static boolean isOn(@org.jspecify.annotations.Nullable Boolean flag) {
        return !Boolean.FALSE.equals(flag);
    }

    private static String summary(Reading reading) {
        List<Exchange> answered = reading.answered();
        String talk = answered.isEmpty()
                ? "The agent spoke, but no question was answered."
                : "The agent asked and the person answered " + counted(answered.size(), "question") + ".";
        String details = details(answered);
        String outcome = switch (reading.outcome()) {
            case OPTED_OUT -> "They asked not to be called again, and the agent agreed to that.";
            case NOT_INTERESTED -> "They said that they are not interested.";
            case CALLBACK -> "They had no time and asked to be called back" + callbackTime(reading) + ".";
            case WANTS_HUMAN -> "They asked to speak to a person.";
            case AGREED -> "They agreed to what was asked.";
            case DECLINED -> "They declined most of what was asked.";
            case CUT_SHORT -> "The call broke off before everything was discussed.";
            case NOBODY_SPOKE -> "Nobody was heard on the other side.";
        };
        return (talk + " " + details + outcome).strip();
    }

    private static String details(List<Exchange> answered) {
        return answered.stream()
                .filter(exchange -> exchange.answer().length() <= LONGEST_QUOTE
                        && exchange.question().length() <= LONGEST_QUOTE)
                .reduce((first, second) -> second)
                .map(exchange -> "To \"" + exchange.question() + "\" they said \"" + exchange.answer() + "\" ")
                .map(text -> text.substring(0, text.length() - 1) + (text.matches(".*[.!?]\" $") ? " " : ". "))
                .orElse("");
    }

    private static String callbackTime(Reading reading) {
        return FieldRules.callbackTime(reading)
                .map(time -> time.replaceFirst("[.!?]+$", ""))
                .map(time -> " (\"" + time + "\")")
                .orElse("");
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
