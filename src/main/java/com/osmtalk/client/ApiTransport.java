package com.osmtalk.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.Call;
import com.osmtalk.api.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests, again where that is safe, and turns responses into records and errors. A request is safe to repeat
 * when it reads, or when it carries an idempotency key, by which the server recognises the second one. After a request
 * that changes something and had no response, nobody can tell whether it was carried out: that is an {@link
 * UnknownOutcomeException}, so that a caller never takes it for a refusal and asks anew under another key.
 */
final class ApiTransport {
    private static final Logger LOG = LoggerFactory.getLogger(ApiTransport.class);

    private final Connections connections;
    private final Supplier<URI> baseUrl;
    private final Map<String, String> headers;
    private final Backoff backoff;
    private final TimeSource time;

    /**
     * @param baseUrl asked anew for every attempt
     * @param headers sent with every request
     */
    ApiTransport(
            Connections connections,
            Supplier<URI> baseUrl,
            Map<String, String> headers,
            Backoff backoff,
            TimeSource time) {
        this.connections = connections;
        this.baseUrl = baseUrl;
        this.headers = headers;
        this.backoff = backoff;
        this.time = time;
    }

    <T> T get(String path, Map<String, ?> query, TypeReference<T> type) {
        return exchange(new ApiRequest("GET", path, query, null, null), answer -> answer.read(type));
    }

    /**
     * Asks for what may have changed, once: whoever follows something asks again anyway. Cancelling what comes back
     * drops the request.
     *
     * @param last what is known already; null: nothing
     * @param wait how long the server may keep the request until there is something new
     */
    CompletableFuture<CallUpdate> await(String path, @Nullable CallUpdate last, Duration wait) {
        if (connections.isClosed()) {
            throw new IllegalStateException("This client is closed.");
        }
        URI base = BaseUrl.checked(baseUrl.get());
        Map<String, String> all = new HashMap<>(headers);
        Optional.ofNullable(last).flatMap(CallUpdate::revision).ifPresent(etag -> all.put("If-None-Match", etag));
        CompletableFuture<LongPollConnections.LongPollResponse> sent =
                connections.waiting().get(BaseUrl.resolve(base, path, ""), all, wait);
        CompletableFuture<CallUpdate> update = sent.handle((answer, problem) -> {
            String server = ProxyPath.to(base);
            if (problem != null) {
                IOException cause = problem instanceof IOException io ? io : new IOException(problem);
                throw Failure.of(new AttemptResult.Unanswered(cause), server).error();
            }
            return update(answer, last, server);
        });
        update.whenComplete((done, e) -> sent.cancel(true));
        return update;
    }

    private CallUpdate update(LongPollConnections.LongPollResponse waited, @Nullable CallUpdate last, String server) {
        ApiResponse answer = waited.answer();
        if (answer.status() == 304 && last != null) {
            return new CallUpdate(last.call(), waited.etag(), waited.waited());
        }
        if (!answer.isSuccess()) {
            throw Failure.of(answer, server, time.now()).error();
        }
        try {
            return new CallUpdate(answer.read(new TypeReference<Call>() {}), waited.etag(), waited.waited());
        } catch (IOException e) {
            throw Failure.unreadable(answer, server, e).error();
        }
    }

    /** @param idempotencyKey null: the request is never sent a second time */
    <T> T post(String path, @Nullable Object body, @Nullable String idempotencyKey, TypeReference<T> type) {
        return post(path, Map.of(), body, idempotencyKey, type);
    }

    <T> T post(
            String path,
            Map<String, ?> query,
            @Nullable Object body,
            @Nullable String idempotencyKey,
            TypeReference<T> type) {
        return exchange(new ApiRequest("POST", path, query, json(body), idempotencyKey), answer -> answer.read(type));
    }

    /** A POST without a body whose answer says nothing but that it is done. */
    void post(String path) {
        exchange(new ApiRequest("POST", path, Map.of(), null, null), ApiResponse::status);
    }

    <T> T put(String path, Object body, TypeReference<T> type) {
        return put(path, Map.of(), Map.of(), body, type);
    }

