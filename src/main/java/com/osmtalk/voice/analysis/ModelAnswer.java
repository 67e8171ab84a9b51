package com.osmtalk.voice.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.api.PostCallAnalysis.Field;
import com.osmtalk.api.RequestedCallback;
import com.osmtalk.api.Sentiment;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.voice.brain.BrainException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered about a conversation, as far as the transcript bears it out. Each value has to name a line of
 * the caller's and quote it; one without a line is taken only where the line that has it can be found. What a model
 * writes for "I don't know" is no value.
 */
final class ModelAnswer {
    private static final Set<String> NOTHING = Words.set("unknown null undefined nil n/a na none - -- ? not_said"
            + " not_mentioned not_provided not_specified not_stated not_given not_available not_applicable unspecified"
            + " unclear missing");
    private static final double LARGEST_WHOLE = 1L << 53;
    private static final Set<String> NOTHING_BUT_NONE = Words.set("none");

    private final JsonNode answer;
    private final Evidence evidence;

    private ModelAnswer(JsonNode answer, Evidence evidence) {
        this.answer = answer;
        this.evidence = evidence;
    }

    /** @throws BrainException when it is no JSON object */
    static ModelAnswer of(String text, Evidence evidence) {
        // some models put their JSON into a code block
        int from = text.indexOf('{');
        int to = text.lastIndexOf('}');
        try {
            JsonNode json = from < 0 || to < from ? null : Json.MAPPER.readTree(text.substring(from, to + 1));
            if (json == null || !json.isObject()) {
                throw new BrainException("its answer is not a JSON object");
            }
            return new ModelAnswer(json, evidence);
        } catch (JsonProcessingException e) {
            throw new BrainException("its answer is not JSON", e);
        }
    }

    @Nullable
    String summary() {
        JsonNode summary = answer.path("summary");
        return summary.isTextual() && isSomething(summary.asText()) && evidence.hasNumbersOf(summary.asText())
                ? summary.asText()
                : null;
    }

    Optional<Finding<Sentiment>> sentiment() {
        Claim claim = new Claim(answer.path("sentiment"));
        return Stream.of(Sentiment.values())
                .filter(sentiment ->
                        sentiment.name().equalsIgnoreCase(claim.value().asText()))
                .findFirst()
                .flatMap(sentiment -> claim.named(line -> true).map(line -> new Finding<>(sentiment, line.index())));
    }

    Optional<Finding<Boolean>> success() {
        Claim claim = new Claim(answer.path("success"));
        return bool(claim.value())
                .flatMap(value -> claim.named(line -> !Evidence.isNoAnswer(claim.words(line)))
                        .map(line -> new Finding<>(value, line.index())));
    }

    /** In words of the caller's line, which is looked for as for any other text. */
    Optional<RequestedCallback> callback() {
        return text(new Claim(answer.path("callback")))
                .map(found -> new RequestedCallback(found.value().toString(), found.line()));
    }

    Optional<Finding<Object>> value(Field field) {
        Claim claim = new Claim(answer.path("fields").path(field.name()));
        return switch (field.type()) {
            case STRING -> text(claim);
            case NUMBER ->
                number(claim.value())
                        .flatMap(value -> claim.borneOut(line -> evidence.hasNumber(line, value.doubleValue()))
                                .map(line -> new Finding<>(value, line.index())));
            case INTEGER ->
                number(claim.value())
                        .map(Number::doubleValue)
                        .filter(value -> value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE)
                        .flatMap(value -> claim.borneOut(line -> evidence.hasNumber(line, value))
                                .map(line -> new Finding<>(value.longValue(), line.index())));
            case DATE -> date(claim);
            case BOOLEAN ->
                bool(claim.value())
                        .flatMap(value -> claim.named(line -> !Evidence.isNoAnswer(claim.words(line))
                                        && !evidence.contradicts(line, field, value))
                                .map(line -> new Finding<>(value, line.index())));
            case ENUM ->
                choice(field, claim.value())
                        .flatMap(value -> claim.borneOut(
                                        line -> evidence.allows(line, field, value)
                                                && !Evidence.isNoAnswer(claim.words(line)),
                                        line -> evidence.names(line, field, value))
                                .map(line -> new Finding<>(value, line.index())));
        };
    }

