package com.osmtalk.server.call;

import com.osmtalk.server.store.Database;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Wakes those who wait for something to happen on a call. It knows what happens in this process; what another server
 * stores is seen by looking again.
 */
public final class CallChanges implements AutoCloseable {
    private final Database database;
    private final Map<String, Set<CompletableFuture<Void>>> waiting = new ConcurrentHashMap<>();

    public CallChanges(Database database) {
        this.database = database;
    }

    /** Completes at the next change. Whoever stops waiting before {@link #forget}s it. */
    CompletableFuture<Void> next(String callId) {
        CompletableFuture<Void> change = new CompletableFuture<>();
        waiting.compute(callId, (id, others) -> {
            Set<CompletableFuture<Void>> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(change);
            return all;
        });
        return change;
    }

    void forget(String callId, CompletableFuture<Void> change) {
        waiting.computeIfPresent(callId, (id, all) -> {
            all.remove(change);
            return all.isEmpty() ? null : all;
        });
    }

    /** Wakes them once the change can be read: when the transaction that this thread is in has been committed. */
    void afterCommit(String callId) {
        if (waiting.containsKey(callId)) {
            database.afterCommit(() -> wake(callId));
        }
    }

    private void wake(String callId) {
        Set<CompletableFuture<Void>> all = waiting.remove(callId);
        if (all != null) {
            all.forEach(change -> change.complete(null));
        }
    }

    /** Wakes everybody: there will be no more changes. */
    @Override
    public void close() {
        waiting.keySet().forEach(this::wake);
    }
}
