package com.osmtalk.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an organisation's webhook can be told of. */
public enum WebhookEvent {
    CALL_STARTED,
    CALL_COMPLETED,
    CALL_FAILED,
    CALL_ANALYSIS_COMPLETED,
    CAMPAIGN_LEAD_COMPLETED,
    TRANSFER_INITIATED,
    WEBHOOK_TEST;

    /** Its name in bodies and settings: {@code call.analysis_completed}. */
    @JsonValue
    public String dotted() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");
    }
}
