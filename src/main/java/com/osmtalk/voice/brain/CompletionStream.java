package com.osmtalk.voice.brain;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.CharBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.async.methods.AbstractCharResponseConsumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Reads one streamed answer line by line, bounded in time and in the length of a line, since any server may be behind
 * the URL of a model.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class CompletionStream extends AbstractCharResponseConsumer<Boolean> {
    private static final int LONGEST_LINE = 1_000_000;
    private static final int LONGEST_ERROR = 500;

    private final ModelEndpoint.Listener listener;
    private final CompletableFuture<Boolean> result = new CompletableFuture<>();
    private volatile boolean muted;
    private final StringBuilder line = new StringBuilder();
    private int status;
    private boolean eventStream;
    private boolean finished;

    /** @param longest how long the whole answer may take */
    CompletionStream(ModelEndpoint.Listener listener, Duration longest) {
        this.listener = listener;
        result.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS).whenComplete(this::tell);
    }

    /** Nobody listens any more. */
    void mute() {
        muted = true;
        result.cancel(false);
    }

    @Override
    protected void start(HttpResponse response, ContentType contentType) {
        status = response.getCode();
        eventStream = contentType != null && "text/event-stream".equalsIgnoreCase(contentType.getMimeType());
    }

    @Override
    protected int capacityIncrement() {
        return Integer.MAX_VALUE;
    }

    @Override
    protected void data(CharBuffer text, boolean last) {
        if (status != 200 || !eventStream) {
            while (text.hasRemaining() && line.length() < LONGEST_ERROR) {
                line.append(text.get());
            }
            text.position(text.limit());
            return;
        }
        while (text.hasRemaining()) {
            char c = text.get();
            if (c == '\n' || c == '\r') {
                endOfLine();
            } else if (line.length() < LONGEST_LINE) {
                line.append(c);
            } else {
                throw new BrainException("the model sent a line without an end");
            }
        }
        if (last) {
            endOfLine();
        }
    }

    private void endOfLine() {
        String text = line.toString();
        line.setLength(0);
        if (muted || finished || !text.startsWith("data:")) {
            return;
        }
        String value = text.substring("data:".length()).strip();
        if (value.equals("[DONE]")) {
            finished = true;
        } else if (!value.isEmpty()) {
            JsonNode chunk = ModelEndpoint.parse(value);
            if (chunk.hasNonNull("error")) {
                throw new BrainException("the model reported: "
                        + shortened(chunk.path("error").path("message").asText("an error")));
            }
            listener.chunk(chunk);
        }
    }

    @Override
    protected Boolean buildResult() {
        if (status != 200) {
            throw new BrainException("the model answered with status " + status + ": " + shortened(line.toString()));
        }
        if (!eventStream) {
            throw new BrainException("the model did not answer with an event stream: " + shortened(line.toString()));
        }
        return finished;
    }

    @Override
    public void releaseResources() {
        line.setLength(0);
    }

    /** Whether the stream came to its proper end; fails when there was no usable one. */
    CompletableFuture<Boolean> result() {
        return result;
    }

    /** What to do when the exchange is over, one way or the other. */
    FutureCallback<Boolean> outcome() {
        return new FutureCallback<>() {
            @Override
            public void completed(Boolean done) {
                result.complete(done);
            }

            @Override
            public void failed(Exception e) {
                result.completeExceptionally(e);
            }

            @Override
            public void cancelled() {
                result.cancel(false);
            }
        };
    }

    private void tell(@Nullable Boolean done, @Nullable Throwable failure) {
        if (muted) {
            return;
        }
        muted = true;
        if (failure instanceof BrainException known) {
            listener.failed(known);
        } else if (failure instanceof TimeoutException) {
            listener.failed(new BrainException("the model took too long to answer"));
        } else if (failure != null) {
            listener.failed(new BrainException("the model could not be reached: " + failure, failure));
        } else if (!Boolean.TRUE.equals(done)) {
            listener.failed(new BrainException("the model's answer broke off"));
        } else {
            listener.complete();
        }
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_ERROR ? line : line.substring(0, LONGEST_ERROR) + "…";
    }
}
