package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent asks the person behind its call while that lasts.
 *
 * @param n counts the questions of a call, from 1
 * @param text in the agent's words, which may repeat what a stranger said on the phone: untrusted
 * @param choices answers that the agent proposes; any other may be given; empty: none
 * @param until when the agent stops waiting, tells the other side that it could not reach the person, and goes on
 * @param answer absent: none was given
 */
public record CallQuestion(
        int n,
        String text,
        List<String> choices,
        Instant askedAt,
        Instant until,
        CallQuestionStatus status,
        @Nullable String answer,
        @Nullable Instant answeredAt) {}
