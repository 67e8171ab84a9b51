package com.osmtalk.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /api/settings/webhook}; what is absent stays as it is.
 *
 * @param url blank: off
 * @param secret blank: none any more
 */
@JsonIgnoreProperties({"signed", "secretEnding"})
public record WebhookSettingsDraft(
        @Nullable String url,
        @Nullable String secret,
        @Nullable List<WebhookEvent> events) {
    /** Without the secret, so that it never reaches a log. */
    @Override
    public String toString() {
        return "WebhookSettingsDraft[" + events + "]";
    }
}
