package com.osmtalk.mcp;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallQuestion;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.FailureReason;
import com.osmtalk.mcp.kit.PersonToCall;
import com.osmtalk.mcp.kit.Question;
import com.osmtalk.mcp.kit.Simulated;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.Wording;
import com.osmtalk.mcp.protocol.feature.ElicitedForm;
import com.osmtalk.mcp.protocol.feature.InputRequest;
import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.feature.TaskState;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import com.osmtalk.mcp.resource.CallerAccount;
import com.osmtalk.mcp.tool.calls.AskedPerson;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Placed calls as tasks of the protocol. Nothing is stored for a task: its id is the call's id, or those of a list of
 * calls, so that it outlives this process and any server knows it. Its result is what {@code get_call} answers when
 * the call is over, and {@code wait_for_call} when those of a list are.
 *
 * <p>What a client may do by a task is what it may do by the tools that it has: cancel with {@code end_call}, answer
 * the agent with {@code answer_call_question}.
 */
final class CallTasks implements ServerFeatures.Tasks {
    private static final Logger LOG = LoggerFactory.getLogger(CallTasks.class);
    private static final String START = "start_outbound_call";
    private static final String END = "end_call";
    private static final String ANSWER = "answer_call_question";
    private static final int POLL_INTERVAL_MS = 2000;
    /** Each look at a list asks the API for each of its calls. */
    private static final int POLL_INTERVAL_OF_LIST_MS = 5000;
    /** Between the ids of calls in the id of a list's task: no call's id has it. */
    private static final String SEPARATOR = ".";
    /** What comes of an answer that somebody else gave, or that came too late. */
    private static final Set<String> NOT_ASKED_ANY_MORE = Set.of("question_closed", "call_not_live");

    private final CallerAccounts accounts;
    private final Function<Requester, Set<String>> tools;
    private final Clock clock;

    /** @param tools the names of those that a requester has */
    CallTasks(CallerAccounts accounts, Function<Requester, Set<String>> tools, Clock clock) {
        this.accounts = accounts;
        this.tools = tools;
        this.clock = clock;
    }

    @Override
    public boolean mayBegin(String tool) {
        return tool.equals(START);
    }

    /**
     * {@inheritDoc} A call that was placed before begins none, nor a list of which a call was not placed: the tool's
     * own answer tells that, where a task would not.
     */
    @Override
    public Optional<String> begunBy(String tool, Map<String, Object> result) {
        if (!mayBegin(tool)
                || Boolean.TRUE.equals(result.get("isError"))
                || !(result.get("structuredContent") instanceof Map<?, ?> placed)) {
            return Optional.empty();
        }
        List<?> calls = placed.get("calls") instanceof List<?> list ? list : List.of(placed);
        List<String> ids = new ArrayList<>();
        for (Object each : calls) {
            if (!(each instanceof Map<?, ?> call)
                    || !(call.get("call_id") instanceof String id)
                    || Boolean.TRUE.equals(call.get("duplicate_suppressed"))) {
                return Optional.empty();
            }
            ids.add(id);
        }
        return Optional.of(String.join(SEPARATOR, ids));
    }

    @Override
    public void count(Requester requester) throws ProtocolException {
        accounts.count(requester);
    }

    @Override
    public TaskState task(String id, RequestContext context) throws ProtocolException, InterruptedException {
        return new Followed(id, context.requester()).state();
    }

    @Override
    public void answer(String id, Map<String, Object> responses, RequestContext context)
            throws ProtocolException, InterruptedException {
        new Followed(id, context.requester()).answer(responses);
    }

    @Override
    public void cancel(String id, RequestContext context) throws ProtocolException, InterruptedException {
        new Followed(id, context.requester()).cancel();
    }

    @Override
    public ServerFeatures.Watch watch(String id, Requester caller, Consumer<TaskState> changed)
            throws ProtocolException {
        return new Followed(id, caller).watch(changed);
    }

    /** The calls of a task, as they were last seen, for whoever asks. */
    private final class Followed {
        private final String taskId;
        private final Requester requester;
        private final CallerAccount account;
        private final Map<String, Call> calls = new LinkedHashMap<>();

