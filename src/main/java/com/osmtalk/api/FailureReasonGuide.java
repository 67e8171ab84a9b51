package com.osmtalk.api;

/** One entry of {@code GET /api/calls/failure-reasons}. */
public record FailureReasonGuide(
        FailureReason code,
        String title,
        String cause,
        FailureReason.Blame likelyBlame,
        String whatToTry,
        boolean retryable) {}
