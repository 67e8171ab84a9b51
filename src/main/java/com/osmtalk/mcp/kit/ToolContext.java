package com.osmtalk.mcp.kit;

import com.osmtalk.client.AccountApi;
import com.osmtalk.client.WidgetApi;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a running tool may reach: the API as its caller, and that caller's ear. */
public interface ToolContext {
    /** The API, with the key of whoever asks. */
    WidgetApi api();

    /** The routes of the account, with the same key; only a key without limits, or a session token, opens them. */
    AccountApi account();

    /** Tells callers apart by their keys, and gives nothing of a key away. */
    String principal();

    /**
     * Tells the caller how far it is, if the caller wants to know.
     *
     * @param done grows with every report
     * @param total what {@code done} will be at the end
     */
    void progress(double done, double total, String message);

    /** Waits. False, at once, when there is no more point in waiting: the caller cancelled or is leaving. */
    boolean pause(Duration time) throws InterruptedException;

    /** Waits for something, but no longer than a time. False, at once, when there is no more point in waiting. */
    boolean await(CompletableFuture<?> event, Duration time) throws InterruptedException;

    /**
     * Asks the person who uses the client; empty when the client can ask nobody. With some protocol revisions the tool
     * is called again from its beginning when the answer is there, so nothing may be done before this that must not be
     * done twice.
     */
    Optional<Question.Answer> ask(Question question) throws InterruptedException;
}
