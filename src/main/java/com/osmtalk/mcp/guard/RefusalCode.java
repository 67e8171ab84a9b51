package com.osmtalk.mcp.guard;

import java.util.Locale;

/** Why the guard refused. The codes are stable: programs may rely on them. */
public enum RefusalCode {
    /** Read-only mode: this server changes nothing. Setting: {@code OSMTALK_READ_ONLY}. */
    READ_ONLY,
    /** No country has such a number. */
    INVALID_NUMBER,
    /** An emergency, premium-rate, satellite or other number that is never called; no setting changes that. */
    NUMBER_FORBIDDEN,
    /** Not on the list of allowed numbers. Setting: {@code OSMTALK_ALLOWED_NUMBERS}. */
    NOT_ALLOWED,
    /** Quiet hours where the callee is. Setting: {@code OSMTALK_QUIET_HOURS}. */
    OUTSIDE_HOURS,
    /**
     * The same call was started a few minutes ago and it is unknown whether it was placed. (If it is known, the
     * answer is that first call instead of a refusal.) Setting: {@code OSMTALK_DUPLICATE_MINUTES}.
     */
    DUPLICATE_SUPPRESSED,
    /** Setting: {@code OSMTALK_CALLS_PER_HOUR}. */
    HOURLY_CAP_REACHED,
    /** Setting: {@code OSMTALK_CALLS_PER_DAY}. */
    DAILY_CAP_REACHED,
    /** Setting: {@code OSMTALK_MAX_SPEND_PER_DAY}. */
    SPEND_CAP_REACHED,
    /**
     * A person has to agree first. If the answer has a {@code confirmation_token}, call again with it once they did.
     * Setting: {@code OSMTALK_CONFIRM}.
     */
    CONFIRMATION_REQUIRED,
    /**
     * The token was already used, has expired, was never issued, or belongs to other arguments or an earlier state of
     * the agent; or the agent was changed while the person was asked.
     */
    CONFIRMATION_INVALID,
    /** What a person would have to read before they agree is more than anybody reads. */
    TOO_LONG_TO_READ,
    /** The person was asked and declined. */
    DECLINED,
    /** The guard's file can't be read or written, so no limit could be kept. Setting: {@code OSMTALK_HOME}. */
    GUARD_UNAVAILABLE;

    /** As it appears in answers: {@code outside_hours}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
