package com.osmtalk.voice.phone.sip;

import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request to a trunk.
 *
 * @param response the final one; null: there was none
 * @param fault why there was none; null: there was one
 * @param identified whether the trunk has asked who we are
 * @param millis from the request to the last response, or for how long was waited
 */
record TrunkReply(
        Path path, @Nullable Response response, @Nullable String fault, boolean identified, long millis) {
    /** 0: there was no response. */
    int status() {
        return response == null ? 0 : response.getStatusCode();
    }

    boolean isSuccess() {
        return status() >= 200 && status() < 300;
    }

    /** Whether another address of the trunk is worth a try (RFC 3263, 4.3). */
    boolean isUnreachable() {
        return response == null || status() == Response.REQUEST_TIMEOUT || status() == Response.SERVICE_UNAVAILABLE;
    }
}
