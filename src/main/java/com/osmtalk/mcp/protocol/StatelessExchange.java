package com.osmtalk.mcp.protocol;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The client of a stateless request: it is told things on the request's own stream, and asked by ending the request. */
final class StatelessExchange implements Exchange {
    private static final Set<String> ACTIONS = Set.of("accept", "decline", "cancel");

    private final ClientMeta meta;
    private final Caller caller;
    private final RequestStates states;
    private final Reply reply;
    private final Progress progress;
    private final String fingerprint;
    private final Map<String, Object> answers = new HashMap<>();

    /** What this client was asked for this request before: the name of each question, and its digest. */
    private final Map<String, String> asked = new HashMap<>();

    /** The answers that were made use of; they go along with the next question. */
    private final Map<String, Object> settled = new HashMap<>();

    StatelessExchange(Message.Request request, ClientMeta meta, Caller caller, RequestStates states, Reply reply)
            throws ProtocolException {
        this.meta = meta;
        this.caller = caller;
        this.states = states;
        this.reply = reply;
        this.progress = new Progress(request.params());
        this.fingerprint = RequestStates.fingerprint(request, caller);
        answers.putAll(responses(request.params()));
        if (request.params().containsKey("requestState")) {
            RequestStates.State state = states.open(Methods.text(request.params(), "requestState"), fingerprint);
            // what was answered before cannot be answered differently now
            answers.putAll(state.answers());
            asked.putAll(state.asked());
        }
    }

    private static Map<String, Object> responses(Map<String, Object> params) throws ProtocolException {
        if (!params.containsKey("inputResponses")) {
            return Map.of();
        }
        if (!(params.get("inputResponses") instanceof Map<?, ?> given)) {
            throw ProtocolException.invalidParams("`inputResponses` must be an object.");
        }
        Map<String, Object> responses = Methods.cast(given);
        for (Map.Entry<String, Object> response : responses.entrySet()) {
            if (!(response.getValue() instanceof Map)) {
                throw ProtocolException.invalidParams("`inputResponses." + response.getKey() + "` must be an object.");
            }
        }
        return responses;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public synchronized void progress(double done, double total, @Nullable String message) {
        if (!caller.cancellation().isCancelled()) {
            progress.report(done, total, message)
                    .ifPresent(params -> reply.notify(JsonRpc.notification("notifications/progress", params)));
        }
    }

    @Override
    public void log(String level, String logger, String message) {
        if (meta.wantsLog(level) && !caller.cancellation().isCancelled()) {
            reply.notify(JsonRpc.notification(
                    "notifications/message", Map.of("level", level, "logger", logger, "data", message)));
        }
    }

    @Override
    public Map<String, Map<String, Object>> ask(Map<String, Inquiry> inquiries) {
        Map<String, Map<String, Object>> answered = new LinkedHashMap<>();
        Map<String, Inquiry> open = new LinkedHashMap<>();
        inquiries.forEach((name, inquiry) -> {
            if (meta.offers(inquiry.capability())) {
                if (isAnswered(name, inquiry)) {
                    answered.put(name, Methods.cast((Map<?, ?>) answers.get(name)));
                } else {
                    open.put(name, inquiry);
                }
            }
        });
        settled.putAll(answered);
        if (!open.isEmpty()) {
            open.forEach((name, inquiry) -> asked.put(name, RequestStates.digest(inquiry)));
            throw new InputRequired(open, states.seal(fingerprint, asked, settled));
        }
        return answered;
    }

    private boolean isAnswered(String name, Inquiry inquiry) {
        if (!(answers.get(name) instanceof Map<?, ?> answer)
                || inquiry.bound() && !RequestStates.digest(inquiry).equals(asked.get(name))) {
            return false;
        }
        return switch (inquiry.method()) {
            case "elicitation/create" -> isElicited(answer, inquiry);
            case "roots/list" -> answer.get("roots") instanceof List;
            default -> answer.get("content") != null;
        };
    }

    private static boolean isElicited(Map<?, ?> answer, Inquiry inquiry) {
        if (!(answer.get("action") instanceof String action) || !ACTIONS.contains(action)) {
            return false;
        }
        if (!action.equals("accept")) {
            return true;
        }
        Map<?, ?> content = answer.get("content") instanceof Map<?, ?> filledIn ? filledIn : Map.of();
        return !(inquiry.params().get("requestedSchema") instanceof Map<?, ?> schema)
                || !(schema.get("required") instanceof List<?> required)
                || content.keySet().containsAll(required);
    }
}
