package com.osmtalk.mcp.protocol.http;

import com.osmtalk.mcp.protocol.http.Shares.Share;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The streams that are open: those on which a client listens, and those that answer a request that takes its time.
 * Their heartbeats tell which clients have left. Each key and address has its share of them.
 */
public final class OpenStreams {
    /** More than the assistants of one account have open, and a fifth of what an address may. */
    private static final int LISTENING_PER_KEY = 100;

    private static final int LISTENING_PER_ADDRESS = 500;

    /** Three quarters of what the server works on at a time, so that no key keeps the others out. */
    private static final int REQUESTS_PER_KEY = 384;

    private static final int REQUESTS_PER_ADDRESS = 448;

    private final Map<EventStream, Optional<String>> keys = new ConcurrentHashMap<>();
    private final Shares listening = new Shares("open streams", LISTENING_PER_KEY, LISTENING_PER_ADDRESS);
    private final Shares requests = new Shares("requests in progress", REQUESTS_PER_KEY, REQUESTS_PER_ADDRESS);

    /**
     * Answers a request with a stream that stays open, for a client that listens.
     *
     * @param whenGone run once, when the stream has ended, whoever ended it
     * @throws HttpRefusedException 429 when its sender has as many as they may
     */
    public EventStream listen(HttpServletRequest request, Runnable whenGone) throws HttpRefusedException {
        return open(request, listening.take(request), whenGone);
    }

    /** The same for a request that is worked on. */
    public EventStream answer(HttpServletRequest request, Runnable whenGone) throws HttpRefusedException {
        return open(request, requests.take(request), whenGone);
    }

    private EventStream open(HttpServletRequest request, Share share, Runnable whenGone) {
        EventStream[] self = new EventStream[1];
        self[0] = new EventStream(request.startAsync(), () -> {
            keys.remove(self[0]);
            share.close();
            whenGone.run();
        });
        keys.put(self[0], Optional.ofNullable(HttpMessages.apiKey(request)));
        return self[0];
    }

    /** Sends something on every stream, by which a client that has left is noticed. */
    public void heartbeat() {
        keys.keySet().forEach(EventStream::heartbeat);
    }

    /** The keys that streams are open for. */
    public Set<String> keys() {
        Set<String> all = new HashSet<>();
        keys.values().forEach(key -> key.ifPresent(all::add));
        return all;
    }

    /** Whether a stream is open for a key. */
    public boolean holds(String key) {
        return listening.holds(key) || requests.holds(key);
    }

    /** Ends the streams of a key that is good for nothing any more. */
    public void endAll(String key) {
        HttpRefusedException refusal =
                new HttpRefusedException(HttpServletResponse.SC_UNAUTHORIZED, "This API key is not valid any more.");
        keys.forEach((stream, owner) -> {
            if (owner.filter(key::equals).isPresent()) {
                stream.refuse(refusal);
            }
        });
    }

    /** Ends all of them. */
    public void close() {
        keys.keySet().forEach(EventStream::close);
    }
}
