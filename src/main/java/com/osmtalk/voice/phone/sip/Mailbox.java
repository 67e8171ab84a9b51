package com.osmtalk.voice.phone.sip;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what happens to one leg one after the other, on threads that all legs share. A conversation's timeline can't do
 * this: it ends with the conversation, and a leg has to see its CANCEL or BYE through.
 */
final class Mailbox implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final Executor threads;
    private final Consumer<RuntimeException> whenFailed;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    Mailbox(Executor threads) {
        this(threads, fault -> {});
    }

    /** @param whenFailed what is done, in its turn, after a step that has failed; the log has it already */
    Mailbox(Executor threads, Consumer<RuntimeException> whenFailed) {
        this.threads = threads;
        this.whenFailed = whenFailed;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (waiting) {
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            threads.execute(this::drain);
        } catch (RejectedExecutionException closed) {
            LOG.debug("the server stops; what still happens on a call is not looked at");
        }
    }

    private void drain() {
        while (true) {
            Runnable next;
            synchronized (waiting) {
                next = waiting.poll();
                if (next == null) {
                    running = false;
                    return;
                }
            }
            try {
                next.run();
            } catch (RuntimeException e) {
                LOG.error("a step of a call's signalling has failed", e);
                recover(e);
            }
        }
    }

    private void recover(RuntimeException fault) {
        try {
            whenFailed.accept(fault);
        } catch (RuntimeException e) {
            LOG.error("what was to follow a failure has failed too", e);
        }
    }
}
