package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.AgentSummary;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallNote;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CallQuestion;
import com.osmtalk.api.ChatReply;
import com.osmtalk.api.ChatRequest;
import com.osmtalk.api.ConnectRequest;
import com.osmtalk.api.Dashboard;
import com.osmtalk.api.KeysRequest;
import com.osmtalk.api.NoteRequest;
import com.osmtalk.api.OutboundCallAccepted;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.QuestionAnswer;
import com.osmtalk.api.TransferRequest;
import com.osmtalk.api.WebCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The widget routes: what an API key may do. */
public final class WidgetApi {
    private final ApiTransport transport;

    WidgetApi(ApiTransport transport) {
        this.transport = transport;
    }

    public Page<AgentSummary> listAgents(PageRequest page) {
        return transport.get("/api/widget/agents", QueryString.of(page), new TypeReference<>() {});
    }

    public Page<OwnedNumber> listPhoneNumbers(PageRequest page) {
        return transport.get("/api/widget/phone-numbers", QueryString.of(page), new TypeReference<>() {});
    }

    /**
     * Places a call.
     *
     * @param idempotencyKey the same key again answers with the first call and dials nothing
     */
    public OutboundCallAccepted startOutboundCall(OutboundCallRequest request, String idempotencyKey) {
        return transport
                .post("/api/widget/calls/outbound", request, idempotencyKey, new TypeReference<PlacedCall>() {})
                .of(request, transport.now());
    }

    /**
     * Cancels a call that this key has asked for and that is scheduled, or queued and not dialled yet, or the attempt
     * that is to follow one that is over; 409 for any other.
     *
     * @return the cancelled call
     */
    public Call cancelCall(String id, String idempotencyKey) {
        return transport.post(
                "/api/widget/calls/" + QueryString.segment(id) + "/cancel",
                null,
                idempotencyKey,
                new TypeReference<>() {});
    }

    /** The newest first. */
    public Page<Call> listCalls(CallQuery query, PageRequest page) {
        return transport.get("/api/widget/calls", QueryString.of(query, page), new TypeReference<>() {});
    }

    /** One call, with its transcript so far. */
    public Call getCall(String id) {
        return transport.get("/api/widget/calls/" + QueryString.segment(id), Map.of(), new TypeReference<>() {});
    }

    /**
     * One call as soon as it is not as it was: another status, another line, an analysis; or as it still is when the
     * time is up. A server that cannot wait answers immediately, see {@link CallUpdate#waited}.
     *
     * @param last what is known of it; null: the call as it is now, immediately
     * @param wait at most 20 seconds are waited, whatever is asked for
     * @return completes with an {@link ApiException} when there is no answer; cancelling it drops the request
     */
    public CompletableFuture<CallUpdate> awaitCall(String id, @Nullable CallUpdate last, Duration wait) {
        return transport.await("/api/widget/calls/" + QueryString.segment(id), last, wait);
    }

    /** Hangs up on a call that this key has started; 404 for any other. */
    public Call endCall(String id, @Nullable String idempotencyKey) {
        return transport.post(call(id) + "/end", null, idempotencyKey, new TypeReference<>() {});
    }

    /** Hands a live phone call that this key has started to a person. */
    public Call transferCall(String id, TransferRequest request, @Nullable String idempotencyKey) {
        return transport.post(call(id) + "/transfer", request, idempotencyKey, new TypeReference<>() {});
    }

    /** Tells the agent of a live call something that this key has started. */
    public CallNote noteToCall(String id, NoteRequest request, @Nullable String idempotencyKey) {
        return transport.post(call(id) + "/notes", request, idempotencyKey, new TypeReference<>() {});
    }

    /** Presses keys on a phone call in progress that this key has started. */
    public Call pressKeys(String id, KeysRequest request, @Nullable String idempotencyKey) {
        return transport.post(call(id) + "/keys", request, idempotencyKey, new TypeReference<>() {});
    }

    /** What the agent of a call has asked the person behind it that this key has started. */
    public List<CallQuestion> callQuestions(String id) {
        Page<CallQuestion> questions = transport.get(call(id) + "/questions", Map.of(), new TypeReference<>() {});
        return questions.data();
    }

    /** Answers a question, once that this key has started; 409 when it is not open any more. */
    public CallQuestion answerCallQuestion(
            String id, int question, QuestionAnswer answer, @Nullable String idempotencyKey) {
        return transport.post(
                call(id) + "/questions/" + question + "/answer", answer, idempotencyKey, new TypeReference<>() {});
    }

    /**
     * Figures over a period; the server's default period when both are absent.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public Dashboard dashboard(@Nullable Instant from, @Nullable Instant to) {
        return transport.get("/api/widget/dashboard", QueryString.period(from, to), new TypeReference<>() {});
    }

    /** Asks for a web voice call, which its visitor then holds on a WebSocket. */
    public WebCall connect(String agentId, ConnectRequest request, String idempotencyKey) {
        return transport.post(
                "/api/widget/agents/" + QueryString.segment(agentId) + "/connect",
                request,
                idempotencyKey,
                new TypeReference<>() {});
    }

    public ChatReply chat(String agentId, ChatRequest request, String idempotencyKey) {
        return transport.post(
                "/api/widget/agents/" + QueryString.segment(agentId) + "/chat",
                request,
                idempotencyKey,
                new TypeReference<>() {});
    }

    private static String call(String id) {
        return "/api/widget/calls/" + QueryString.segment(id);
    }
}
