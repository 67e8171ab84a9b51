package com.osmtalk.server.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Reads the beginning of an answer, whatever it says it is, and is content with that. */
final class FirstKilobyte implements AsyncResponseConsumer<Boolean> {
    private static final int LIMIT = 1_024;

    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;
    private FutureCallback<Boolean> done;

    /** Complete as soon as enough was read; the rest need not be waited for. */
    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    @Override
    public void consumeResponse(
            HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<Boolean> callback) {
        status = response.getCode();
        done = callback;
        if (entity == null) {
            callback.completed(true);
            finish();
        }
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {}

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(LIMIT);
    }

    @Override
    public void consume(ByteBuffer bytes) {
        byte[] read = new byte[Math.min(bytes.remaining(), LIMIT - body.size())];
        bytes.get(read);
        bytes.position(bytes.limit());
        body.writeBytes(read);
        if (body.size() == LIMIT) {
            finish();
        }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
        // first, or whoever waits for the outcome would break off a connection that can be used again
        done.completed(true);
        finish();
    }

    @Override
    public void failed(Exception cause) {
        outcome.completeExceptionally(cause);
    }

    @Override
    public void releaseResources() {}

    private void finish() {
        // no database takes a NUL in a text
        String text = body.toString(StandardCharsets.UTF_8).replace('\0', '\uFFFD');
        outcome.complete(Outcome.answered(status, text));
    }
}
