package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent as a widget key sees it: without prompt, tools or headers.
 *
 * @param variables the dynamic variables its greeting and prompt ask for, in the order in which they first appear;
 *     absent when the server does not tell; without {@code task}, {@code callee} and {@code on_behalf_of} of the
 *     general agent, which a call has fields for
 * @param general true of the agent that takes the calls that name none; absent of all others
 */
public record AgentSummary(
        String id,
        String name,
        String language,
        SpeechVoice tts,
        @Nullable List<String> variables,
        @Nullable Boolean general,
        @Nullable Integer currentVersion,
        Instant createdAt,
        Instant updatedAt) {

    public AgentSummary {
        variables = variables == null ? null : List.copyOf(variables);
    }
}
