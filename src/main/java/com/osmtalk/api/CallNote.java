package com.osmtalk.api;

import java.time.Instant;

/**
 * What the person behind a call has told its agent.
 *
 * @param n counts the notes of a call, from 1
 * @param left how many more the call takes
 */
public record CallNote(int n, String text, Instant createdAt, int left) {}
