package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * That a person asked, in a call, to be called back. Nothing is scheduled by it.
 *
 * @param when in their words, which name no time zone and often no date; absent: they named no time
 * @param lineIndex of the transcript's line that gives it
 */
public record RequestedCallback(@Nullable String when, int lineIndex) {}
