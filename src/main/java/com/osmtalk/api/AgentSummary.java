package com.osmtalk.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An agent as a widget key sees it: without prompt, tools or headers. */
public record AgentSummary(
        String id,
        String name,
        String language,
        SpeechVoice tts,
        @Nullable Integer currentVersion,
        Instant createdAt,
        Instant updatedAt) {}
