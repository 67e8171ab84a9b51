package com.osmtalk.api;

import java.time.Instant;

/**
 * The call that follows one in which nobody was reached. What became of it, it tells itself.
 *
 * @param at when it is to be dialled
 */
public record NextAttempt(String callId, Instant at) {}
