package com.osmtalk.server.cluster;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.voice.LiveCall;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are live, each held by one server, and the commands that reach a call wherever it is held.
 *
 * <p>A call's line, its conversation and its timers are objects in the memory of one process and can't be moved. So it
 * is the command that travels, after the transaction that decided on it has been committed: one that is rolled back
 * must not have hung up.
 */
public interface LiveCalls extends AutoCloseable {
    /** Carries out what other servers ask from now on. */
    void start();

    /** Carries out no more of it. */
    @Override
    void close();

    /**
     * This server is about to hold a call, and commands find it here from now on: before its line is opened, so that
     * even a call that ends immediately is {@link #release}d again. Holding what is held already changes nothing.
     *
     * @return to be completed with the line once it is open; commands that come earlier wait for it
     */
    CompletableFuture<LiveCall> hold(String callId);

    /** The call is over, and no command finds it any more. Does nothing when it is not held here. */
    void release(String callId);

    /** The calls that this server holds. */
    Set<String> held();

    /** Interrupts a call that is held here, but is not this server's any more: others have ended it. */
    void interrupt(String callId);

    /**
     * Hangs up, once the transaction that this thread is in has been committed.
     *
     * @return false when no server that can be reached holds the call: it is just ending, or its server is gone
     */
    boolean end(String callId);

    /**
     * Hands the call to a person, once the transaction that this thread is in has been committed.
     *
     * @param summary of what the person should know
     */
    TransferOutcome transfer(String callId, PhoneNumber destination, @Nullable String summary);

    /**
     * Tells the agent something, once the transaction that this thread is in has been committed.
     *
     * @param n counts the notes of the call
     * @return false when no server that can be reached holds the call
     */
    boolean note(String callId, int n, String text);

    /**
     * Presses keys, once the transaction that this thread is in has been committed.
     *
     * @return false when no server that can be reached holds the call
     */
    boolean press(String callId, String keys);

    /**
     * Answers what the agent has asked, once the transaction that this thread is in has been committed.
     *
     * @return false when no server that can be reached holds the call
     */
    boolean answer(String callId, int question, String text);

    /**
     * Whether a call can be handed over. The line knows better than what is stored: storing a call's end takes a
     * moment.
     */
    enum TransferOutcome {
        /** It is handed over; one that another server holds only if its line is neither over nor being handed over. */
        ACCEPTED,
        /** No server that can be reached holds the call. */
        UNREACHABLE,
        OVER,
        BEING_TRANSFERRED
    }
}