    /** A change that is answered without a body. */
    void put(String path, Object body) {
        exchange(new ApiRequest("PUT", path, Map.of(), Map.of(), json(body), null), ApiResponse::status);
    }

    /** @param own headers of this request */
    <T> T put(String path, Map<String, ?> query, Map<String, String> own, Object body, TypeReference<T> type) {
        return exchange(new ApiRequest("PUT", path, query, own, json(body), null), answer -> answer.read(type));
    }

    /** Has a change refused that would be made over another one. Of a server that tells no time of changes, none. */
    static Map<String, String> ifUnchangedSince(@Nullable Instant updatedAt) {
        return updatedAt == null ? Map.of() : Map.of("If-Match", '"' + Long.toString(updatedAt.toEpochMilli()) + '"');
    }

    void delete(String path) {
        exchange(new ApiRequest("DELETE", path, Map.of(), null, null), ApiResponse::status);
    }

    Instant now() {
        return time.now();
    }

    private <T> T exchange(ApiRequest request, Reading<T> reading) {
        if (connections.isClosed()) {
            throw new IllegalStateException("This client is closed.");
        }
        Duration end = time.elapsed().plus(backoff.deadline());
        boolean outcomeUnknown = false;
        for (int attempt = 1; ; attempt++) {
            URI base = base(request, outcomeUnknown);
            URI uri = BaseUrl.resolve(base, request.path(), QueryString.encoded(request.query()));
            AttemptResult result = connections.send(request, uri, headers, end.minus(time.elapsed()));
            // neither query nor body: they hold numbers, and what people say
            LOG.debug("{} {} {}", request.method(), uri.getPath(), result.inWords());
            Failure failure;
            if (result instanceof AttemptResult.Answered answered
                    && answered.answer().isSuccess()) {
                try {
                    return reading.read(answered.answer());
                } catch (IOException e) {
                    failure = Failure.unreadable(answered.answer(), ProxyPath.to(base), e);
                }
            } else {
                failure = failure(result, ProxyPath.to(base));
            }
            outcomeUnknown = (outcomeUnknown && !failure.earlierAttemptsRefused()) || failure.outcomeUnknown();
            if (!pause(request, failure, attempt, end)) {
                throw outcomeUnknown && request.changesSomething()
                        ? unknown(request, failure.error())
                        : failure.error();
            }
        }
    }

    private URI base(ApiRequest request, boolean outcomeUnknown) {
        try {
            return BaseUrl.checked(baseUrl.get());
        } catch (RuntimeException e) {
            throw outcomeUnknown && request.changesSomething() ? unknown(request, e) : e;
        }
    }

    private Failure failure(AttemptResult result, String server) {
        if (result instanceof AttemptResult.Answered answered) {
            return Failure.of(answered.answer(), server, time.now());
        } else if (result instanceof AttemptResult.Unanswered unanswered) {
            return Failure.of(unanswered, server);
        }
        return Failure.of((AttemptResult.NotSent) result, server);
    }

    /** Waits for the next attempt; false when there is none. */
    private boolean pause(ApiRequest request, Failure failure, int attempt, Duration end) {
        boolean inProgress = failure.inProgress() && request.idempotencyKey() != null;
        if (!request.isRepeatable() || !(failure.isTransient() || inProgress) || connections.isClosed()) {
            return false;
        }
        Duration remaining = end.minus(time.elapsed());
        Optional<Duration> wait =
                backoff.waitAfter(attempt, inProgress, failure.error().retryAfter(), remaining, time.chance());
        if (wait.isEmpty()) {
            return false;
        }
        try {
            time.sleep(wait.get());
            return end.compareTo(time.elapsed()) > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static UnknownOutcomeException unknown(ApiRequest request, RuntimeException last) {
        String advice = request.idempotencyKey() == null
                ? " Whether it was done is not known: look before asking for it again."
                : " Whether it was done is not known: ask again with the same idempotency key,"
                        + " which does it once at most.";
        return new UnknownOutcomeException(last.getMessage() + advice, request.idempotencyKey(), last);
    }

    private static byte @Nullable [] json(@Nullable Object body) {
        try {
            return body == null ? null : Json.MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This request can't be written as JSON.", e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(ApiResponse answer) throws IOException;
    }
}
