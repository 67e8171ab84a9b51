package com.osmtalk.server.cluster;

import com.osmtalk.server.store.Database;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The {@link ChangeFeed} of a single server: what changes in this process. */
public final class LocalChangeFeed implements ChangeFeed {
    private final Database database;
    private final Map<String, Set<CompletableFuture<Void>>> waiting = new ConcurrentHashMap<>();

    public LocalChangeFeed(Database database) {
        this.database = database;
    }

    @Override
    public CompletableFuture<Void> next(String subject) {
        CompletableFuture<Void> change = new CompletableFuture<>();
        waiting.compute(subject, (id, others) -> {
            Set<CompletableFuture<Void>> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(change);
            return all;
        });
        return change;
    }

    @Override
    public void unsubscribe(String subject, CompletableFuture<Void> change) {
        waiting.computeIfPresent(subject, (id, all) -> {
            all.remove(change);
            return all.isEmpty() ? null : all;
        });
    }

    /**
     * Asks who waits at the commit and not now: somebody may begin to wait, and still read the old state, in between.
     */
    @Override
    public void changed(String subject) {
        database.afterCommit(() -> wake(subject));
    }

    private void wake(String subject) {
        Set<CompletableFuture<Void>> all = waiting.remove(subject);
        if (all != null) {
            all.forEach(change -> change.complete(null));
        }
    }

    @Override
    public void close() {
        waiting.keySet().forEach(this::wake);
    }
}
