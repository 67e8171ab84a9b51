package com.osmtalk.cli;

import com.osmtalk.client.ApiException;
import com.osmtalk.client.OsmTalkClient;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is opened when it is first needed, so that an assistant which has only just started this program,
 * and asks what it can do, does not wait for it. What goes wrong then is told on standard error once, and in the
 * answer of every tool that needs it.
 */
final class DeferredConnection implements AutoCloseable {
    private static final Pattern EXCEPTION =
            Pattern.compile("\\b([a-z0-9_]+\\.)*[A-Z][A-Za-z0-9]*(Exception|Error)\\b(: *)?");

    private final FutureTask<ApiConnection> opening;

    DeferredConnection(Supplier<ApiConnection> open) {
        this.opening = new FutureTask<>(open::get);
    }

    /** Opens it behind what else goes on. */
    void prepare() {
        Thread thread = new Thread(this::complain, "osmtalk-connection");
        thread.setDaemon(true);
        thread.start();
    }

    private void complain() {
        try {
            key();
        } catch (ApiException e) {
            System.err.println("osmtalk: " + e.getMessage());
        } catch (CancellationException closedBefore) {
            // nobody needs it any more
        }
    }

    /** Waits until it is open, and throws {@link ApiException} if it cannot be. */
    String key() {
        return of(ApiConnection::apiKey);
    }

    /** As {@link #key}: the organisation that it is used for; null: the key's own. */
    @Nullable
    String organizationId() {
        return of(ApiConnection::organizationId);
    }

    /** For requests of many callers, each with a key of its own or with {@link #key}. */
    OsmTalkClient client() {
        return OsmTalkClient.builder()
                .baseUrl(() -> of(ApiConnection::url))
                .deadline(ApiConnection.DEADLINE)
                .build();
    }

    private <T extends @Nullable Object> T of(Function<ApiConnection, T> part) {
        try {
            opening.run();
            return part.apply(opening.get());
        } catch (ExecutionException e) {
            throw ApiException.notSetUp(sentence(e.getCause()), e);
        } catch (CancellationException closed) {
            throw closed;
        } catch (IllegalStateException | UncheckedIOException e) {
            throw ApiException.notSetUp(sentence(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is wrong, without the names that exceptions have in Java. */
    private static String sentence(Throwable problem) {
        return EXCEPTION
                .matcher(Objects.requireNonNullElse(problem.getMessage(), "something failed here; see the log"))
                .replaceAll("");
    }

    /** Closes what was opened. */
    @Override
    public void close() {
        if (!opening.cancel(false) && opening.isDone()) {
            try {
                opening.get().close();
            } catch (ExecutionException | CancellationException neverOpened) {
                // told when it was tried
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
