package com.osmtalk.voice.speech;

import com.osmtalk.voice.http.HttpClients;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.util.Timeout;

/**
 * One OpenAI-compatible speech service. Every answer is bounded in length and time: a service that sends a byte now and
 * then would otherwise keep a caller waiting for as long as it likes.
 */
final class SpeechEndpoint implements AutoCloseable {
    private final SpeechSettings.Service service;
    private final Duration longest;
    private final CloseableHttpAsyncClient client;

    SpeechEndpoint(SpeechSettings.Service service) {
        this.service = service;
        this.longest = service.timeout().multipliedBy(3);
        Timeout silence = Timeout.of(service.timeout());
        this.client = HttpClients.start("voice-speech", SystemDefaultDnsResolver.INSTANCE, silence, silence);
    }

    SpeechSettings.Service service() {
        return service;
    }

    /** The body of a 200; anything else fails with {@link SpeechException}. */
    CompletionStage<byte[]> post(String path, byte[] body, ContentType type) {
        return ask(path, body, type, new SpeechResponse(null));
    }

    /**
     * Gives the body of a 200 to a sink as it comes; anything else fails with {@link SpeechException}. To complete the
     * result in any way ends the exchange.
     */
    CompletableFuture<byte[]> stream(String path, byte[] body, ContentType type, SpeechResponse.Sink sink) {
        SpeechResponse response = new SpeechResponse(sink);
        CompletableFuture<byte[]> result = ask(path, body, type, response).toCompletableFuture();
        result.whenComplete((nothing, fault) -> {
            if (fault instanceof CancellationException) {
                response.result().completeExceptionally(fault);
            }
        });
        return result;
    }

    private CompletionStage<byte[]> ask(String path, byte[] body, ContentType type, SpeechResponse response) {
        URI uri = URI.create(service.baseUrl().toString().replaceFirst("/+$", "") + path);
        SimpleHttpRequest request =
                SimpleRequestBuilder.post(uri).setBody(body, type).build();
        String key = service.apiKey();
        if (key != null && !key.isBlank()) {
            request.setHeader("Authorization", "Bearer " + key);
        }
        Future<?> exchange = client.execute(SimpleRequestProducer.create(request), response, response.callback());
        return response.result()
                .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((sound, fault) -> {
                    if (fault != null) {
                        exchange.cancel(true);
                    }
                })
                .exceptionallyCompose(fault -> CompletableFuture.failedFuture(explained(fault)));
    }

    private static SpeechException explained(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof SpeechException known) {
            return known;
        }
        return cause instanceof TimeoutException
                ? new SpeechException("the speech service did not answer in time")
                : new SpeechException("the speech service could not be reached: " + cause, cause);
    }

    @Override
    public void close() {
        HttpClients.stop(client);
    }
}
