package com.osmtalk.server.cluster;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.server.cluster.CallCommand.Kind;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.DatabaseUnavailableException;
import com.osmtalk.voice.LiveCall;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link LiveCalls} of several servers. What is asked of a call that another holds is stored in the transaction that
 * decides on it, and the holder looks several times a second for what is meant for its calls, as long as it has any.
 *
 * <p>It deletes a command before it carries it out, so that each is carried out once at most: keys that are pressed
 * twice, or a second person who is dialled, are worse than none. One that nobody takes, because its call has just ended
 * or its server died, is deleted after a while; a call whose server died is ended all the same.
 */
public final class SharedLiveCalls implements LiveCalls {
    private static final Logger LOG = LoggerFactory.getLogger(SharedLiveCalls.class);
    private static final long PAUSE_MILLIS = 200;

    /** Longer than it takes to evict a server, and too short for keys to be pressed in another part of a talk. */
    private static final Duration KEPT = Duration.ofSeconds(20);

    private final Database database;
    private final LocalLiveCalls here;
    private final CallCommandStore commands;
    private final Predicate<String> isHeldByAnother;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "call-commands");
        made.setDaemon(true);
        return made;
    });

    /** @param isHeldByAnother whether another server that is alive has claimed a call */
    public SharedLiveCalls(Database database, Predicate<String> isHeldByAnother) {
        this.database = database;
        this.here = new LocalLiveCalls(database);
        this.commands = new CallCommandStore(database);
        this.isHeldByAnother = isHeldByAnother;
    }

    @Override
    public void start() {
        thread.scheduleWithFixedDelay(this::tryToTake, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private void tryToTake() {
        try {
            take();
        } catch (DatabaseUnavailableException e) {
            LOG.debug("what others ask of our calls waits for the database", e);
        } catch (RuntimeException e) {
            LOG.warn("what others ask of our calls could not be looked for", e);
        }
    }

    private void take() {
        Set<String> held = here.held();
        List<CallCommandStore.Stored> waiting = held.isEmpty() ? List.of() : commands.waiting();
        if (waiting.isEmpty()) {
            return;
        }
        commands.deleteOlderThan(KEPT);
        for (CallCommandStore.Stored each : waiting) {
            if (held.contains(each.callId())) {
                carryOut(each);
            }
        }
    }

    /** The line is told once the deletion has been committed. */
    private void carryOut(CallCommandStore.Stored asked) {
        database.transaction(handle -> {
            if (commands.delete(asked.id())) {
                asked.command().giveTo(here, asked.callId());
            }
            return null;
        });
    }

    @Override
    public CompletableFuture<LiveCall> hold(String callId) {
        return here.hold(callId);
    }

    @Override
    public void release(String callId) {
        here.release(callId);
    }

    @Override
    public Set<String> held() {
        return here.held();
    }

    @Override
    public void interrupt(String callId) {
        here.interrupt(callId);
    }

    @Override
    public boolean end(String callId) {
        return here.end(callId) || askHolder(callId, new CallCommand(Kind.END, null, null, null));
    }

    @Override
    public boolean note(String callId, int n, String text) {
        return here.note(callId, n, text) || askHolder(callId, new CallCommand(Kind.NOTE, n, text, null));
    }

    @Override
    public boolean press(String callId, String keys) {
        return here.press(callId, keys) || askHolder(callId, new CallCommand(Kind.PRESS, null, keys, null));
    }

    @Override
    public boolean answer(String callId, int question, String text) {
        return here.answer(callId, question, text)
                || askHolder(callId, new CallCommand(Kind.ANSWER, question, text, null));
    }

    @Override
    public TransferOutcome transfer(String callId, PhoneNumber destination, @Nullable String summary) {
        TransferOutcome outcome = here.transfer(callId, destination, summary);
        return outcome == TransferOutcome.UNREACHABLE
                        && askHolder(callId, new CallCommand(Kind.TRANSFER, null, summary, destination))
                ? TransferOutcome.ACCEPTED
                : outcome;
    }

    private boolean askHolder(String callId, CallCommand command) {
        return database.transaction(handle -> {
            if (!isHeldByAnother.test(callId)) {
                return false;
            }
            commands.insert(callId, command);
            return true;
        });
    }
}
