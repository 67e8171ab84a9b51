package com.osmtalk.server.call;

import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.DatabaseDamagedException;
import com.osmtalk.server.store.DatabaseUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is still to be stored of one live call, in order. Whoever adds an event waits a moment for it, so that what
 * others are told is stored already; while the database is away nobody waits, the conversation goes on, and the events
 * are kept and tried again.
 *
 * <p>Each has a number, which is stored with it: after a commit that nobody knows the outcome of, the number tells
 * whether the event is stored. The same statement finds out whether the call is over, because other servers took this
 * one for dead and ended its calls.
 */
final class EventQueue {
    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int DOUBLINGS = 5;

    /** A conversation of which so much could not be stored is ended. */
    private static final int MOST = 1_000;

    private final String callId;
    private final Database database;
    private final CallStore calls;
    private final EventWriters writers;
    private final Owner owner;
    private final Deque<Event> events = new ArrayDeque<>();
    private long lastNumber;
    private int failures;
    private boolean full;

    /** The call whose events these are. */
    interface Owner {
        /** The call can't go on. */
        void interrupt();

        /** The call's end is stored, whoever ended it. */
        void over();
    }

    private enum Kind {
        STEP,
        /** What was used so far: only the latest needs to be stored. */
        FIGURE,
        END
    }

    private record Event(long number, Kind kind, Runnable write, CompletableFuture<Void> done) {}

    EventQueue(String callId, Database database, CallStore calls, EventWriters writers, Owner owner) {
        this.callId = callId;
        this.database = database;
        this.calls = calls;
        this.writers = writers;
        this.owner = owner;
    }

    /** An event on the call. */
    void add(Runnable write) {
        await(put(Kind.STEP, write));
    }

    /** What the call has used so far, instead of what it had used earlier. */
    void addFigure(Runnable write) {
        await(put(Kind.FIGURE, write));
    }

    /** The last event. It is tried until it is stored, whatever the reason that it was not. */
    void addEnd(Runnable write) {
        await(put(Kind.END, write));
    }

    private @Nullable CompletableFuture<Void> put(Kind kind, Runnable write) {
        boolean nowFull = false;
        CompletableFuture<Void> done = new CompletableFuture<>();
        synchronized (events) {
            if (kind != Kind.END && events.size() >= MOST) {
                nowFull = !full;
                full = true;
                if (!nowFull) {
                    return null;
                }
            } else {
                if (kind == Kind.FIGURE && events.size() > 1 && events.getLast().kind() == Kind.FIGURE) {
                    events.removeLast();
                }
                events.addLast(new Event(++lastNumber, kind, write, done));
                if (events.size() == 1) {
                    writers.opened();
                    submit();
                }
            }
        }
        if (nowFull) {
            LOG.error("{} is ended: {} events of it could not be stored", callId, MOST);
            owner.interrupt();
            return null;
        }
        return writers.isAway() ? null : done;
    }

    private void await(@Nullable CompletableFuture<Void> done) {
        if (done == null) {
            return;
        }
        try {
            done.get(EventWriters.LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            writers.away();
        } catch (ExecutionException e) {
            LOG.debug("{}: not stored at once", callId, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void submit() {
        writers.run(events.getFirst().kind() == Kind.END, this::storeFirst);
    }

    private void storeFirst() {
        Event first;
        synchronized (events) {
            first = events.getFirst();
        }
        boolean over;
        try {
            over = store(first);
        } catch (DatabaseUnavailableException e) {
            writers.away();
            tryAgain(first, e);
            return;
        } catch (DatabaseDamagedException e) {
            abandon(e);
            return;
        } catch (RuntimeException | Error e) {
            if (first.kind() == Kind.END) {
                LOG.error("{}: its end can't be stored", callId, e);
                tryAgain(first, e);
                return;
            }
            LOG.error("{} can't go on: what happened on it can't be stored", callId, e);
            owner.interrupt();
            over = false;
        }
        writers.back();
        next(first, over);
    }

    /** The server stops, and nothing of this will ever be stored. */
    private void abandon(DatabaseDamagedException e) {
        synchronized (events) {
            events.forEach(event -> event.done().completeExceptionally(e));
            events.clear();
            writers.emptied();
        }
        owner.interrupt();
    }

    /** @return whether the call is over */
    private boolean store(Event event) {
        boolean end = event.kind() == Kind.END;
        CallStore.Step step = end
                ? database.transaction(handle -> advance(event))
                : database.urgentTransaction(handle -> advance(event));
        return end || step == CallStore.Step.OVER;
    }

    private CallStore.Step advance(Event event) {
        CallStore.Step step = calls.advance(callId, event.number());
        if (step == CallStore.Step.NEXT) {
            event.write().run();
        }
        return step;
    }

    private void next(Event stored, boolean over) {
        boolean lost;
        synchronized (events) {
            failures = 0;
            lost = over && stored.kind() != Kind.END;
            if (over) {
                events.forEach(event -> event.done().complete(null));
                events.clear();
            } else {
                events.removeFirst();
            }
            if (events.isEmpty()) {
                writers.emptied();
            } else {
                submit();
            }
        }
        if (lost) {
            LOG.warn("{} was ended by another server, or by hand", callId);
            owner.interrupt();
        }
        if (over) {
            owner.over();
        }
        stored.done().complete(null);
    }

    private void tryAgain(Event event, Throwable cause) {
        long pause;
        synchronized (events) {
            pause = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failures, DOUBLINGS));
            failures++;
        }
        if (failures == 1) {
            LOG.warn("{}: kept, and tried again until it is stored: {}", callId, cause.getMessage());
        }
        event.done().completeExceptionally(cause);
        writers.runLater(pause, event.kind() == Kind.END, this::storeFirst);
    }
}