        Followed(String taskId, Requester requester) throws ProtocolException {
            this.taskId = taskId;
            this.requester = requester;
            this.account = accounts.of(requester);
            List<String> ids = Arrays.asList(taskId.split("[" + SEPARATOR + "]", PersonToCall.MOST + 1));
            if (ids.size() > PersonToCall.MOST || Set.copyOf(ids).size() < ids.size()) {
                throw unknown();
            }
            for (String id : ids) {
                calls.put(id, account.call(id).orElseThrow(this::unknown));
            }
        }

        private ProtocolException unknown() {
            return ProtocolException.noSuch("task", Wording.oneLine(taskId, 200));
        }

        TaskState state() throws InterruptedException {
            boolean over = calls.values().stream().allMatch(Followed::isOver);
            Map<String, InputRequest> questions = new LinkedHashMap<>();
            asked().forEach((key, call) -> questions.put(key, form(call)));
            boolean cancelled =
                    calls.values().stream().allMatch(call -> call.failureReason() == FailureReason.CANCELED);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("taskId", taskId);
            fields.put(
                    "status",
                    !over ? questions.isEmpty() ? "working" : "input_required" : cancelled ? "cancelled" : "completed");
            fields.put("statusMessage", inWords());
            fields.put("createdAt", earliest().toString());
            fields.put("lastUpdatedAt", lastUpdate().toString());
            fields.put("ttlMs", null);
            fields.put("pollIntervalMs", calls.size() == 1 ? POLL_INTERVAL_MS : POLL_INTERVAL_OF_LIST_MS);
            return new TaskState(fields, questions, over ? result() : null);
        }

        private static boolean isOver(Call call) {
            return call.status().isTerminal();
        }

        private Map<String, Object> result() throws InterruptedException {
            List<String> ids = List.copyOf(calls.keySet());
            ToolAnswer answer = ids.size() == 1
                    ? account.answer("get_call", Map.of("call_id", ids.get(0)))
                    : account.answer("wait_for_call", Map.of("call_ids", ids, "timeout_seconds", 1));
            Map<String, Object> result = answer.json();
            if (calls.values().stream().allMatch(call -> call.status() == CallStatus.FAILED)) {
                result.put("isError", true);
            }
            return result;
        }

        /** The questions that this client can be asked and may answer, each by its key, with its call. */
        private Map<String, Call> asked() {
            if (!ElicitedForm.isShownBy(requester.capabilities())
                    || !tools.apply(requester).contains(ANSWER)) {
                return Map.of();
            }
            Map<String, Call> asked = new LinkedHashMap<>();
            calls.values().stream()
                    .filter(AskedPerson::isAsked)
                    .forEach(call -> asked.put(question(call).name(), call));
            return asked;
        }

        private Question question(Call call) {
            return AskedPerson.form(call, Objects.requireNonNull(call.question()), clock.instant());
        }

        private InputRequest form(Call call) {
            return ToolCalls.form(question(call));
        }

        void answer(Map<String, Object> responses) throws ProtocolException, InterruptedException {
            Map<String, Call> asked = asked();
            Map<Call, String> answers = new LinkedHashMap<>();
            for (Map.Entry<String, Object> response : responses.entrySet()) {
                Call call = asked.get(response.getKey());
                if (call == null) {
                    continue;
                }
                Object answer = ElicitedForm.plain(response.getValue(), form(call));
                String fault = ElicitedForm.fault(answer, form(call));
                if (fault != null) {
                    throw invalid(response.getKey(), fault);
                }
                Map<?, ?> given = (Map<?, ?>) Objects.requireNonNull(answer);
                if ("accept".equals(given.get("action"))) {
                    answers.put(
                            call,
                            AskedPerson.filledIn((Map<?, ?>) given.get("content"))
                                    .orElseThrow(() -> invalid(response.getKey(), "its answer is no text")));
                }
            }
            for (Map.Entry<Call, String> each : answers.entrySet()) {
                send(each.getKey(), each.getValue());
            }
        }

