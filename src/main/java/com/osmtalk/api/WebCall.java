package com.osmtalk.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A web voice call that waits for its visitor.
 *
 * @param url of the WebSocket it is held on
 * @param token shown in the first message there; good once
 * @param expiresAt when nobody has come by then, the call fails
 * @param page for a browser, with the call in its address; absent where the server has none
 */
public record WebCall(
        String callId,
        String url,
        String token,
        Instant expiresAt,
        @Nullable String page) {
    /** Without the token, so that it never reaches a log. */
    @Override
    public String toString() {
        return "WebCall[" + callId + " at " + url + "]";
    }
}
