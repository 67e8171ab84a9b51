package com.osmtalk.voice.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of an answer: its status and the first bytes of its body, as text whatever it says it is. Where that is
 * enough, the rest is not read.
 *
 * @param text without NUL characters, which no database takes
 */
public record BoundedResponse(int status, String text) {
    /**
     * Makes a request. The host is looked up on the calling thread; nothing else keeps it.
     *
     * @param limit bytes of the body that are read at most
     * @param timeout after which the exchange is broken off
     * @return fails with what went wrong, a {@link java.util.concurrent.TimeoutException} when it took longer
     */
    public static CompletableFuture<BoundedResponse> ask(
            CloseableHttpAsyncClient client, SimpleHttpRequest request, int limit, Duration timeout) {
        Reader reader = new Reader(limit);
        Future<?> exchange = client.execute(SimpleRequestProducer.create(request), reader, reader);
        return reader.answer
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> exchange.cancel(true));
    }

    private static final class Reader implements AsyncResponseConsumer<Boolean>, FutureCallback<Boolean> {
        private final CompletableFuture<BoundedResponse> answer = new CompletableFuture<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final int limit;
        private int status;
        private @Nullable FutureCallback<Boolean> done;

        Reader(int limit) {
            this.limit = limit;
        }

        @Override
        public void consumeResponse(
                HttpResponse response,
                @Nullable EntityDetails entity,
                HttpContext context,
                FutureCallback<Boolean> callback) {
            status = response.getCode();
            done = callback;
            if (entity == null) {
                streamEnd(List.of());
            }
        }

        @Override
        public void informationResponse(HttpResponse response, HttpContext context) {}

        @Override
        public void updateCapacity(CapacityChannel channel) throws IOException {
            channel.update(limit);
        }

        @Override
        public void consume(ByteBuffer bytes) {
            byte[] read = new byte[Math.min(bytes.remaining(), limit - body.size())];
            bytes.get(read);
            bytes.position(bytes.limit());
            body.writeBytes(read);
            if (body.size() == limit) {
                finish();
            }
        }

        @Override
        public void streamEnd(@Nullable List<? extends Header> trailers) {
            // first, or whoever waits for the answer would break off a connection that can be used again
            Objects.requireNonNull(done).completed(true);
            finish();
        }

        private void finish() {
            String text = body.toString(StandardCharsets.UTF_8).replace('\0', '\uFFFD');
            answer.complete(new BoundedResponse(status, text));
        }

        @Override
        public void failed(Exception cause) {
            answer.completeExceptionally(cause);
        }

        @Override
        public void completed(Boolean read) {}

        @Override
        public void cancelled() {
            answer.completeExceptionally(new CancellationException("it was broken off"));
        }

        @Override
        public void releaseResources() {}
    }
}
