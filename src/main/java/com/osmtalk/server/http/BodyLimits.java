package com.osmtalk.server.http;

import io.javalin.http.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What bodies a route takes, and where they are kept while it is answered.
 *
 * @param inFile large ones are not held in memory
 */
record BodyLimits(int maxBytes, Duration maxTime, boolean inFile) {
    /** How many times as long a large body may take. */
    private static final int TIMEOUT = 5;

    static BodyLimits small(int maxBytes, Duration maxTime) {
        return new BodyLimits(maxBytes, maxTime, false);
    }

    BodyLimits large(int maxBytes) {
        return new BodyLimits(maxBytes, maxTime.multipliedBy(TIMEOUT), true);
    }

    Exchange exchange(Context context, Authenticator.@Nullable Caller caller, OwnPages pages) {
        return new Exchange(context, caller, pages, new BodyReader(maxBytes, maxTime), inFile);
    }
}