        private void send(Call call, String text) throws ProtocolException, InterruptedException {
            CallQuestion question = Objects.requireNonNull(call.question());
            ToolAnswer sent =
                    account.answer(ANSWER, Map.of("call_id", call.id(), "question", question.n(), "answer", text));
            if (sent.isError() && !NOT_ASKED_ANY_MORE.contains(code(sent))) {
                throw ProtocolException.unable(sent.text());
            }
        }

        private static ProtocolException invalid(String key, String fault) {
            return ProtocolException.invalidParams("`inputResponses." + key + "` is no answer: " + fault + ".");
        }

        void cancel() throws ProtocolException, InterruptedException {
            List<Call> open =
                    calls.values().stream().filter(call -> !isOver(call)).toList();
            if (!open.isEmpty() && !tools.apply(requester).contains(END)) {
                throw ProtocolException.unable("Nothing was cancelled: this client has no tool " + END + ".");
            }
            List<String> problems = new ArrayList<>();
            for (Call call : open) {
                ToolAnswer ended = account.answer(END, Map.of("call_id", call.id()));
                if (ended.isError()) {
                    problems.add(call.id() + " was not cancelled: " + ended.text());
                }
            }
            if (!problems.isEmpty()) {
                throw ProtocolException.unable(String.join("\n", problems));
            }
        }

        ServerFeatures.Watch watch(Consumer<TaskState> changed) throws ProtocolException {
            List<ServerFeatures.Watch> watches = new ArrayList<>();
            ServerFeatures.Watch all = () -> watches.forEach(ServerFeatures.Watch::close);
            try {
                for (String id : List.copyOf(calls.keySet())) {
                    watches.add(
                            account.watch(id, call -> changed(call, changed)).orElseThrow(this::unknown));
                }
                return all;
            } catch (ProtocolException | RuntimeException e) {
                all.close();
                throw e;
            }
        }

        private synchronized void changed(Call call, Consumer<TaskState> changed) {
            calls.put(call.id(), call);
            try {
                changed.accept(state());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                LOG.debug("Stopped reporting {}: this server is closing", taskId);
            }
        }

        private String inWords() {
            Call first = calls.values().iterator().next();
            String simulated =
                    Simulated.sentence(first).map(words -> words + " ").orElse("");
            long over = calls.values().stream().filter(Followed::isOver).count();
            String progress = calls.size() == 1 ? progress(first) : over + " of " + calls.size() + " calls are over.";
            return Stream.concat(
                            Stream.of(simulated + progress),
                            calls.values().stream()
                                    .filter(AskedPerson::isAsked)
                                    .map(call -> AskedPerson.words(Objects.requireNonNull(call.question()))))
                    .collect(Collectors.joining(" "));
        }

        private Instant earliest() {
            return calls.values().stream()
                    .map(Call::createdAt)
                    .min(Instant::compareTo)
                    .orElseThrow();
        }

        private Instant lastUpdate() {
            return calls.values().stream()
                    .flatMap(CallTasks::times)
                    .filter(Objects::nonNull)
                    .max(Instant::compareTo)
                    .orElseThrow();
        }
    }

    private static String code(ToolAnswer answer) {
        return answer.structured().get("error") instanceof Map<?, ?> error ? String.valueOf(error.get("code")) : "";
    }

    private static String progress(Call call) {
        int lines = call.transcript() == null ? 0 : call.transcript().size();
        return switch (call.status()) {
            case SCHEDULED -> "The call is scheduled.";
            case QUEUED -> "The call is queued.";
            case RINGING -> "It is ringing.";
            case IN_PROGRESS -> "In conversation: " + lines + (lines == 1 ? " line" : " lines") + " so far.";
            case COMPLETED -> "The call is over.";
            case FAILED -> {
                FailureReason reason = call.failureReason();
                yield reason == null ? "The call failed." : "The call failed: " + reason.title() + ".";
            }
        };
    }

    private static Stream<Instant> times(Call call) {
        return Stream.of(
                call.createdAt(),
                call.startedAt(),
                call.answeredAt(),
                call.question() == null ? null : call.question().askedAt(),
                call.endedAt(),
                call.failedAt());
    }
}
