package com.osmtalk.api;

/** Who or what ended a call. */
public enum EndedBy {
    CALLER,
    AGENT,
    USER,
    TRANSFER,
    IDLE_TIMEOUT,
    MAX_DURATION,
    PLATFORM
}
