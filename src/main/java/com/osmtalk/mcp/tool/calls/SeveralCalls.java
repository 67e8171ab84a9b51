package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.AnalysisStatus;
import com.osmtalk.api.Call;
import com.osmtalk.client.ApiException;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.QuotedText;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.Wording;
import com.osmtalk.mcp.view.CallView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows several calls at once: until all are over, the agent of one asks something, or the time is up. The answer
 * has no transcripts, which of twenty calls would be more than a client takes: {@code get_call} shows each.
 */
final class SeveralCalls {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_FOR_ANALYSIS = Duration.ofSeconds(5);

    private final Clock clock;

    SeveralCalls(Clock clock) {
        this.clock = clock;
    }

    ToolAnswer follow(Collection<String> ids, Duration limit, Arguments arguments, ToolContext context)
            throws InterruptedException {
        Instant begun = clock.instant();
        Instant end = begun.plus(limit);
        Map<String, Call> calls = new LinkedHashMap<>();
        Map<String, String> unknown = new LinkedHashMap<>();
        boolean over = false;
        while (true) {
            look(ids, calls, unknown, context);
            Instant now = clock.instant();
            boolean allOver =
                    calls.values().stream().allMatch(call -> call.status().isTerminal());
            if (allOver && !over) {
                over = true;
                Instant analysed = now.plus(LONGEST_FOR_ANALYSIS);
                end = analysed.isBefore(end) ? analysed : end;
            }
            Instant limitNow = end;
            boolean nothingToWaitFor =
                    calls.values().stream().allMatch(call -> isDone(call) || WaitForCall.isForLater(call, limitNow));
            boolean asked = false;
            for (Call call : calls.values()) {
                asked |= AskedPerson.isAsked(call)
                        && !AskedPerson.ask(call, call.question(), clock.instant(), arguments, context);
            }
            context.progress(
                    Duration.between(begun, now).toMillis() / 1000.0,
                    Math.max(limit.toSeconds(), Duration.between(begun, now).toSeconds() + 1),
                    done(calls) + " of " + calls.size() + " done");
            if (nothingToWaitFor || asked || !now.isBefore(end) || !context.pause(PAUSE)) {
                return answer(calls, unknown);
            }
        }
    }

    /**
     * An error that may pass does not end the wait, once each has been seen; nor does a call that is not there.
     *
     * @param unknown gets the ids of those, and why
     * @throws ApiException when none is there
     */
    private static void look(
            Collection<String> ids, Map<String, Call> calls, Map<String, String> unknown, ToolContext context) {
        for (String id : ids) {
            Call before = calls.get(id);
            if (before != null && isDone(before) || unknown.containsKey(id)) {
                continue;
            }
            try {
                calls.put(id, context.api().getCall(id));
            } catch (ApiException e) {
                boolean isUnknown = before == null && (e.status() == 404 || e.status() == 400);
                if (isUnknown && unknown.size() + 1 < ids.size()) {
                    unknown.put(id, "No such call, or not one of this account. Find its id with list_calls.");
                } else if (before == null || !e.passes()) {
                    throw e;
                }
            }
        }
    }

    private static boolean isDone(Call call) {
        return call.status().isTerminal()
                && (call.analysis() == null || call.analysis().status() != AnalysisStatus.PENDING);
    }

    private static long done(Map<String, Call> calls) {
        return calls.values().stream()
                .filter(call -> call.status().isTerminal())
                .count();
    }

    private static ToolAnswer answer(Map<String, Call> calls, Map<String, String> unknown) {
        List<Map<String, Object>> shown = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        List<String> open = new ArrayList<>();
        List<String> questions = new ArrayList<>();
        calls.forEach((id, call) -> {
            boolean over = call.status().isTerminal();
            AnswerFields fields =
                    CallView.fields(call).put(CallView.outcome(call).asMap()).put("done", over);
            lines.addAll(over ? CallView.lines(call) : List.of(CallView.headline(call)));
            if (AskedPerson.isAsked(call)) {
                fields.put("question", AskedPerson.fields(call));
                lines.add(AskedPerson.words(call.question()));
                questions.add(id + " question=" + call.question().n());
            }
            shown.add(fields.asMap());
            if (!over) {
                open.add(id);
            }
        });
        unknown.forEach((id, why) -> {
            lines.add(QuotedText.words(id, 100) + ": " + why);
            shown.add(new AnswerFields()
                    .put("call_id", id)
                    .put("error", why)
                    .put("done", true)
                    .asMap());
        });
        String next = !questions.isEmpty()
                ? "Ask the person, then answer_call_question for " + String.join(", ", questions) + "."
                : open.isEmpty()
                        ? "All calls are over. get_call shows what was said in each."
                        : Wording.count(open.size(), "call") + " not over: wait_for_call again with call_ids "
                                + String.join(", ", open) + ".";
        lines.add(next);
        return ToolAnswer.of(
                String.join("\n", lines),
                new AnswerFields()
                        .put("calls", shown)
                        .put("done", open.isEmpty())
                        .put("next", next));
    }
}
