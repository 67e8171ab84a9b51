package com.osmtalk.api;

/** How the caller sounded over the whole call. */
public enum Sentiment {
    POSITIVE,
    NEUTRAL,
    NEGATIVE
}
