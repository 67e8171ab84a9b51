package com.osmtalk.mcp.tool.calls;

import com.osmtalk.api.AnalysisStatus;
import com.osmtalk.api.BillingStatus;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.CallUpdate;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.PersonToCall;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Simulated;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.kit.UntrustedText;
import com.osmtalk.mcp.kit.Wording;
import com.osmtalk.mcp.view.CallView;
import com.osmtalk.mcp.view.TranscriptView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * {@code wait_for_call}: follows a call and answers when it is over and analysed, or after at most 45 seconds, since
 * clients give up on a tool call after about a minute. An analysis is waited for a few seconds only: a model may take
 * its time. A server that supports it is asked to wait; any other is polled.
 *
 * <p>Polls begin a quarter of a second apart, slow down to two seconds, and are frequent again after each change. An
 * error that may pass does not end the wait: the call goes on whether or not it can be seen.
 */
public final class WaitForCall implements Tool {
    private static final int MAX_SECONDS = 45;

    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.CALLS,
            "wait_for_call",
            "Wait for a call",
            "Use this when a call is live and you want to follow it to its end; it answers with the new lines when"
                    + " the call is over, its agent asks, or time is up. Not for finished calls: use get_call. Example:"
                    + " {\"call_id\":\"call_01JD2Z8Q6W3V5T7X9Y0ABCDEFG\",\"after_index\":7}",
            ObjectSchema.arguments()
                    .optional("call_id", SharedArguments.callId())
                    .optional(
                            "call_ids",
                            Schema.list(
                                    "Up to 20, instead. E.g. call_a, call_b", Schema.string(), 1, PersonToCall.MOST))
                    .optional(
                            "timeout_seconds",
                            Schema.integer("How long to wait.", 1, MAX_SECONDS).byDefault(40))
                    .optional(
                            "after_index",
                            Schema.integer("Only transcript lines after this index; -1 for all.", -1, 1_000_000)
                                    .byDefault(-1)),
            ObjectSchema.answer()
                    .allOptional(CallView.schema())
                    .all(CallView.outcome())
                    .optional("question", AskedPerson.schema())
                    .required("done", Schema.bool())
                    .optional("calls", Schema.list(Schema.anyObject(null)))
                    .optional("after_index", Schema.integer())
                    .optional("transcript", TranscriptView.schema())
                    .optional("transcript_left", Schema.integer())
                    .required("next", Schema.string()),
            ToolDefinition.Effects.READS_UNTRUSTED_TEXT,
            "Find the call_id with list_calls.");

    private static final Duration LONGEST_FOR_ANALYSIS = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(20);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);
    private static final int LINES_PER_ANSWER = 200;

    private final Clock clock;

    public WaitForCall(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        Set<String> several = new LinkedHashSet<>(arguments.strings("call_ids"));
        arguments.optionalString("call_id").ifPresent(several::add);
        if (several.isEmpty()) {
            throw new ToolException(ToolProblem.argument(
                    "call_id", "`call_id` is missing.", "Nothing was done. Find it with list_calls."));
        }
        if (several.size() > 1) {
            return new SeveralCalls(clock)
                    .follow(several, Duration.ofSeconds(arguments.integer("timeout_seconds", 40)), arguments, context);
        }
        int after = arguments.integer("after_index", -1);
        Duration limit = Duration.ofSeconds(arguments.integer("timeout_seconds", 40));
        Instant end = clock.instant().plus(limit);
        Reporter reporter = new Reporter(context, clock.instant(), limit, after);
        String id = several.iterator().next();
        Call call = follow(context, id, limit, reporter);
        while (AskedPerson.isAsked(call)
                && AskedPerson.ask(call, call.question(), clock.instant(), arguments, context)) {
            Duration left = Duration.between(clock.instant(), end);
            call = follow(context, id, left.isNegative() ? Duration.ZERO : left, reporter);
        }
        return answer(call, after);
    }

    /** The call as it was last seen: over, or as it is at the end of the time. */
    private Call follow(ToolContext context, String id, Duration limit, Reporter reporter) throws InterruptedException {
        Instant begun = clock.instant();
        Instant end = begun.plus(limit);
        boolean over = false;
        Duration pause = FIRST_PAUSE;
        @Nullable CallUpdate seen = null;
        while (true) {
            Duration wait;
            try {
                Optional<CallUpdate> update = look(context, id, seen, end, reporter);
                if (update.isEmpty()) {
                    return seen == null ? context.api().getCall(id) : seen.call();
                }
                seen = update.get();
                boolean changed = reporter.report(seen.call(), clock.instant());
                wait = seen.waited() ? Duration.ZERO : changed ? FIRST_PAUSE : pause;
                pause = changed ? FIRST_PAUSE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            } catch (ApiException e) {
                // the call goes on whether or not we can see it: look again while there is time
                wait = e.retryAfter() == null ? LONGEST_PAUSE : e.retryAfter();
                if (!e.passes() || seen == null && clock.instant().plus(wait).isAfter(end)) {
                    throw e;
                }
            }
            if (seen != null && (AskedPerson.isAsked(seen.call()) || isForLater(seen.call(), end))) {
                return seen.call();
            }
            if (seen != null && seen.call().status().isTerminal()) {
                if (!isBeingAnalysed(seen.call())) {
                    return seen.call();
                }
                if (!over) {
                    over = true;
                    end = earlier(clock.instant().plus(LONGEST_FOR_ANALYSIS), begun.plusSeconds(MAX_SECONDS));
                }
            }
            Duration left = Duration.between(clock.instant(), end);
            if (left.compareTo(Duration.ZERO) <= 0 || !rest(context, shorter(wait, left), reporter)) {
                return seen == null ? context.api().getCall(id) : seen.call();
            }
        }
    }

    /** The next state of the call as soon as it changes; empty when the time is up or the caller has gone. */
    private Optional<CallUpdate> look(
            ToolContext context, String id, @Nullable CallUpdate last, Instant end, Reporter reporter)
            throws InterruptedException {
        CompletableFuture<CallUpdate> look =
                context.api().awaitCall(id, last, shorter(LONGEST_LOOK, Duration.between(clock.instant(), end)));
        try {
            while (!look.isDone()) {
                Duration left = Duration.between(clock.instant(), end);
                boolean wanted = context.await(look, shorter(LONGEST_PAUSE, left));
                if (!look.isDone() && (!wanted || left.compareTo(Duration.ZERO) <= 0)) {
                    return Optional.empty();
                }
                reporter.heartbeat(clock.instant());
            }
            return Optional.of(look.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof ApiException problem) {
                throw problem;
            }
            throw e;
        } finally {
            look.cancel(true);
        }
    }

    /** Waits, with progress reports in between; false when the caller has gone. */
    private boolean rest(ToolContext context, Duration time, Reporter reporter) throws InterruptedException {
        Duration left = time;
        while (left.compareTo(Duration.ZERO) > 0) {
            Duration slice = shorter(left, LONGEST_PAUSE);
            if (!context.pause(slice)) {
                return false;
            }
            left = left.minus(slice);
            reporter.heartbeat(clock.instant());
        }
        return true;
    }

    private static ToolAnswer answer(Call call, int after) {
        List<TranscriptEntry> heard = call.transcript() == null ? List.of() : call.transcript();
        TranscriptView page = TranscriptView.of(
                heard.stream().filter(line -> line.index() > after).toList(), 0, LINES_PER_ANSWER);
        int last = page.isEmpty()
                ? after
                : page.entries().get(page.entries().size() - 1).index();
        boolean over = call.status().isTerminal();
        String next = next(call, page, last);
        List<String> lines = new ArrayList<>(over ? CallView.lines(call) : List.of(CallView.headline(call)));
        if (page.isEmpty()) {
            lines.add(heard.isEmpty() ? "Nothing has been said." : "No new lines.");
        } else {
            lines.addAll(page.lines(call));
        }
        if (AskedPerson.isAsked(call)) {
            lines.add(AskedPerson.words(call.question()));
        }
        lines.add(next);
        return ToolAnswer.of(
                String.join("\n", lines),
                CallView.fields(call)
                        .put(CallView.outcome(call).asMap())
                        .put("question", AskedPerson.fields(call))
                        .put("done", over && page.left() == 0)
                        .put("after_index", last)
                        .put("transcript", page.fields(false))
                        .put("transcript_left", page.left() == 0 ? null : page.left())
                        .put("next", next));
    }

    private static String next(Call call, TranscriptView page, int last) {
        if (page.left() > 0) {
            return Wording.count(page.left(), "more line") + ": call wait_for_call again with after_index " + last
                    + ".";
        }
        if (AskedPerson.isAsked(call)) {
            return "Ask the person, then answer_call_question with question="
                    + call.question().n() + "; until then the other side waits.";
        }
        if (!call.status().isTerminal()) {
            if (call.status() == CallStatus.SCHEDULED) {
                return "It is dialled by itself at " + call.scheduledAt() + "; wait_for_call again then.";
            }
            return "Still " + Wording.code(call.status()) + ": call wait_for_call again with after_index " + last + ".";
        }
        if (isBeingAnalysed(call)) {
            return "The call is over, and its analysis is not there yet: get_call shows it when it is.";
        }
        // a server that does not tell may still be at it
        boolean maybeAnalysed = call.analysis() == null
                && call.transcript() != null
                && !call.transcript().isEmpty();
        return maybeAnalysed || call.billingStatus() == BillingStatus.PENDING
                ? "The call is over. get_call shows its analysis and final cost when they are ready."
                : "The call is over.";
    }

    private static boolean isBeingAnalysed(Call call) {
        return call.analysis() != null && call.analysis().status() == AnalysisStatus.PENDING;
    }

    /** Whether it is dialled at a time that this wait does not reach. */
    static boolean isForLater(Call call, Instant end) {
        return call.status() == CallStatus.SCHEDULED
                && call.scheduledAt() != null
                && call.scheduledAt().isAfter(end);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Reports each new state and line to the client once, and repeats the state at least every three seconds. */
    private static final class Reporter {
        private static final int LINES_PER_LOOK = 20;

        private final ToolContext context;
        private final Instant start;
        private final Duration limit;
        private int told;
        private @Nullable String status;
        private Instant last;
        private double done = -1;

        Reporter(ToolContext context, Instant start, Duration limit, int after) {
            this.context = context;
            this.start = start;
            this.limit = limit;
            this.told = after;
            this.last = start;
        }

        /** Returns whether there was something new. */
        boolean report(Call call, Instant now) {
            String current = Wording.code(call.status()) + (Simulated.is(call) ? " (simulated)" : "");
            boolean newState = !current.equals(status);
            status = current;
            List<TranscriptEntry> fresh = call.transcript() == null
                    ? List.of()
                    : call.transcript().stream()
                            .filter(line -> line.index() > told)
                            .toList();
            if (newState) {
                tell(now, current);
            }
            for (TranscriptEntry line : fresh.subList(Math.max(0, fresh.size() - LINES_PER_LOOK), fresh.size())) {
                tell(now, current + " · " + Wording.code(line.role()) + ": " + UntrustedText.marked(line.text(), 300));
            }
            if (!fresh.isEmpty()) {
                told = fresh.get(fresh.size() - 1).index();
            }
            return newState || !fresh.isEmpty();
        }

        void heartbeat(Instant now) {
            if (!now.isBefore(last.plus(LONGEST_SILENCE))) {
                tell(now, status == null ? "waiting for osmTalk" : status);
            }
        }

        private void tell(Instant now, String message) {
            double elapsed = Duration.between(start, now).toMillis() / 1000.0;
            done = Math.max(elapsed, done < 0 ? 0 : done + 0.001);
            last = now;
            context.progress(done, Math.max(limit.toSeconds(), done), message);
        }
    }
}
