package com.osmtalk.server.eval;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Until when a run of a test case has to be over, however long each of its steps takes. */
final class Deadline {
    private final Duration limit;
    private final long end;

    Deadline(Duration limit) {
        this.limit = limit;
        this.end = System.nanoTime() + limit.toNanos();
    }

    /** @param what is waited for, in words: {@code the agent's words} */
    <T> T await(String what, CompletionStage<T> answer) throws RehearsalException {
        try {
            return answer.toCompletableFuture().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RehearsalException("The server stopped while it waited for " + what + ".", e);
        } catch (TimeoutException e) {
            throw new RehearsalException(
                    "After " + limit.toSeconds() + " seconds the run still waited for " + what + ".", e);
        } catch (ExecutionException e) {
            throw new RehearsalException("The language model gave no answer that could be used for " + what + ".", e);
        }
    }
}
