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
    DNC_BLOCKED,
    /** The organisation demands consent, and none came with the lead. */
    NO_CONSENT
}
