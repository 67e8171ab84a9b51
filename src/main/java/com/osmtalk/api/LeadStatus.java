package com.osmtalk.api;

/** What has come of a lead: waiting, on the phone, or how it ended. */
public enum LeadStatus {
    PENDING,
    DIALING,
    COMPLETED,
    VOICEMAIL,
    NO_ANSWER,
    BUSY,
    FAILED,
    DNC_BLOCKED
}
