package com.osmtalk.api;

/** Who a line of a transcript belongs to. */
public enum TranscriptRole {
    AGENT,
    CALLER,
    TOOL,
    SYSTEM
}
