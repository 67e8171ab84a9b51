package com.osmtalk.mcp.protocol.feature;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ends the work on a stateless request until it comes again with the client's answers. It passes through everything
 * that runs the request and must not be caught on the way: the work is done again from the beginning.
 */
public final class InputRequiredException extends RuntimeException {
    private final transient Map<String, InputRequest> questions;
    private final String state;

    /** @param state what the client has to bring back with the answers, sealed by whoever asks */
    public InputRequiredException(Map<String, InputRequest> questions, String state) {
        super("the client has to answer first", null, false, false);
        this.questions = questions;
        this.state = state;
    }

    /** The result to answer with, of {@code resultType} {@code input_required}. */
    public Map<String, Object> result() {
        Map<String, Object> requests = new LinkedHashMap<>();
        questions.forEach((name, question) -> requests.put(name, question.json()));
        return Map.of("resultType", "input_required", "inputRequests", requests, "requestState", state);
    }
}
