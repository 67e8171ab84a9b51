package com.osmtalk.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be learned from each finished call of an agent. */
public record PostCallAnalysis(
        boolean enabled,
        @Nullable List<Field> schema,
        @Nullable String summaryPrompt,
        @Nullable Boolean enableSummary,
        @Nullable Boolean enableSentiment,
        @Nullable Boolean enableSuccessEvaluation,
        @Nullable String successCriteria,
        @Nullable String analyzerModel,
        @KeptFields @Nullable Map<String, Object> further) {
    public static final PostCallAnalysis DEFAULT =
            new PostCallAnalysis(true, List.of(), null, true, true, true, null, null);

    public PostCallAnalysis {
        further = FurtherFields.of(further);
    }

    /** Without fields that nothing here uses. */
    public PostCallAnalysis(
            boolean enabled,
            @Nullable List<Field> schema,
            @Nullable String summaryPrompt,
            @Nullable Boolean enableSummary,
            @Nullable Boolean enableSentiment,
            @Nullable Boolean enableSuccessEvaluation,
            @Nullable String successCriteria,
            @Nullable String analyzerModel) {
        this(
                enabled,
                schema,
                summaryPrompt,
                enableSummary,
                enableSentiment,
                enableSuccessEvaluation,
                successCriteria,
                analyzerModel,
                null);
    }

    /** @param enumValues the allowed values when {@code type} is enum */
    public record Field(
            String name,
            FieldType type,
            @Nullable List<String> enumValues,
            @Nullable String description,
            @Nullable Boolean required) {}

    /** The type of an analysis field. */
    public enum FieldType {
        STRING,
        NUMBER,
        /** A whole number. */
        INTEGER,
        BOOLEAN,
        ENUM,
        /** {@code 2026-11-28} where day, month and year were said; otherwise the words that name the day. */
        DATE
    }
}
