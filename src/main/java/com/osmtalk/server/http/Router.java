package com.osmtalk.server.http;

import com.osmtalk.server.problem.Problem;
import java.util.concurrent.CompletableFuture;

/**
 * Where a feature registers its routes. Paths carry their parameters as {@code {id}}.
 *
 * <p>A write is two steps. {@link Write#prepare} reads and checks the request and may do I/O; the {@link Commit} it
 * returns runs in one database transaction, in which an {@code Idempotency-Key} is recorded with the reply as well:
 * both are there or neither is. A {@link Problem} thrown from either step leaves nothing behind, and the key may be
 * used again.
 */
public interface Router {
    void get(String path, Access access, Read read);

    /** A GET that may wait before it answers; no thread waits with it. */
    void getWhenReady(String path, Access access, WaitingRead read);

    void post(String path, Access access, Write write);

    /**
     * A POST whose body may be large: it waits in a file, and {@link Request#upload} reads it from there.
     *
     * @param maxBodyBytes a longer one is refused with 413
     */
    void post(String path, Access access, int maxBodyBytes, Write write);

    void put(String path, Access access, Write write);

    void delete(String path, Access access, Write write);

    /** Answers a request that changes nothing. */
    @FunctionalInterface
    interface Read {
        Response handle(Request request);
    }

    /** Answers a request that changes nothing, when the time has come. */
    @FunctionalInterface
    interface WaitingRead {
        CompletableFuture<Response> handle(Request request);
    }

    /** Reads and checks a request that changes something. */
    @FunctionalInterface
    interface Write {
        Commit prepare(Request request);
    }

    /** Makes the change, inside a transaction. */
    @FunctionalInterface
    interface Commit {
        Response run();
    }
}
