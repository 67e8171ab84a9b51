package com.osmtalk.server.call;

import com.osmtalk.voice.LiveCall;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The handles of the calls this server holds. */
public final class LiveCalls {
    private final Map<String, CompletableFuture<LiveCall>> handles = new ConcurrentHashMap<>();

    /** Makes room for a call before it is dialled, so that even one that ends at once is taken out again. */
    CompletableFuture<LiveCall> add(String callId) {
        CompletableFuture<LiveCall> handle = new CompletableFuture<>();
        handles.put(callId, handle);
        return handle;
    }

    Optional<CompletableFuture<LiveCall>> find(String callId) {
        return Optional.ofNullable(handles.get(callId));
    }

    void remove(String callId) {
        handles.remove(callId);
    }
}
