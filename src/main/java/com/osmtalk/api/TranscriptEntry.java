package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * One finished line of a conversation.
 *
 * @param index position in the transcript, from 0 without gaps
 * @param offsetMs milliseconds from the answer of the call to the start of this line
 * @param interrupted true when the other side cut this line short; absent otherwise
 */
public record TranscriptEntry(
        int index,
        TranscriptRole role,
        String text,
        long offsetMs,
        @Nullable Boolean interrupted) {}
