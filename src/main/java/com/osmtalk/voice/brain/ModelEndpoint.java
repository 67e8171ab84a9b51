package com.osmtalk.voice.brain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Json;
import com.osmtalk.api.Usage;
import com.osmtalk.voice.http.HttpClients;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAI-compatible chat endpoint, always asked for a stream.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/streaming">Chat completions, streaming</a>
 */
public final class ModelEndpoint implements AutoCloseable {
    private final URI completions;
    private final @Nullable String apiKey;
    private final String model;
    private final Duration longest;
    private final CloseableHttpAsyncClient client;

    /**
     * @param baseUrl up to and including {@code /v1}
     * @param timeout how long it may take to connect, or to send the next piece of an answer; a whole answer may take
     *     three times as long
     */
    public ModelEndpoint(URI baseUrl, @Nullable String apiKey, String model, Duration timeout) {
        this.completions = URI.create(baseUrl.toString().replaceFirst("/+$", "") + "/chat/completions");
        this.apiKey = apiKey;
        this.model = model;
        this.longest = timeout.multipliedBy(3);
        Timeout silence = Timeout.of(timeout);
        this.client = HttpClients.start("voice-model", SystemDefaultDnsResolver.INSTANCE, silence, silence);
    }

    /** A request without messages. @param otherModel null: the endpoint's own model */
    public ObjectNode newRequest(@Nullable String otherModel) {
        ObjectNode request = Json.MAPPER
                .createObjectNode()
                .put("model", otherModel == null ? model : otherModel)
                .put("stream", true);
        request.putObject("stream_options").put("include_usage", true);
        return request;
    }

    /** Asks and returns immediately; what comes is told to {@code listener}, from another thread. */
    public Brain.PendingReply ask(ObjectNode body, Listener listener) {
        SimpleHttpRequest request = SimpleRequestBuilder.post(completions)
                .setHeader("Accept", "text/event-stream")
                .setBody(body.toString().getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON)
                .build();
        if (apiKey != null && !apiKey.isBlank()) {
            request.setHeader("Authorization", "Bearer " + apiKey);
        }
        CompletionStream stream = new CompletionStream(listener, longest);
        Future<?> exchange = client.execute(SimpleRequestProducer.create(request), stream, stream.outcome());
        stream.result().whenComplete((proper, failure) -> {
            if (failure != null) {
                exchange.cancel(true);
            }
        });
        return stream::mute;
    }

    /** Asks, and gives the whole answer as one text once it is there. Fails with {@link BrainException}. */
    public CompletableFuture<String> answer(ObjectNode body) {
        CompletableFuture<String> whole = new CompletableFuture<>();
        StringBuilder text = new StringBuilder();
        ask(body, new Listener() {
            @Override
            public void chunk(JsonNode chunk) {
                text.append(chunk.path("choices")
                        .path(0)
                        .path("delta")
                        .path("content")
                        .asText(""));
            }

            @Override
            public void complete() {
                whole.complete(text.toString());
            }

            @Override
            public void failed(BrainException reason) {
                whole.completeExceptionally(reason);
            }
        });
        return whole;
    }

    @Override
    public void close() {
        HttpClients.stop(client);
    }

    /** Receives one answer of the model: pieces, then exactly one of complete and failed. */
    public interface Listener {
        /** @param chunk one {@code chat.completion.chunk} */
        void chunk(JsonNode chunk);

        void complete();

        void failed(BrainException reason);
    }

    /** What an answer has used of the model, which one of its pieces tells. */
    static Optional<Usage> usage(JsonNode chunk) {
        JsonNode usage = chunk.path("usage");
        return usage.isObject()
                ? Optional.of(new Usage(
                        usage.path("prompt_tokens").asLong(),
                        usage.path("completion_tokens").asLong(),
                        0,
                        0,
                        0))
                : Optional.empty();
    }

    static JsonNode parse(String text) throws BrainException {
        try {
            JsonNode node = Json.MAPPER.readTree(text);
            return node == null ? Json.MAPPER.missingNode() : node;
        } catch (JsonProcessingException e) {
            throw new BrainException("the model sent something that is not JSON", e);
        }
    }
}
