package com.osmtalk.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message to an agent in writing; without {@code sessionId} a new conversation begins. */
public record ChatRequest(
        String message,
        @Nullable String sessionId,
        @Nullable Map<String, String> dynamicVariables) {}
