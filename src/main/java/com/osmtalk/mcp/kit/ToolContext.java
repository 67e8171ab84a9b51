package com.osmtalk.mcp.kit;

import com.osmtalk.client.AccountApi;
import com.osmtalk.client.WidgetApi;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What a running tool may use: the API with the rights of its caller, and the connection to that caller. */
public interface ToolContext {
    /** The routes that any API key may use, with the key of the caller. */
    WidgetApi api();

    /** The routes of the account, with the same key. They take an account key or a session token only. */
    AccountApi account();

    /** Identifies the caller by a fingerprint of the key, which reveals nothing of it. */
    String principal();

    /**
     * Reports progress, if the caller wants to know.
     *
     * @param done larger in every report
     * @param total the value of {@code done} at the end
     */
    void progress(double done, double total, String message);

    /** Waits for a time. Returns false immediately when the caller cancelled or disconnects. */
    boolean pause(Duration time) throws InterruptedException;

    /** Waits for an event, at most for a time. Returns false immediately when the caller cancelled or disconnects. */
    boolean await(CompletableFuture<?> event, Duration time) throws InterruptedException;

    /**
     * Asks the person who uses the client (elicitation), if the client can. In protocol revision 2026-07-28 the tool is
     * called again from its beginning once the answer is there, so it must do nothing before this call that must not
     * be done twice.
     */
    Question.Answer ask(Question question) throws InterruptedException;
}
