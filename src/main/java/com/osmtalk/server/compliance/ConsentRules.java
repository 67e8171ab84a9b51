package com.osmtalk.server.compliance;

import com.osmtalk.api.Consent;
import com.osmtalk.server.validation.FieldErrors;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is accepted as a record of consent: all of what whoever has to prove it will be asked for. Whether the person
 * really agreed is not for a program to say.
 */
public final class ConsentRules {
    private static final int LONGEST_BASIS = 100;
    private static final int LONGEST_SOURCE = 300;

    /** Clocks of two machines differ. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private ConsentRules() {}

    /**
     * Adds what is wrong.
     *
     * @param path of the object in the body
     */
    public static void check(String path, Consent consent, Instant now, FieldErrors errors) {
        errors.required(path + ".basis", consent.basis(), LONGEST_BASIS);
        errors.required(path + ".source", consent.source(), LONGEST_SOURCE);
        @Nullable Instant at = consent.at();
        if (at == null) {
            errors.add(path + ".at", "is required: when the consent was given, like 2026-11-02T10:15:00Z");
        } else if (at.isBefore(Instant.EPOCH) || at.isAfter(now.plus(TOLERANCE))) {
            errors.add(path + ".at", "must be a time since 1970 that is not in the future");
        }
    }
}
