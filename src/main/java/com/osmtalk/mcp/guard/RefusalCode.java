package com.osmtalk.mcp.guard;

import java.util.Locale;

/** Why the guard did not let a phone be dialled. The codes are stable: programs may rely on them. */
public enum RefusalCode {
    /** This server places no calls at all. Setting: {@code OSMTALK_READ_ONLY}. */
    READ_ONLY,
    /** No telephone network can have this number. */
    INVALID_NUMBER,
    /** An emergency, premium-rate, satellite or other number that is never called; no setting changes that. */
    NUMBER_FORBIDDEN,
    /** Not on the list of what may be called. Setting: {@code OSMTALK_ALLOWED_NUMBERS}. */
    NOT_ALLOWED,
    /** Night, or another quiet hour, where the callee is. Setting: {@code OSMTALK_QUIET_HOURS}. */
    OUTSIDE_HOURS,
    /**
     * The same call was begun a few minutes ago, and what became of it is not known. (When it is known, the answer is that
     * first call and no refusal.) Setting: {@code OSMTALK_DUPLICATE_MINUTES}.
     */
    DUPLICATE_SUPPRESSED,
    /** Setting: {@code OSMTALK_CALLS_PER_HOUR}. */
    HOURLY_CAP_REACHED,
    /** Setting: {@code OSMTALK_CALLS_PER_DAY}. */
    DAILY_CAP_REACHED,
    /** Setting: {@code OSMTALK_MAX_SPEND_PER_DAY}. */
    SPEND_CAP_REACHED,
    /**
     * The person has to agree first. With a {@code confirmation_token} in the answer: call again with it once they did.
     * Setting: {@code OSMTALK_CONFIRM}.
     */
    CONFIRMATION_REQUIRED,
    /**
     * The token was used before, has expired, belongs to other arguments or to an agent that was changed since, or was
     * never given out; or the agent was changed while the person was asked.
     */
    CONFIRMATION_INVALID,
    /** The person was asked and said no. */
    DECLINED,
    /** The guard's file can't be read or written, so no limit could be kept. Setting: {@code OSMTALK_HOME}. */
    GUARD_UNAVAILABLE;

    /** As it goes over the wire: {@code outside_hours}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
