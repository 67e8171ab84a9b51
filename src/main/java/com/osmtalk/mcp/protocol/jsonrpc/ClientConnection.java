package com.osmtalk.mcp.protocol.jsonrpc;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

/**
 * One client on a two-way connection (stdio, HTTP+SSE), as its transport sees it: the transport hands over what it
 * reads, and is handed what it has to write. Which revision is spoken is none of its business.
 */
public interface ClientConnection {
    /** The way to the client. */
    interface Output {
        /** Sends one message, whole, whoever else sends at the same time. */
        void send(String json) throws IOException;

        /** Ends the connection: nothing is read from it any more. */
        void close();
    }

    /**
     * Takes one message. A request that may take its time is left to the executor, the others are answered when this
     * returns.
     *
     * @param requester tells who sent a request, given what cancels it; asked anew for each
     * @param executor not asked for the requests of a batch: it might do one after the other
     */
    void receive(Message message, Function<Cancellation, Requester> requester, RequestExecutor executor);

    /** Sends one line of JSON; a connection that is gone ends everything that runs for it. */
    void send(String json);

    /** Lets everything that runs come to its end, and what waits stop waiting. False when the time was not enough. */
    boolean finish(Duration limit) throws InterruptedException;

    /** Cancels everything that runs: nobody is there to hear the answers. */
    void abandon();
}
