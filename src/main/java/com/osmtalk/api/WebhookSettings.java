package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an organisation is told what happens, and of what.
 *
 * @param url blank: nowhere
 * @param secretEnding the last four characters of the secret, to recognise it by; absent when it is short
 * @param previousUntil until when requests are signed with the secret before it too; absent when they are not
 */
public record WebhookSettings(
        String url,
        boolean signed,
        @Nullable String secretEnding,
        @Nullable Instant previousUntil,
        List<WebhookEvent> events) {}
