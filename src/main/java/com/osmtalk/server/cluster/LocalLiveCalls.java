package com.osmtalk.server.cluster;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.server.store.Database;
import com.osmtalk.voice.LiveCall;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@link LiveCalls} of a single server: all that are held are held here. */
public final class LocalLiveCalls implements LiveCalls {
    private final Database database;
    private final Map<String, CompletableFuture<LiveCall>> lines = new ConcurrentHashMap<>();

    public LocalLiveCalls(Database database) {
        this.database = database;
    }

    /** There are no others. */
    @Override
    public void start() {}

    @Override
    public void close() {}

    @Override
    public CompletableFuture<LiveCall> hold(String callId) {
        return lines.computeIfAbsent(callId, held -> new CompletableFuture<>());
    }

    @Override
    public void release(String callId) {
        lines.remove(callId);
    }

    @Override
    public Set<String> held() {
        return Set.copyOf(lines.keySet());
    }

    @Override
    public void interrupt(String callId) {
        CompletableFuture<LiveCall> line = lines.remove(callId);
        if (line != null) {
            line.thenAccept(LiveCall::interrupt);
        }
    }

    @Override
    public boolean end(String callId) {
        return tell(callId, LiveCall::hangUp);
    }

    @Override
    public boolean note(String callId, int n, String text) {
        return tell(callId, call -> call.note(n, text));
    }

    @Override
    public boolean press(String callId, String keys) {
        return tell(callId, call -> call.press(keys));
    }

    @Override
    public boolean answer(String callId, int question, String text) {
        return tell(callId, call -> call.answer(question, text));
    }

    private boolean tell(String callId, Consumer<LiveCall> command) {
        CompletableFuture<LiveCall> line = lines.get(callId);
        if (line == null) {
            return false;
        }
        database.afterCommit(() -> line.thenAccept(command));
        return true;
    }

    @Override
    public TransferOutcome transfer(String callId, PhoneNumber destination, @Nullable String summary) {
        CompletableFuture<LiveCall> line = lines.get(callId);
        if (line == null) {
            return TransferOutcome.UNREACHABLE;
        }
        LiveCall open = line.getNow(null);
        if (open != null && open.isOver()) {
            return TransferOutcome.OVER;
        }
        if (open != null && open.isBeingTransferred()) {
            return TransferOutcome.BEING_TRANSFERRED;
        }
        database.afterCommit(() -> line.thenAccept(call -> call.transfer(destination, summary)));
        return TransferOutcome.ACCEPTED;
    }
}
