package com.osmtalk.server.call;

import com.osmtalk.api.CallChannel;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.ChatRequest;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.EntityTag;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Query;
import com.osmtalk.server.http.Request;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Calls over HTTP, for people and for widget keys. The routes that read and place calls exist twice, under {@code
 * /api/calls} and under {@code /api/widget}, with the same handler and different {@link Access}.
 */
public final class CallRoutes implements Feature {
    /** Shorter than the idle timeouts that proxies and clients usually have. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final Calls calls;
    private final Chats chats;
    private final CallLongPolling awaited;

    public CallRoutes(Calls calls, Chats chats, CallLongPolling awaited) {
        this.calls = calls;
        this.chats = chats;
        this.awaited = awaited;
    }

    @Override
    public void register(Router router) {
        router.get(
                "/api/calls/failure-reasons",
                Access.ACCOUNT,
                request -> Response.ok(Map.of(
                        "data",
                        Arrays.stream(FailureReason.values())
                                .map(FailureReason::guide)
                                .toList())));
        router.getWhenReady(
                "/api/calls/live",
                Access.ACCOUNT,
                request -> followed(request, (known, wait) -> awaited.live(request.reach(), known, wait)));
        router.post(
                "/api/calls/{id}/cancel",
                Access.ACCOUNT,
                request -> () -> Response.ok(calls.cancel(request.organizationId(), null, id(request))));
        router.post(
                "/api/widget/calls/{id}/cancel",
                Access.WIDGET_VOICE,
                request -> () -> Response.ok(calls.cancel(request.organizationId(), key(request), id(request))));
        shared(router, "/api/calls", Access.ACCOUNT, Access.ACCOUNT);
        shared(router, "/api/widget/calls", Access.WIDGET_READ, Access.WIDGET_VOICE);
        router.post("/api/agents/{id}/chat", Access.ACCOUNT, this::chat);
        router.post("/api/widget/agents/{id}/chat", Access.WIDGET_CHAT, this::chat);
    }

    private Router.Commit chat(Request request) {
        Chats.Answer answer = chats.prepare(
                request.organizationId(),
                AssistantBudget.connectionId(key(request)).orElse(null),
                request.path("id"),
                request.body(ChatRequest.class));
        return () -> Response.ok(answer.store());
    }

    private void shared(Router router, String calls, Access reading, Access calling) {
        router.get(calls, reading, request -> {
            Query query = request.query();
            return Response.ok(this.calls.list(request.reach(), filters(query), query.page()));
        });
        router.post(calls + "/outbound", calling, request -> {
            OutboundCallRequest outbound = request.body(OutboundCallRequest.class);
            return () -> Response.created(this.calls.startOutbound(request.organizationId(), key(request), outbound));
        });
        router.getWhenReady(calls + "/{id}", reading, this::one);
    }

    /** The call of the path. @throws Problem NOT_FOUND when it is not there for whoever asks */
    private String id(Request request) {
        return calls.within(request.reach(), request.path("id"));
    }

    /** The key or connected assistant that asks; null: a person does. */
    private static @Nullable String key(Request request) {
        return request.principal().programId().orElse(null);
    }

    /** One call; with {@code If-None-Match} and {@code Prefer: wait} when it is not as it was any more. */
    private CompletableFuture<Response> one(Request request) {
        return followed(request, (known, wait) -> awaited.look(request.organizationId(), id(request), known, wait));
    }

    /** What waits for another state than the client knows. @param <T> what there is to be seen */
    @FunctionalInterface
    private interface Look<T> {
        CompletableFuture<CallLongPolling.Seen<T>> from(@Nullable String known, Duration wait);
    }

    private static <T> CompletableFuture<Response> followed(Request request, Look<T> look) {
        Optional<String> known = request.header("If-None-Match").flatMap(EntityTag::opaque);
        Optional<Duration> wait = request.header("Prefer").flatMap(CallRoutes::wait);
        return look.from(known.orElse(null), wait.orElse(Duration.ZERO)).thenApply(seen -> {
            Response reply = known.filter(seen.revision()::equals).isPresent()
                    ? Response.notModified()
                    : Response.ok(seen.body());
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("ETag", EntityTag.of(seen.revision()));
            wait.ifPresent(seconds -> headers.put("Preference-Applied", "wait=" + seconds.toSeconds()));
            return reply.with(headers);
        });
    }

    /** How long the client would wait: {@code wait=20} among its preferences (RFC 7240), in seconds. */
    private static Optional<Duration> wait(String preferences) {
        return Arrays.stream(preferences.split(","))
                .map(String::strip)
                .filter(preference -> preference.matches("wait=[0-9]{1,9}"))
                .map(preference -> Duration.ofSeconds(Long.parseLong(preference.substring("wait=".length()))))
                .map(wanted -> wanted.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wanted)
                .findFirst();
    }

    private static CallQuery filters(Query query) {
        return new CallQuery(
                query.choice("status", CallStatus.class).orElse(null),
                query.text("agentId").orElse(null),
                query.text("campaignId").orElse(null),
                query.choice("channel", CallChannel.class).orElse(null),
                query.choice("direction", CallDirection.class).orElse(null),
                query.phoneNumber("from").orElse(null),
                query.phoneNumber("to").orElse(null),
                query.phoneNumber("destination").orElse(null),
                query.time("startedAfter").orElse(null),
                query.time("startedBefore").orElse(null),
                query.text("q").orElse(null));
    }
}