    /** In the model's words where they are the caller's too, in the quoted ones otherwise. */
    private Optional<Finding<Object>> text(Claim claim) {
        String value = claim.value().isTextual() || claim.value().isNumber()
                ? claim.value().asText().strip()
                : "";
        boolean none = NOTHING_BUT_NONE.contains(value.toLowerCase(Locale.ROOT));
        if (!isSomething(value) && !none) {
            return Optional.empty();
        }
        Optional<TranscriptEntry> same = claim.borneOut(line -> evidence.hasWordsOf(line, value));
        if (same.isPresent() || claim.quote().isBlank() || none) {
            return same.map(line -> new Finding<>(value, line.index()));
        }
        return claim.named(line -> !Evidence.isNoAnswer(claim.words(line)))
                .map(line -> new Finding<>(claim.quote().strip(), line.index()));
    }

    /**
     * The day that a line names. A date that was put together from "Thursday" is in no line: then it is the words that
     * are quoted.
     */
    private Optional<Finding<Object>> date(Claim claim) {
        String value = claim.value().isTextual() ? claim.value().asText().strip() : "";
        if (!isSomething(value)) {
            return Optional.empty();
        }
        return claim.named(line -> true)
                .flatMap(line -> TextForm.DATE
                        .in(claim.words(line))
                        .<Finding<Object>>map(said -> new Finding<>(SpokenDates.calendar(said.text()), line.index())))
                .or(() -> text(claim));
    }

    private static Optional<Number> number(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(value.numberValue());
        }
        return value.isTextual()
                ? SpokenNumbers.only(value.asText()).stream()
                        .boxed()
                        .map(number -> (Number) number)
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<Boolean> bool(JsonNode value) {
        return value.isBoolean() ? Optional.of(value.asBoolean()) : Optional.empty();
    }

    private static Optional<String> choice(Field field, JsonNode value) {
        return Objects.requireNonNullElse(field.enumValues(), List.<String>of()).stream()
                .filter(allowed -> value.isTextual()
                        && allowed.equalsIgnoreCase(value.asText().strip()))
                .filter(allowed -> isSomething(allowed) || allowed.equalsIgnoreCase("none"))
                .findFirst();
    }

    private static boolean isSomething(String value) {
        String plain = value.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s_]+", "_")
                .replaceAll("[.!]+$", "");
        return !plain.isEmpty() && !NOTHING.contains(plain);
    }

    /** One value as the model gives it: an object with its line and quote, or the value alone. */
    private final class Claim {
        private final JsonNode node;

        Claim(JsonNode node) {
            this.node = node;
        }

        JsonNode value() {
            return node.isObject() ? node.path("value") : node;
        }

        String quote() {
            return node.path("quote").asText("");
        }

        /** What of a line is claimed to give the value. */
        String words(TranscriptEntry line) {
            return quote().isBlank() ? line.text() : quote();
        }

        /** The line that is named, or quoted, for it. */
        Optional<TranscriptEntry> named(Predicate<TranscriptEntry> condition) {
            return borneOut(condition, line -> false);
        }

        Optional<TranscriptEntry> borneOut(Predicate<TranscriptEntry> condition) {
            return borneOut(condition, condition);
        }

        /**
         * The line of the caller's that bears it out: the one that is named, if it has the quoted words; or else the
         * last that has them.
         *
         * @param condition of a line that is named or quoted
         * @param unnamed of any line, where none is named or quoted
         */
        Optional<TranscriptEntry> borneOut(Predicate<TranscriptEntry> condition, Predicate<TranscriptEntry> unnamed) {
            JsonNode line = node.path("line");
            boolean isNamed =
                    line.isIntegralNumber() || line.isTextual() && line.asText().matches("\\d{1,6}");
            Optional<TranscriptEntry> named = isNamed ? evidence.callerLine(line.asInt()) : Optional.empty();
            if (quote().isBlank()) {
                return isNamed
                        ? named.filter(condition)
                        : evidence.callerLines().filter(unnamed).reduce((first, second) -> second);
            }
            return named.filter(found -> Evidence.has(found, quote()))
                    .filter(condition)
                    .or(() -> evidence.callerLines()
                            .filter(found -> Evidence.has(found, quote()))
                            .filter(condition)
                            .reduce((first, second) -> second));
        }
    }
}
