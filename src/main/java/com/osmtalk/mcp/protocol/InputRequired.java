package com.osmtalk.mcp.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ends the work on a stateless request until it comes again with the client's answers. Not to be caught by what asked:
 * its work is then done again from the beginning.
 */
public final class InputRequired extends RuntimeException {
    private final transient Map<String, Inquiry> inquiries;
    private final String state;

    InputRequired(Map<String, Inquiry> inquiries, String state) {
        super("the client has to answer first", null, false, false);
        this.inquiries = inquiries;
        this.state = state;
    }

    Map<String, Object> result() {
        Map<String, Object> requests = new LinkedHashMap<>();
        inquiries.forEach(
                (name, inquiry) -> requests.put(name, Map.of("method", inquiry.method(), "params", inquiry.params())));
        return Map.of("resultType", "input_required", "inputRequests", requests, "requestState", state);
    }
}
