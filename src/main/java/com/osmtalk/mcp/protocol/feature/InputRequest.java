package com.osmtalk.mcp.protocol.feature;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question to a client, in the form of the stateless revision's {@code inputRequests}; sessions send it as a
 * request of that method.
 *
 * @param method {@code elicitation/create}, {@code sampling/createMessage} or {@code roots/list}
 * @param bound whether only an answer to this very question, word for word, counts. In the stateless revision a
 *     client may bring answers to questions it was not asked yet; for a consent that must not do
 * @param insist whether to ask even a client that could not answer an earlier question of its session, and to wait
 *     for as long as a person may take
 * @param within how long an answer is of use, for a client that is waited for; null: as long as the person may take
 */
public record InputRequest(
        String method,
        Map<String, Object> params,
        boolean bound,
        boolean insist,
        @Nullable Duration within) {
    /** A question that is put to a client only as long as it has answered those before. */
    public InputRequest(String method, Map<String, Object> params, boolean bound) {
        this(method, params, bound, false, null);
    }

    /** As it stands among the {@code inputRequests} of the stateless revision. */
    public Map<String, Object> json() {
        return Map.of("method", method, "params", params);
    }

    /** What a client must have declared to be asked this. */
    public String capability() {
        return method.substring(0, method.indexOf('/'));
    }
}
