package com.osmtalk.api;

import java.util.List;
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
        @Nullable String analyzerModel) {
    public static final PostCallAnalysis DEFAULT =
            new PostCallAnalysis(true, List.of(), null, true, true, true, null, null);

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
