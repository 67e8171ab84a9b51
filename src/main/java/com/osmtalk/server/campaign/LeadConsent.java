package com.osmtalk.server.campaign;

import com.osmtalk.api.Consent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The consent of a lead as its row has it: three cells or fields of text, all of them or none. */
final class LeadConsent {
    private @Nullable String basis;
    private @Nullable String source;
    private @Nullable String at;

    LeadConsent basis(@Nullable String text) {
        basis = text;
        return this;
    }

    LeadConsent source(@Nullable String text) {
        source = text;
        return this;
    }

    /** @param text a time with its offset, or a day, which counts from its beginning in UTC */
    LeadConsent at(@Nullable String text) {
        at = text;
        return this;
    }

    /**
     * @return null when the row has none
     * @throws IllegalArgumentException with what is missing, as a sentence for who sent the row
     */
    @Nullable
    Consent read() {
        if (isBlank(basis) && isBlank(source) && isBlank(at)) {
            return null;
        }
        return new Consent(given("basis", basis), given("source", source), time(given("time", at)));
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static String given(String what, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(
                    "its consent has no " + what + "; a consent has a basis, a source and a time");
        }
        return text.strip();
    }

    private static Instant time(String text) {
        try {
            return text.length() == "2026-11-02".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "the time of its consent must be like 2026-11-02 or 2026-11-02T10:15:00Z");
        }
    }
}
