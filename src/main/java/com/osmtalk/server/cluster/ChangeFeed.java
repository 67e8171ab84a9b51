package com.osmtalk.server.cluster;

import java.util.concurrent.CompletableFuture;

/**
 * Tells whoever waits for something stored to change that it has, on every server.
 *
 * <p>It says that there is something new to read, never what: whoever is woken reads the database again. A notice may
 * be lost, as when a connection between servers breaks, so a wait has a limit after which one looks anyway; and there
 * may be a notice without a change.
 */
public interface ChangeFeed extends AutoCloseable {
    /**
     * Completes at the next change. To miss none, ask for this before reading what there is; and {@link #unsubscribe}
     * it when the wait is over earlier.
     *
     * @param subject the id of what may change: a call's
     */
    CompletableFuture<Void> next(String subject);

    /** Ends a wait of {@link #next} whose change is no longer of interest. */
    void unsubscribe(String subject, CompletableFuture<Void> change);

    /** Tells of a change once it can be read: when the transaction that this thread is in has been committed. */
    void changed(String subject);

    /** Completes every wait: there will be no more notices here. */
    @Override
    void close();
}
