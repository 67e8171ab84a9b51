package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallChannel;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.ChatRequest;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.TransferRequest;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Query;
import com.osmtalk.server.http.Reply;
import com.osmtalk.server.http.Router;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls over HTTP, for people and for widget keys. */
public final class CallRoutes implements Feature {
    private final Calls calls;
    private final Chats chats;

    public CallRoutes(Calls calls, Chats chats) {
        this.calls = calls;
        this.chats = chats;
    }

    @Override
    public void register(Router router) {
        router.get(
                "/api/calls/failure-reasons",
                Access.ACCOUNT,
                request -> Reply.ok(Map.of(
                        "data",
                        Arrays.stream(FailureReason.values())
                                .map(FailureReason::guide)
                                .toList())));
        router.post("/api/calls/{id}/transfer", Access.ACCOUNT, request -> {
            TransferRequest transfer = request.body(TransferRequest.class);
            return () -> Reply.ok(calls.transfer(request.organizationId(), request.path("id"), transfer));
        });
        router.post(
                "/api/calls/{id}/end",
                Access.ACCOUNT,
                request -> () -> Reply.ok(end(request.organizationId(), request.path("id"))));
        shared(router, "/api/calls", Access.ACCOUNT, Access.ACCOUNT);
        shared(router, "/api/widget/calls", Access.WIDGET_READ, Access.WIDGET_VOICE);
        router.post(
                "/api/widget/agents/{id}/chat",
                Access.WIDGET_CHAT,
                request ->
                        chats.prepare(request.organizationId(), request.path("id"), request.body(ChatRequest.class)));
    }

    private Call end(String organizationId, String callId) {
        Call call = calls.get(organizationId, callId);
        return switch (call.channel()) {
            case PHONE, WEB -> calls.end(organizationId, callId);
            case CHAT, WHATSAPP -> {
                chats.end(call);
                yield calls.get(organizationId, callId);
            }
        };
    }

    private void shared(Router router, String calls, Access reading, Access calling) {
        router.get(calls, reading, request -> {
            Query query = request.query();
            return Reply.ok(this.calls.list(request.organizationId(), filters(query), query.page()));
        });
        router.post(calls + "/outbound", calling, request -> {
            OutboundCallRequest outbound = request.body(OutboundCallRequest.class);
            return () -> Reply.created(this.calls.startOutbound(request.organizationId(), outbound));
        });
        router.get(
                calls + "/{id}",
                reading,
                request -> Reply.ok(this.calls.get(request.organizationId(), request.path("id"))));
    }

    private static CallQuery filters(Query query) {
        return new CallQuery(
                query.choice("status", CallStatus.class).orElse(null),
                query.text("agentId").orElse(null),
                query.choice("channel", CallChannel.class).orElse(null),
                query.choice("direction", CallDirection.class).orElse(null),
                number(query, "from"),
                number(query, "to"),
                number(query, "destination"),
                query.time("startedAfter").orElse(null),
                query.time("startedBefore").orElse(null),
                query.text("q").orElse(null));
    }

    /** A number from a query, in which an unencoded plus sign has become a space. */
    private static @Nullable String number(Query query, String name) {
        return query.text(name)
                .map(String::strip)
                .map(number -> number.startsWith("+") ? number : "+" + number)
                .orElse(null);
    }
}
