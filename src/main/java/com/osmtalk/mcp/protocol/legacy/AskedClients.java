package com.osmtalk.mcp.protocol.legacy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of the clients that were asked something: whether they ever answered. Some declare that they can ask
 * a person, and then answer every question with an error, with nothing, or not at all; their tools would wait, and
 * come to nothing, each time. So who could not be asked once is not asked again in that session, unless the asker
 * insists, and an answer that comes too late takes that back.
 */
final class AskedClients {
    private static final int MAX_SESSIONS = 10_000;

    private final Duration patience;

    /** In order of last use, so that the session unused for the longest time is forgotten. */
    private final Map<String, Boolean> answers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_SESSIONS;
        }
    };

    /** @param patience how long to wait for a client that has never answered */
    AskedClients(Duration patience) {
        this.patience = patience;
    }

    Duration patience() {
        return patience;
    }

    /** It gave an answer of the right form. */
    synchronized void answered(String session) {
        answers.put(session, true);
    }

    /** It gave none. One that has answered before is known to be able to, and stays so. */
    synchronized void failed(String session) {
        answers.putIfAbsent(session, false);
    }

    /** Whether it has answered a question in this session. */
    synchronized boolean hasAnswered(String session) {
        return answers.getOrDefault(session, false);
    }

    /** Whether it was asked, and only ever failed to answer. */
    synchronized boolean hasFailed(String session) {
        return !answers.getOrDefault(session, true);
    }
}
