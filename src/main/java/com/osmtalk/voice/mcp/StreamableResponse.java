package com.osmtalk.voice.mcp;

import com.osmtalk.voice.http.NotPublicException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.CharBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hc.client5.http.async.methods.AbstractCharResponseConsumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Reads what comes back on one message: one JSON message, a stream of events with one each, or nothing. A server that
 * sends without end is cut off at half a million characters; the model is given a small part of that anyway.
 */
final class StreamableResponse extends AbstractCharResponseConsumer<Boolean> {
    /** What comes, one message after the other. */
    @FunctionalInterface
    interface Receiver {
        void message(String json) throws IOException;
    }

    static final int LONGEST = 512 * 1024;

    private final boolean wantsAnswer;
    private final Consumer<@Nullable String> began;
    private final Receiver receiver;
    private final CompletableFuture<Boolean> result = new CompletableFuture<>();
    private final StringBuilder unread = new StringBuilder();
    private final StringBuilder event = new StringBuilder();
    private volatile int status;
    private boolean stream;
    private boolean answered;
    private long length;

    /** @param began is given the session's id, or null, with the answer's first line */
    StreamableResponse(boolean wantsAnswer, Consumer<@Nullable String> began, Receiver receiver) {
        this.wantsAnswer = wantsAnswer;
        this.began = began;
        this.receiver = receiver;
    }

    /** Completes when all is read; fails with a {@link McpServerException}, also when that takes too long. */
    CompletableFuture<Boolean> within(Duration limit) {
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> fail("no answer within " + limit.toSeconds() + " seconds", null));
        return result;
    }

    /** 0 before it is known. */
    int status() {
        return status;
    }

    @Override
    protected void start(HttpResponse response, ContentType type) {
        status = response.getCode();
        if (status < 200 || status >= 300) {
            fail(reason(status), null);
            return;
        }
        Header session = response.getFirstHeader("Mcp-Session-Id");
        began.accept(session == null ? null : session.getValue());
        stream = type != null && ContentType.TEXT_EVENT_STREAM.isSameMimeType(type);
    }

    private static String reason(int status) {
        if (status == 401 || status == 403) {
            return "the server refuses the agent's credentials (status " + status + ")";
        }
        return status >= 300 && status < 400
                ? "the server sends elsewhere (status " + status + "), which is not followed"
                : "the server answered with status " + status;
    }

    @Override
    protected int capacityIncrement() {
        return 16 * 1024;
    }

    @Override
    protected void data(CharBuffer text, boolean last) {
        length += text.remaining();
        if (result.isDone()) {
            text.position(text.limit());
            return;
        }
        if (length > LONGEST) {
            text.position(text.limit());
            fail("the server's answer is too long", null);
            return;
        }
        unread.append(text);
        text.position(text.limit());
        if (stream) {
            readLines();
        }
    }

    /** The lines of an event stream that are complete: {@code data:} collects, an empty line ends an event. */
    private void readLines() {
        int begin = 0;
        for (int end = unread.indexOf("\n"); end >= 0; end = unread.indexOf("\n", begin)) {
            String line = unread.substring(begin, end).replaceFirst("\r$", "");
            begin = end + 1;
            if (line.isEmpty()) {
                endOfEvent();
            } else if (line.startsWith("data:")) {
                event.append(event.isEmpty() ? "" : "\n").append(line.substring("data:".length()));
            }
        }
        unread.delete(0, begin);
    }

    private void endOfEvent() {
        String json = event.toString();
        event.setLength(0);
        if (!json.isBlank()) {
            take(json);
        }
    }

    private void take(String json) {
        try {
            receiver.message(json);
            answered = true;
        } catch (IOException e) {
            fail("the server answered with something that is not MCP", e);
        }
    }

    @Override
    protected Boolean buildResult() {
        finish();
        return true;
    }

    private void finish() {
        if (result.isDone()) {
            return;
        }
        if (!stream && !unread.toString().isBlank() && wantsAnswer) {
            take(unread.toString());
        }
        if (wantsAnswer && !answered) {
            fail("the server gave no answer", null);
        }
        result.complete(true);
    }

    private void fail(String reason, @Nullable Throwable cause) {
        result.completeExceptionally(new McpServerException(reason, cause));
    }

    @Override
    public void releaseResources() {}

    FutureCallback<Boolean> outcome() {
        return new FutureCallback<>() {
            @Override
            public void completed(Boolean done) {
                finish();
            }

            @Override
            public void failed(Exception e) {
                if (e instanceof NotPublicException) {
                    fail("the server is not on the public internet", e);
                } else if (e instanceof SocketTimeoutException) {
                    fail("the server says nothing", e);
                } else {
                    fail("the server could not be reached", e);
                }
            }

            @Override
            public void cancelled() {
                fail("the server was not waited for", null);
            }
        };
    }
}
