package com.osmtalk.mcp.protocol.legacy;

import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import org.jspecify.annotations.Nullable;

/**
 * What the handler of a request has to know of the session that it came in.
 *
 * @param requester who sent this very request
 * @param tasks null where the session's revision has none
 */
record SessionRequest(
        Requester requester,
        SessionSubscriptions subscriptions,
        @Nullable SessionTasks tasks) {
    /** For the methods that only a session with tasks has. */
    SessionTasks requireTasks() {
        if (tasks == null) {
            throw new IllegalStateException("a session without tasks serves no such method");
        }
        return tasks;
    }
}
