package com.osmtalk.voice.rehearsal;

import org.jspecify.annotations.Nullable;

/**
 * What a model makes of one sentence about a conversation.
 *
 * @param holds null: it could not tell
 * @param lineIndex the line that decides it, which is there; null: it named none
 */
public record Judgement(
        @Nullable Boolean holds, String reason, @Nullable Integer lineIndex) {}
