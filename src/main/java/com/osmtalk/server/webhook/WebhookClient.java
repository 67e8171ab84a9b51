package com.osmtalk.server.webhook;

import com.osmtalk.voice.http.BoundedResponse;
import com.osmtalk.voice.http.HttpClients;
import com.osmtalk.voice.http.NotPublicException;
import com.osmtalk.voice.http.PublicAddressResolver;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes the requests to receivers, which are servers that anybody may run. No thread waits for an answer; of the body
 * only the first kilobyte is read, and the whole exchange has one deadline, however slowly bytes arrive. Unless private
 * addresses are allowed, the address is checked when the connection is made, after the name has been looked up, so that
 * a webhook can't be pointed at the server's own network. Redirects are not followed.
 */
final class WebhookClient implements AutoCloseable {
    private static final int LOGGED_BYTES = 1_024;

    private final WebhookPolicy policy;

    /** The HTTP client resolves names on the calling thread, and a name server can be slow too. */
    private final ExecutorService lookups = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "webhook-lookup");
        thread.setDaemon(true);
        return thread;
    });

    /** Null before the first request: loading what TLS needs was a fifth of the time in which the server starts. */
    private @Nullable CloseableHttpAsyncClient client;

    private boolean closed;

    WebhookClient(WebhookPolicy policy) {
        this.policy = policy;
    }

    private synchronized CloseableHttpAsyncClient client() {
        if (closed) {
            throw new IllegalStateException("the server is stopping");
        }
        if (client == null) {
            // longer than the exchange as a whole may last, which is what decides
            Timeout silence = Timeout.of(policy.timeout().multipliedBy(2));
            client = HttpClients.start(
                    "webhook",
                    policy.allowPrivate() ? SystemDefaultDnsResolver.INSTANCE : new PublicAddressResolver(),
                    silence,
                    silence);
        }
        return client;
    }

    /**
     * Sends a delivery. The result always completes with an outcome, within the policy's timeout; a failure is an
     * outcome too.
     */
    CompletionStage<DeliveryOutcome> send(Delivery delivery, List<String> secrets, Instant now) {
        return CompletableFuture.supplyAsync(() -> ask(request(delivery, secrets, now)), lookups)
                .thenCompose(answer -> answer)
                .thenApply(answer -> DeliveryOutcome.answered(answer.status(), answer.text()))
                .completeOnTimeout(
                        DeliveryOutcome.late(policy.timeout().toSeconds()),
                        policy.timeout().toMillis(),
                        TimeUnit.MILLISECONDS)
                .exceptionally(this::failure);
    }

    private CompletableFuture<BoundedResponse> ask(SimpleHttpRequest request) {
        return BoundedResponse.ask(client(), request, LOGGED_BYTES, policy.timeout());
    }

    private static SimpleHttpRequest request(Delivery delivery, List<String> secrets, Instant now) {
        byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
        SimpleRequestBuilder request =
                SimpleRequestBuilder.post(URI.create(delivery.url())).setBody(body, ContentType.APPLICATION_JSON);
        Signing.headers(secrets, delivery.id(), now, body).forEach(request::setHeader);
        return request.build();
    }

    private DeliveryOutcome failure(Throwable failure) {
        Throwable cause = failure;
        // the HTTP client wraps what it finds out before it connects
        while ((cause instanceof CompletionException || cause instanceof HttpException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof NotPublicException) {
            return DeliveryOutcome.forbidden(Objects.toString(cause.getMessage()));
        }
        if (cause instanceof TimeoutException) {
            return DeliveryOutcome.late(policy.timeout().toSeconds());
        }
        return DeliveryOutcome.unreachable(
                cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            HttpClients.stop(client);
        }
        lookups.shutdownNow();
    }
}
