package com.osmtalk.server.webhook;

import com.osmtalk.voice.http.HttpClients;
import com.osmtalk.voice.http.NotPublicException;
import com.osmtalk.voice.http.PublicAddresses;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Makes the requests. No thread waits for an answer, and the answer is not trusted to end. */
final class Receivers implements AutoCloseable {
    private final WebhookPolicy policy;
    private final CloseableHttpAsyncClient client;

    /** The client looks names up on the thread that asks it, and a name server can be slow as well. */
    private final ExecutorService lookups = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "webhook-lookup");
        thread.setDaemon(true);
        return thread;
    });

    Receivers(WebhookPolicy policy) {
        this.policy = policy;
        // longer than the exchange as a whole may last, which is what decides
        Timeout silence = Timeout.of(policy.patience().multipliedBy(2));
        this.client = HttpClients.start(
                "webhook",
                policy.allowPrivate() ? SystemDefaultDnsResolver.INSTANCE : new PublicAddresses(),
                silence,
                silence);
    }

    /** Always completes with an outcome, in the time the policy gives; what goes wrong is one. */
    CompletionStage<Outcome> send(Delivery delivery, @Nullable String secret, Instant now) {
        FirstKilobyte answer = new FirstKilobyte();
        lookups.execute(() -> exchange(delivery, secret, now, answer));
        return answer.outcome()
                .exceptionally(Receivers::failure)
                .completeOnTimeout(
                        Outcome.late(policy.patience().toSeconds()),
                        policy.patience().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void exchange(Delivery delivery, @Nullable String secret, Instant now, FirstKilobyte answer) {
        try {
            SimpleHttpRequest request = request(delivery, secret, now);
            Future<?> exchange = client.execute(SimpleRequestProducer.create(request), answer, report(answer));
            CompletableFuture<Outcome> timed =
                    answer.outcome().copy().orTimeout(policy.patience().toMillis(), TimeUnit.MILLISECONDS);
            timed.whenComplete((outcome, failure) -> exchange.cancel(true));
        } catch (RuntimeException e) {
            answer.failed(e);
        }
    }

    private static SimpleHttpRequest request(Delivery delivery, @Nullable String secret, Instant now) {
        byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
        SimpleRequestBuilder request =
                SimpleRequestBuilder.post(URI.create(delivery.url())).setBody(body, ContentType.APPLICATION_JSON);
        Signing.headers(secret, delivery.id(), now, body).forEach(request::setHeader);
        return request.build();
    }

    private static Outcome failure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotPublicException) {
                return Outcome.forbidden(Objects.toString(cause.getMessage()));
            }
        }
        String reason = failure.getMessage();
        return Outcome.unreachable(reason == null ? failure.getClass().getSimpleName() : reason);
    }

    /** The client tells a failure to connect to this callback, and not to the reader of the answer. */
    private static FutureCallback<Boolean> report(FirstKilobyte answer) {
        return new FutureCallback<>() {
            @Override
            public void completed(Boolean done) {}

            @Override
            public void failed(Exception e) {
                answer.failed(e);
            }

            @Override
            public void cancelled() {
                answer.failed(new CancellationException("it was broken off"));
            }
        };
    }

    @Override
    public void close() {
        HttpClients.stop(client);
        lookups.shutdownNow();
    }
}
