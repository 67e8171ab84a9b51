package com.osmtalk.voice.brain;

import com.osmtalk.voice.brain.AgentTool.Result;
import java.nio.CharBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.async.methods.AbstractCharResponseConsumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;

/**
 * Reads the first 8,192 characters of a tool's answer, which is as much as a model is given; the rest is not waited
 * for.
 */
final class ToolResponse extends AbstractCharResponseConsumer<Boolean> {
    static final int LONGEST = 8_192;

    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private final StringBuilder body = new StringBuilder();
    private int status;

    CompletableFuture<Result> result() {
        return result;
    }

    @Override
    protected void start(HttpResponse response, ContentType contentType) {
        status = response.getCode();
    }

    @Override
    protected int capacityIncrement() {
        return LONGEST;
    }

    @Override
    protected void data(CharBuffer text, boolean last) {
        int room = Math.min(text.remaining(), LONGEST - body.length());
        body.append(text, 0, room);
        text.position(text.limit());
        if (last || body.length() == LONGEST) {
            finish();
        }
    }

    private void finish() {
        boolean succeeded = status >= 200 && status < 300;
        String text = body.toString();
        result.complete(
                succeeded
                        ? new Result(true, text)
                        : Result.failure("status " + status + (text.isBlank() ? "" : ": " + text)));
    }

    @Override
    protected Boolean buildResult() {
        finish();
        return true;
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
                result.complete(Result.failure(
                        "could not be reached: " + Objects.requireNonNullElse(e.getMessage(), e.toString())));
            }

            @Override
            public void cancelled() {
                result.complete(Result.failure("was cancelled"));
            }
        };
    }
}
