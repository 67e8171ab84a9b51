package com.osmtalk.mcp.protocol.feature;

import java.util.Map;

/**
 * Something asked of a client.
 *
 * @param method {@code elicitation/create}, {@code sampling/createMessage} or {@code roots/list}
 * @param bound whether only an answer to this very question, word for word, counts. Stateless revisions let a client
 *     answer what it was not asked yet
 */
public record InputRequest(String method, Map<String, Object> params, boolean bound) {
    /** What a client must have declared to be asked this. */
    public String capability() {
        return method.substring(0, method.indexOf('/'));
    }
}
