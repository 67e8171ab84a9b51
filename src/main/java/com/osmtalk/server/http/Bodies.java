package com.osmtalk.server.http;

import io.javalin.http.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What bodies a route takes, and where they are kept while it is answered.
 *
 * @param inFile large ones are not held in memory
 */
record Bodies(int maxBytes, Duration maxTime, boolean inFile) {
    /** Large ones may take that many times as long. */
    private static final int PATIENCE = 5;

    static Bodies small(int maxBytes, Duration maxTime) {
        return new Bodies(maxBytes, maxTime, false);
    }

    Bodies large(int maxBytes) {
        return new Bodies(maxBytes, maxTime.multipliedBy(PATIENCE), true);
    }

    Exchange exchange(Context context, Authenticator.@Nullable Caller caller) {
        return new Exchange(context, caller, new BodyReader(maxBytes, maxTime), inFile);
    }
}
