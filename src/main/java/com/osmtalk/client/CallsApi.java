package com.osmtalk.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallNote;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CallQuestion;
import com.osmtalk.api.FailureReasonGuide;
import com.osmtalk.api.InboundCallRequest;
import com.osmtalk.api.KeysRequest;
import com.osmtalk.api.NoteRequest;
import com.osmtalk.api.OutboundCallAccepted;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.QuestionAnswer;
import com.osmtalk.api.TransferRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of every channel. An idempotency key may be absent: the request is then sent once. */
public final class CallsApi {
    private static final String CALLS = "/api/calls";

    private final ApiTransport transport;

    CallsApi(ApiTransport transport) {
        this.transport = transport;
    }

    /** The newest first, without their transcripts. */
    public Page<Call> list(CallQuery query, PageRequest page) {
        return transport.get(CALLS, QueryString.of(query, page), new TypeReference<>() {});
    }

    /** The calls that ring, wait for a line or go on, the newest first, a hundred at most. */
    public List<Call> live() {
        Page<Call> live = transport.get(CALLS + "/live", Map.of(), new TypeReference<>() {});
        return live.data();
    }

    /** One call, with its transcript so far. */
    public Call get(String id) {
        return transport.get(call(id), Map.of(), new TypeReference<>() {});
    }

    /**
     * Places a call.
     *
     * @param idempotencyKey the same key again answers with the first call and dials nothing
     */
    public OutboundCallAccepted startOutbound(OutboundCallRequest request, @Nullable String idempotencyKey) {
        return transport
                .post(CALLS + "/outbound", request, idempotencyKey, new TypeReference<PlacedCall>() {})
                .of(request, transport.now());
    }

    /** Lets somebody of the simulated network call one of our numbers; 404 on a server without simulator. */
    public Call receive(InboundCallRequest request, @Nullable String idempotencyKey) {
        return transport.post("/api/simulator/inbound", request, idempotencyKey, new TypeReference<>() {});
    }

    /** Hands a live phone call to a person; 409 on any other channel. */
    public Call transfer(String id, TransferRequest request, @Nullable String idempotencyKey) {
        return transport.post(call(id) + "/transfer", request, idempotencyKey, new TypeReference<>() {});
    }

    /**
     * Cancels a call that is scheduled, or queued and not dialled yet, or the attempt that is to follow one that is
     * over; 409 for any other.
     *
     * @return the cancelled call
     */
    public Call cancel(String id, @Nullable String idempotencyKey) {
        return transport.post(call(id) + "/cancel", null, idempotencyKey, new TypeReference<>() {});
    }

    /** Hangs up; a call that has ended stays as it is. */
    public Call end(String id, @Nullable String idempotencyKey) {
        return transport.post(call(id) + "/end", null, idempotencyKey, new TypeReference<>() {});
    }

    /** Tells the agent of a live call something. */
    public CallNote note(String id, NoteRequest request, @Nullable String idempotencyKey) {
        return transport.post(call(id) + "/notes", request, idempotencyKey, new TypeReference<>() {});
    }

    /** Presses keys on a phone call in progress. */
    public Call pressKeys(String id, KeysRequest request, @Nullable String idempotencyKey) {
        return transport.post(call(id) + "/keys", request, idempotencyKey, new TypeReference<>() {});
    }

    /** What the agent of a call has asked the person behind it. */
    public List<CallQuestion> questions(String id) {
        Page<CallQuestion> questions = transport.get(call(id) + "/questions", Map.of(), new TypeReference<>() {});
        return questions.data();
    }

    /** Answers a question, once; 409 when it is not open any more. */
    public CallQuestion answer(String id, int question, QuestionAnswer answer, @Nullable String idempotencyKey) {
        return transport.post(
                call(id) + "/questions/" + question + "/answer", answer, idempotencyKey, new TypeReference<>() {});
    }

    /** Every reason a call can fail for, with what to do about it; those this program does not know are left out. */
    public List<FailureReasonGuide> failureReasons() {
        Page<FailureReasonGuide> reasons =
                transport.get(CALLS + "/failure-reasons", Map.of(), new TypeReference<>() {});
        return reasons.data().stream().filter(reason -> reason.code() != null).toList();
    }

    private static String call(String id) {
        return CALLS + "/" + QueryString.segment(id);
    }
}
