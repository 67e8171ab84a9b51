package com.osmtalk.mcp.protocol.modern;

import com.osmtalk.mcp.protocol.feature.ElicitedForm;
import com.osmtalk.mcp.protocol.feature.InputRequest;
import com.osmtalk.mcp.protocol.feature.InputRequiredException;
import com.osmtalk.mcp.protocol.feature.ProgressReporter;
import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.jsonrpc.JsonRpc;
import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.RequestParams;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import com.osmtalk.mcp.protocol.jsonrpc.Responder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The client of one stateless request: it is told things on the request's own stream, and asked by ending the
 * request. The answers come with the next request, and what was asked and answered before in its {@code
 * requestState}, which went through the client: see {@link RequestStates}.
 */
final class ModernRequestContext implements RequestContext {
    /** Before the name of a question that was put a second time, since no answer had come. */
    private static final String AGAIN = "again ";

    private final RequestMeta meta;
    private final Requester requester;
    private final RequestStates states;
    private final Responder responder;
    private final ProgressReporter progress;
    private final String fingerprint;
    private final Map<String, Object> answers = new HashMap<>();

    /** What this client was asked for this request before: the name of each question, and its digest. */
    private final Map<String, String> asked = new HashMap<>();

    /** The answers that were made use of; they go along with the next question. */
    private final Map<String, Object> used = new HashMap<>();

    ModernRequestContext(
            Message.Request request, RequestMeta meta, Requester requester, RequestStates states, Responder responder)
            throws ProtocolException {
        this.meta = meta;
        this.requester = requester;
        this.states = states;
        this.responder = responder;
        this.progress = new ProgressReporter(request.params());
        this.fingerprint = RequestStates.fingerprint(request, requester);
        answers.putAll(responses(request.params()));
        if (request.params().containsKey("requestState")) {
            RequestStates.RequestState state =
                    states.open(RequestParams.string(request.params(), "requestState"), fingerprint);
            // what was answered before cannot be answered differently now
            answers.putAll(state.answers());
            asked.putAll(state.asked());
        }
    }

    /** The {@code inputResponses}: an object; whether each in it is an answer is seen when it is asked for. */
    private static Map<String, Object> responses(Map<String, Object> params) throws ProtocolException {
        if (params.get("inputResponses") == null) {
            return Map.of();
        }
        if (!(params.get("inputResponses") instanceof Map<?, ?> given)) {
            throw ProtocolException.invalidParams("`inputResponses` must be an object.");
        }
        return RequestParams.cast(given);
    }

    @Override
    public Requester requester() {
        return requester;
    }

    @Override
    public synchronized void progress(double done, double total, @Nullable String message) {
        if (!requester.cancellation().isCancelled()) {
            progress.report(done, total, message)
                    .ifPresent(params -> responder.send(JsonRpc.notification("notifications/progress", params)));
        }
    }

    @Override
    public void log(String level, String logger, String message) {
        if (meta.wantsLog(level) && !requester.cancellation().isCancelled()) {
            responder.send(JsonRpc.notification(
                    "notifications/message", Map.of("level", level, "logger", logger, "data", message)));
        }
    }

    @Override
    public Map<String, Map<String, Object>> ask(Map<String, InputRequest> questions) throws ProtocolException {
        Map<String, Map<String, Object>> answered = new LinkedHashMap<>();
        Map<String, InputRequest> open = new LinkedHashMap<>();
        for (Map.Entry<String, InputRequest> each : questions.entrySet()) {
            String name = each.getKey();
            InputRequest question = each.getValue();
            if (!meta.supports(question.capability())) {
                continue;
            }
            if (isAnswered(name, question)) {
                answered.put(name, RequestParams.cast((Map<?, ?>) answer(name, question)));
            } else {
                open.put(name, question);
            }
        }
        used.putAll(answered);
        if (!open.isEmpty()) {
            open.forEach((name, question) -> asked.put(name, RequestStates.digest(question)));
            throw new InputRequiredException(open, states.seal(fingerprint, asked, used));
        }
        return answered;
    }

    /**
     * Whether there is an answer that counts: of the form that its kind of question asks for and, when the question
     * is bound, given to exactly these words. Otherwise the question is put again.
     *
     * @throws ProtocolException when a form was asked for in these words and what came back is no answer to it: to ask
     *     again would bring the same
     */
    private boolean isAnswered(String name, InputRequest question) throws ProtocolException {
        String digest = RequestStates.digest(question);
        boolean askedSo = digest.equals(asked.get(name));
        if (!answers.containsKey(name)) {
            if (askedSo && digest.equals(asked.put(AGAIN + name, digest))) {
                throw unable("it came back twice without an answer");
            }
            return false;
        }
        if (question.bound() && !askedSo) {
            return false;
        }
        Object answer = answer(name, question);
        if (question.method().equals("elicitation/create")) {
            String fault = ElicitedForm.fault(answer, question);
            if (fault != null && askedSo) {
                throw unable(fault);
            }
            return fault == null;
        }
        return answer instanceof Map<?, ?> given
                && (question.method().equals("roots/list")
                        ? given.get("roots") instanceof List
                        : given.get("content") != null);
    }

    private @Nullable Object answer(String name, InputRequest question) {
        Object answer = answers.get(name);
        return question.method().equals("elicitation/create") ? ElicitedForm.plain(answer, question) : answer;
    }

    private static ProtocolException unable(String why) {
        return ProtocolException.unable("This client could not ask the person: " + why + ".");
    }
}
