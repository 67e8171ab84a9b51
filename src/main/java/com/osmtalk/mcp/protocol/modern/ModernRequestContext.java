package com.osmtalk.mcp.protocol.modern;

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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The client of one stateless request: it is told things on the request's own stream, and asked by ending the
 * request. The answers come with the next request, and what was asked and answered before in its {@code
 * requestState}, which went through the client: see {@link RequestStates}.
 */
final class ModernRequestContext implements RequestContext {
    private static final Set<String> ACTIONS = Set.of("accept", "decline", "cancel");

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

    /** The {@code inputResponses}: an object of objects. */
    private static Map<String, Object> responses(Map<String, Object> params) throws ProtocolException {
        if (!params.containsKey("inputResponses")) {
            return Map.of();
        }
        if (!(params.get("inputResponses") instanceof Map<?, ?> given)) {
            throw ProtocolException.invalidParams("`inputResponses` must be an object.");
        }
        Map<String, Object> responses = RequestParams.cast(given);
        for (Map.Entry<String, Object> response : responses.entrySet()) {
            if (!(response.getValue() instanceof Map)) {
                throw ProtocolException.invalidParams("`inputResponses." + response.getKey() + "` must be an object.");
            }
        }
        return responses;
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
    public Map<String, Map<String, Object>> ask(Map<String, InputRequest> questions) {
        Map<String, Map<String, Object>> answered = new LinkedHashMap<>();
        Map<String, InputRequest> open = new LinkedHashMap<>();
        questions.forEach((name, question) -> {
            if (meta.supports(question.capability())) {
                if (isAnswered(name, question)) {
                    answered.put(name, RequestParams.cast((Map<?, ?>) answers.get(name)));
                } else {
                    open.put(name, question);
                }
            }
        });
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
     */
    private boolean isAnswered(String name, InputRequest question) {
        if (!(answers.get(name) instanceof Map<?, ?> answer)
                || question.bound() && !RequestStates.digest(question).equals(asked.get(name))) {
            return false;
        }
        return switch (question.method()) {
            case "elicitation/create" -> isElicited(answer, question);
            case "roots/list" -> answer.get("roots") instanceof List;
            default -> answer.get("content") != null;
        };
    }

    /** A form counts as answered when it is declined, cancelled, or accepted with every field that is required. */
    private static boolean isElicited(Map<?, ?> answer, InputRequest question) {
        if (!(answer.get("action") instanceof String action) || !ACTIONS.contains(action)) {
            return false;
        }
        if (!action.equals("accept")) {
            return true;
        }
        Map<?, ?> content = answer.get("content") instanceof Map<?, ?> filledIn ? filledIn : Map.of();
        return !(question.params().get("requestedSchema") instanceof Map<?, ?> schema)
                || !(schema.get("required") instanceof List<?> required)
                || content.keySet().containsAll(required);
    }
}
