package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent as a widget key sees it: without prompt, tools or headers.
 *
 * @param variables the dynamic variables its greeting and prompt ask for, in the order in which they first appear;
 *     absent when the server does not tell
 */
public record AgentSummary(
        String id,
        String name,
        String language,
        SpeechVoice tts,
        @Nullable List<String> variables,
        @Nullable Integer currentVersion,
        Instant createdAt,
        Instant updatedAt) {

    public AgentSummary {
        variables = variables == null ? null : List.copyOf(variables);
    }
}
