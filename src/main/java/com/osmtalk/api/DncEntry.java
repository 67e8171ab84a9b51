package com.osmtalk.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A number that is never dialled by any route of its organisation. */
public record DncEntry(
        String id, PhoneNumber phoneNumber, @Nullable String reason, Source source, Instant createdAt) {
    /** How a number came onto the list. */
    public enum Source {
        MANUAL,
        OPT_OUT,
        IMPORTED,
        API
    }
}
