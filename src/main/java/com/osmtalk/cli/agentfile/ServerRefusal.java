package com.osmtalk.cli.agentfile;

import com.osmtalk.client.ApiException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the server says against an agent or its tests, with the places as they are in the agent's file. */
public final class ServerRefusal {
    /** Of the key, of the account as a whole, or of something before the server: the next agent would fare the same. */
    private static final Set<Integer> OF_ALL = Set.of(0, 401, 403, 429, 502, 503, 504);

    private static final String TEST_CASES = "testCases[";
    private static final String DRAFT = "draft.";
    private static final String AGENT = "agent.";

    private ServerRefusal() {}

    /** Whether other agents may go well all the same. */
    public static boolean isOfOneAgent(ApiException refusal) {
        return !OF_ALL.contains(refusal.status());
    }

    /** Of a request that has an agent, or an agent with its tests. */
    public static String ofAgent(ApiException refusal) {
        return sentence(refusal, "");
    }

    /** Of a request that has one test. @param index of the test in its file */
    static String ofTest(ApiException refusal, int index) {
        return sentence(refusal, "tests[" + index + "].");
    }

    private static String sentence(ApiException refusal, String place) {
        if (!(refusal.details().get("fields") instanceof List<?> fields) || fields.isEmpty()) {
            return String.valueOf(refusal.getMessage());
        }
        return fields.stream()
                .map(field -> field instanceof Map<?, ?> error ? sentence(error, place) : String.valueOf(field))
                .collect(Collectors.joining("; "));
    }

    private static String sentence(Map<?, ?> error, String place) {
        String path = String.valueOf(error.get("path"));
        String message = String.valueOf(error.get("message"));
        return path.isEmpty() ? message : inFile(path, place) + ": " + message;
    }

    private static String inFile(String path, String place) {
        if (!place.isEmpty()) {
            return place + path;
        } else if (path.startsWith(TEST_CASES)) {
            return "tests[" + path.substring(TEST_CASES.length());
        }
        return AGENT + (path.startsWith(DRAFT) ? path.substring(DRAFT.length()) : path);
    }
}
