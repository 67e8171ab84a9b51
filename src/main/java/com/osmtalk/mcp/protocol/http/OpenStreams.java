package com.osmtalk.mcp.protocol.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The streams that may stay silent for long: those on which a client listens, and those of the stateless revision,
 * where to leave is to cancel. Their heartbeats tell which clients have left.
 */
public final class OpenStreams {
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();

    /**
     * Answers a request with a stream that stays open.
     *
     * @param whenGone run once, when the stream has ended, whoever ended it
     */
    public EventStream open(HttpServletRequest request, Runnable whenGone) {
        EventStream[] self = new EventStream[1];
        self[0] = new EventStream(request.startAsync(), () -> {
            open.remove(self[0]);
            whenGone.run();
        });
        open.add(self[0]);
        return self[0];
    }

    /** Sends something on every stream, by which a client that has left is noticed. */
    public void heartbeat() {
        open.forEach(EventStream::heartbeat);
    }

    /** Ends all of them. */
    public void close() {
        open.forEach(EventStream::close);
    }
}
