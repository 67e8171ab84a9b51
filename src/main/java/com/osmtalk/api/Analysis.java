package com.osmtalk.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was learned from a finished call.
 *
 * @param fields the values of the agent's declared analysis schema
 * @param summary two or three sentences
 */
public record Analysis(
        Map<String, Object> fields,
        @Nullable String summary,
        @Nullable Sentiment sentiment,
        @Nullable Boolean success) {}
