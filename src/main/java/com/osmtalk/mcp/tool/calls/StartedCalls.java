package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.OutboundCallAccepted;
import com.osmtalk.api.OutboundCallRequest;
import com.osmtalk.client.ApiException;
import com.osmtalk.mcp.dialling.GuardedDialler;
import com.osmtalk.mcp.guard.DialOutcome;
import com.osmtalk.mcp.guard.DialRequest;
import com.osmtalk.mcp.kit.AgentFinder;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.NumberFinder;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.QuotedText;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.Simulated;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import com.osmtalk.mcp.kit.Wording;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer of {@code start_outbound_call}: what became of the call, or of each of several. */
record StartedCalls(
        GuardedDialler dialler,
        ToolDefinition tool,
        AgentFinder.Found agent,
        NumberFinder.Found from,
        Map<String, String> variables,
        Map<DialRequest, OutboundCallRequest> requests,
        String key,
        ToolContext context,
        Clock clock) {
    static ObjectSchema schema() {
        return ObjectSchema.answer()
                .optional("call_id", Schema.string())
                .optional("status", Schema.string())
                .optional("simulated", Simulated.schema())
                .optional("to", Schema.string())
                .optional("calls", Schema.list(Schema.anyObject(null)))
                .optional("scheduled_at", Schema.string())
                // a task that is over has the call itself for its result, and that knows none of these
                .optional("idempotency_key", Schema.string())
                .optional("duplicate_suppressed", Schema.bool())
                .optional("next", Schema.string());
    }

    /** @throws ToolException when it was not placed */
    ToolAnswer one(DialRequest dial, DialOutcome<OutboundCallAccepted> outcome) {
        Told told = tell(dial, outcome);
        if (told.problem() != null) {
            throw new ToolException(told.problem());
        }
        return ToolAnswer.of(
                told.text() + " " + told.next(),
                told.fields()
                        .put("from", from.number())
                        .put("agent_id", agent.id())
                        .put("agent_name", agent.name())
                        .put("variables", variables)
                        .put("next", told.next()));
    }

    /** @throws ToolException when none was placed */
    ToolAnswer all(List<DialRequest> dials, List<DialOutcome<OutboundCallAccepted>> outcomes) {
        List<Map<String, Object>> calls = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        List<String> placed = new ArrayList<>();
        @Nullable ToolProblem first = null;
        for (int i = 0; i < dials.size(); i++) {
            Told told = tell(dials.get(i), outcomes.get(i));
            calls.add(told.fields().asMap());
            ToolProblem problem = told.problem();
            if (problem == null) {
                placed.add(Objects.toString(told.fields().asMap().get("call_id")));
                lines.add(told.text());
            } else {
                first = first == null ? problem : first;
                lines.add("Not placed, " + dials.get(i).to() + ": " + problem.message() + " "
                        + Objects.toString(problem.next(), ""));
            }
        }
        if (placed.isEmpty() && first != null) {
            throw new ToolException(first.with("calls", calls).with("idempotency_key", key));
        }
        String next = "Follow them: wait_for_call with call_ids " + String.join(", ", placed) + "."
                + (placed.size() == dials.size()
                        ? ""
                        : " " + (dials.size() - placed.size()) + " of " + dials.size()
                                + " were not placed: tell the person. To try these again, repeat the list with"
                                + " idempotency_key=" + key + ": those that were placed are not dialled twice.");
        lines.add(next);
        return ToolAnswer.of(
                String.join("\n", lines),
                new AnswerFields()
                        .put("calls", calls)
                        .put("simulated", from.simulated())
                        .put("from", from.number())
                        .put("agent_id", agent.id())
                        .put("agent_name", agent.name())
                        .put("variables", variables)
                        .put("idempotency_key", key)
                        .put("next", next));
    }

    /** @param problem why it was not placed; null: it was */
    private record Told(
            String text,
            String next,
            AnswerFields fields,
            @Nullable ToolProblem problem) {}

    private Told tell(DialRequest dial, DialOutcome<OutboundCallAccepted> outcome) {
        if (outcome instanceof DialOutcome.Dialled<OutboundCallAccepted> dialled) {
            return placed(dial, dialled.answer());
        }
        if (outcome instanceof DialOutcome.Duplicate<OutboundCallAccepted> first) {
            return alreadyPlaced(first, dial);
        }
        if (outcome instanceof DialOutcome.Failed<OutboundCallAccepted> failed) {
            return notPlaced(dial, GuardedDialler.problem(failed.problem(), dial.to(), dial.idempotencyKey(), tool));
        }
        return notPlaced(
                dial,
                ToolProblem.of(
                        "unreachable",
                        "osmTalk was out of reach for a call before this one, so this one was not tried.",
                        "Try it again later."));
    }

    private Told placed(DialRequest dial, OutboundCallAccepted call) {
        @Nullable Boolean simulated = call.simulated() == null ? from.simulated() : call.simulated();
        boolean later = call.status() == CallStatus.SCHEDULED && dial.times().first() != null;
        String text = Simulated.sentence(simulated).map(words -> words + " ").orElse("")
                + (later ? "Set for " + when(dial) + ": calling " : "Calling ") + dial.to() + " from " + dial.from()
                + " with " + agent.quoted() + ": " + call.callId() + ", " + Wording.code(call.status()) + "."
                + (variables.isEmpty() ? "" : " Variables: " + QuotedText.fields(variables, 80) + ".");
        String next = later
                ? "It is dialled by itself at its time. cancel_call with call_id " + call.callId()
                        + " cancels it until then; afterwards wait_for_call follows it."
                : followUp(call.callId());
        return new Told(
                text,
                next,
                fields(call.callId(), Wording.code(call.status()), simulated, dial, dial.idempotencyKey())
                        .put(
                                "scheduled_at",
                                later ? Objects.toString(dial.times().first()) : null),
                null);
    }

    private static String when(DialRequest dial) {
        return Optional.ofNullable(dial.details().get("When"))
                .orElse(Objects.toString(dial.times().first()));
    }

    private Told notPlaced(DialRequest dial, ToolProblem problem) {
        return new Told(
                problem.message(),
                "",
                new AnswerFields()
                        .put("to", dial.to().e164())
                        .put(
                                "error",
                                new AnswerFields()
                                        .put("code", problem.code())
                                        .put("message", problem.message())
                                        .put("next", problem.next())
                                        .asMap()),
                problem);
    }

    /** Tells of the first call, as it is now, instead of placing a second. */
    private Told alreadyPlaced(DialOutcome.Duplicate<?> first, DialRequest dial) {
        Optional<Call> call = find(first.callId());
        String status = call.map(found -> Wording.code(found.status())).orElse("placed");
        @Nullable Boolean simulated = call.map(Call::simulated).orElse(null);
        boolean over = call.isPresent() && call.get().status().isTerminal();
        String again = dialler.again(first);
        return new Told(
                "Nothing was dialled again: the same call to " + dial.to() + " with " + agent.quoted()
                        + (first.placedAt().isAfter(clock.instant()) ? " is set for " : " was placed at ")
                        + first.placedAt() + ", " + first.callId() + ", now " + status + "."
                        + call.flatMap(Simulated::sentence)
                                .map(words -> " " + words)
                                .orElse("")
                        + call.flatMap(found -> differences(found, dial)).orElse(""),
                over ? whatCameOfIt(call.get()) + again : followUp(first.callId()) + " " + again,
                fields(first.callId(), status, simulated, dial, first.idempotencyKey())
                        .put("duplicate_suppressed", true)
                        .put("retry_at", first.againAt().toString()),
                null);
    }

    /** What was asked for this time and is not part of the first call, and how to have it. */
    private Optional<String> differences(Call first, DialRequest dial) {
        OutboundCallRequest request = Objects.requireNonNull(requests.get(dial));
        List<String> differing = new ArrayList<>();
        compare(differing, "callee", request.callee(), first.callee());
        compare(differing, "on_behalf_of", request.onBehalfOf(), first.onBehalfOf());
        compare(differing, "first_words", request.firstWords(), first.firstWords());
        compare(differing, "answers", request.answers(), first.wantedAnswers());
        compare(differing, "at", request.scheduledAt(), first.scheduledAt());
        compare(differing, "retry", request.retry(), first.retry());
        if (differing.isEmpty()) {
            return Optional.empty();
        }
        String how = first.status() == CallStatus.SCHEDULED
                ? "cancel the first (cancel_call with call_id " + first.id() + ") and call again."
                : first.status().isTerminal() || first.answeredAt() != null
                        ? "wait until the same call may be placed again."
                        : "end the first before anybody answers (end_call with call_id " + first.id()
                                + ") and call again, or wait until the same call may be placed again.";
        return Optional.of(" The first call has other values of " + String.join(", ", differing)
                + " than you gave now. If the person wants the new ones: " + how);
    }

    private static void compare(
            List<String> differing, String name, @Nullable Object wanted, @Nullable Object ofFirst) {
        if (wanted != null && !wanted.equals(ofFirst)) {
            differing.add(name);
        }
    }

    private static String whatCameOfIt(Call call) {
        FailureReason reason = call.failureReason();
        if (call.nextAttempt() != null) {
            return "Nobody was reached: it is dialled again by itself, "
                    + call.nextAttempt().at() + ", as " + call.nextAttempt().callId() + "; cancel_call cancels that. ";
        }
        return "It is over: "
                + (reason == null
                        ? "get_call with call_id " + call.id() + " shows what was said. "
                        : reason.cause() + " " + reason.whatToTry() + " ");
    }

    private Optional<Call> find(String callId) {
        try {
            return Optional.of(context.api().getCall(callId));
        } catch (ApiException notToBeHad) {
            return Optional.empty();
        }
    }

    private static AnswerFields fields(
            String callId, String status, @Nullable Boolean simulated, DialRequest dial, String key) {
        return new AnswerFields()
                .put("call_id", callId)
                .put("status", status)
                .put("simulated", simulated)
                .put("to", dial.to().e164())
                .put("idempotency_key", key);
    }

    private static String followUp(String callId) {
        return "Follow it: wait_for_call with call_id " + callId + ".";
    }
}
