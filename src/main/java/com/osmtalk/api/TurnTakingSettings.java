package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * When an agent falls silent for a caller, and how long it waits before it takes them to have finished. An absent part
 * has its default, or stays as it is.
 *
 * @param duckAfterMs voice of the caller's for so long makes the agent speak more quietly
 * @param stopAfterMs voice for so long stops it, until it is known whether the caller says something
 * @param stopAfterWords so many words stop it as well, where they are more than "yeah" or "mm-hm"
 * @param sentencePauseMs silence that ends the caller's turn after a complete sentence
 * @param pauseMs silence that ends it ordinarily
 * @param unfinishedPauseMs silence that ends it after "and" or "um", or within digits and spelled names
 */
public record TurnTakingSettings(
        @Nullable Integer duckAfterMs,
        @Nullable Integer stopAfterMs,
        @Nullable Integer stopAfterWords,
        @Nullable Integer sentencePauseMs,
        @Nullable Integer pauseMs,
        @Nullable Integer unfinishedPauseMs) {
    public static final TurnTakingSettings DEFAULT = new TurnTakingSettings(200, 500, 2, 300, 700, 1_200);
}
