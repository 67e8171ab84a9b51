package com.osmtalk.api;

/** What a conversation with a lead came to, by its analysis. */
public enum LeadDisposition {
    QUALIFIED,
    NOT_INTERESTED,
    CALLBACK,
    COMPLETED
}
