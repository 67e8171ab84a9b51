package com.osmtalk.mcp.tool.manage;

import com.osmtalk.api.EvalCase;
import com.osmtalk.api.EvalRun;
import com.osmtalk.api.EvalRunAllRequest;
import com.osmtalk.api.EvalRunQuery;
import com.osmtalk.api.EvalRunRequest;
import com.osmtalk.api.EvalStatus;
import com.osmtalk.api.EvalVerdict;
import com.osmtalk.api.EvalVerdict.Outcome;
import com.osmtalk.api.PageRequest;
import com.osmtalk.client.ApiException;
import com.osmtalk.client.EvalApi;
import com.osmtalk.client.Pages;
import com.osmtalk.mcp.kit.AgentFinder;
import com.osmtalk.mcp.kit.AnswerFields;
import com.osmtalk.mcp.kit.Arguments;
import com.osmtalk.mcp.kit.MissingRoute;
import com.osmtalk.mcp.kit.ObjectSchema;
import com.osmtalk.mcp.kit.Schema;
import com.osmtalk.mcp.kit.SharedArguments;
import com.osmtalk.mcp.kit.Tool;
import com.osmtalk.mcp.kit.ToolAnswer;
import com.osmtalk.mcp.kit.ToolContext;
import com.osmtalk.mcp.kit.ToolDefinition;
import com.osmtalk.mcp.kit.ToolException;
import com.osmtalk.mcp.kit.ToolProblem;
import com.osmtalk.mcp.kit.Toolset;
import com.osmtalk.mcp.kit.UntrustedText;
import com.osmtalk.mcp.kit.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * {@code test_agent}: runs an agent's test cases and tells why they fail. What is not over within the time that a
 * client waits is asked for with {@code last_results}.
 */
public final class TestAgent implements Tool {
    private static final Duration LONGEST = Duration.ofSeconds(45);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int REASON_LENGTH = 400;
    private static final int MOST_LAST = 200;

    private static final ToolDefinition DEFINITION = new ToolDefinition(
            Toolset.MANAGE,
            "test_agent",
            "Test an agent",
            "Use this when an agent was changed: runs its test cases (written conversations with a simulated person)"
                    + " and tells what fails and why. Its HTTP tools are called. Not for a call: use"
                    + " start_outbound_call. Example: {\"agent\":\"Appointment reminder\"}",
            ObjectSchema.arguments()
                    .required("agent", SharedArguments.agent("Agent's name or id."))
                    .optional(
                            "test",
                            Schema.string("Only the test of this name.", 1, 100).example("Cannot come"))
                    .optional(
                            "last_results",
                            Schema.bool("Run nothing: the last results.").byDefault(false)),
            ObjectSchema.answer()
                    .required("agent_id", Schema.string())
                    .required("passed", Schema.integer())
                    .required("failed", Schema.integer())
                    .required("undecided", Schema.integer())
                    .optional("running", Schema.integer())
                    .required(
                            "tests",
                            Schema.list(Schema.object(ObjectSchema.part()
                                    .required("test", Schema.string())
                                    .required("run_id", Schema.string())
                                    .required("status", Schema.string())
                                    .optional("why", Schema.list(Schema.string())))))
                    .optional("next", Schema.string()),
            new ToolDefinition.Effects(false, false, false, true),
            "Check the agent with list_agents.",
            "Look with last_results");

    @Override
    public ToolDefinition definition() {
        return DEFINITION;
    }

    @Override
    public ToolAnswer call(Arguments arguments, ToolContext context) throws InterruptedException {
        AgentFinder.Found agent = AgentFinder.find(context.account(), arguments.string("agent"));
        EvalApi eval = context.account().eval();
        String test = arguments.optionalString("test").orElse("");
        boolean onlyLast = arguments.bool("last_results").orElse(false);
        List<EvalRun> found = onServersWithTests(
                agent.id(), () -> onlyLast ? last(eval, agent.id(), test) : begin(eval, agent.id(), test));
        List<EvalRun> runs = onlyLast ? found : finished(eval, found, context);
        if (runs.isEmpty()) {
            throw new ToolException(ToolProblem.of(
                    "no_tests",
                    agent.shown() + " has no " + (test.isEmpty() ? "" : "such ") + "test, or no result of one.",
                    "Tests are made by the API (/api/eval/test-cases) or in files (osmtalk agents push)."));
        }
        return answer(agent, runs);
    }

    private static List<EvalRun> onServersWithTests(String agentId, Supplier<List<EvalRun>> request) {
        try {
            return request.get();
        } catch (ApiException e) {
            if (MissingRoute.isMeant(e, agentId)) {
                throw MissingRoute.refused("test agents", "Try the agent with chat_with_agent.");
            }
            throw e;
        }
    }

    private static List<EvalRun> begin(EvalApi eval, String agentId, String test) {
        if (test.isEmpty()) {
            return eval.runAll(new EvalRunAllRequest(agentId, null, null, null), key())
                    .runs();
        }
        List<EvalCase> all = Pages.of((PageRequest page) -> eval.listCases(agentId, page)).stream()
                .toList();
        return named(test, all, EvalCase::name).stream()
                .map(found -> eval.run(found.id(), EvalRunRequest.CURRENT, key()))
                .toList();
    }

    /** Each request is its own: with one key, the second would be refused as another under the first one's. */
    private static String key() {
        return UUID.randomUUID().toString();
    }

    /** Those of exactly this name; if there are none, those that differ from it in case only. */
    private static <T> List<T> named(String test, List<T> all, Function<T, String> nameOf) {
        String name = test.strip();
        List<T> exact = all.stream()
                .filter(each -> nameOf.apply(each).strip().equals(name))
                .toList();
        return !exact.isEmpty()
                ? exact
                : all.stream()
                        .filter(each -> nameOf.apply(each).strip().equalsIgnoreCase(name))
                        .toList();
    }

    /** Those that are still running when nobody waits any longer come back as they are. */
    private static List<EvalRun> finished(EvalApi eval, List<EvalRun> begun, ToolContext context)
            throws InterruptedException {
        List<EvalRun> runs = new ArrayList<>(begun);
        long deadline = System.nanoTime() + LONGEST.toNanos();
        int next = 0;
        while (next < runs.size()) {
            runs.set(next, eval.getRun(runs.get(next).id()));
            if (runs.get(next).status().isOver()) {
                next++;
                context.progress(next, runs.size(), next + " of " + runs.size() + " tests are over.");
            } else if (System.nanoTime() > deadline || !context.pause(PAUSE)) {
                break;
            }
        }
        return runs;
    }

    /** The newest of each test. */
    private static List<EvalRun> last(EvalApi eval, String agentId, String test) {
        Map<String, EvalRun> newest = new LinkedHashMap<>();
        Pages.of((PageRequest page) -> eval.listRuns(new EvalRunQuery(null, agentId, null), page)).stream()
                .limit(MOST_LAST)
                .filter(run -> run.testCaseId() != null)
                .forEach(run -> newest.putIfAbsent(run.testCaseId(), run));
        List<EvalRun> all = List.copyOf(newest.values());
        return test.isEmpty() ? all : named(test, all, TestAgent::name);
    }

    private static ToolAnswer answer(AgentFinder.Found agent, List<EvalRun> runs) {
        long running = count(runs, EvalStatus.RUNNING);
        List<String> reasons = new ArrayList<>();
        List<Map<String, Object>> tests = new ArrayList<>();
        for (EvalRun run : runs) {
            List<String> why = why(run);
            why.forEach(reason -> reasons.add(name(run) + ": " + reason));
            tests.add(new AnswerFields()
                    .put("test", name(run))
                    .put("run_id", run.id())
                    .put("status", Wording.code(run.status()))
                    .put("why", why.isEmpty() ? null : why)
                    .asMap());
        }
        String next = running == 0
                ? null
                : "Call test_agent again with last_results=true in half a minute: " + running + " still run.";
        String text = agent.shown() + ": " + count(runs, EvalStatus.PASSED) + " passed, "
                + count(runs, EvalStatus.FAILED) + " failed, " + count(runs, EvalStatus.UNDECIDED) + " undecided, "
                + count(runs, EvalStatus.ERROR) + " could not be run."
                + (reasons.isEmpty()
                        ? ""
                        : "\n" + String.join("\n", UntrustedText.block("Why", reasons, REASON_LENGTH)))
                + (next == null ? "" : "\n" + next);
        return ToolAnswer.of(
                text,
                new AnswerFields()
                        .put("agent_id", agent.id())
                        .put("passed", count(runs, EvalStatus.PASSED))
                        .put("failed", count(runs, EvalStatus.FAILED) + count(runs, EvalStatus.ERROR))
                        .put("undecided", count(runs, EvalStatus.UNDECIDED))
                        .put("running", running == 0 ? null : running)
                        .put("tests", tests)
                        .put("next", next));
    }

    private static long count(List<EvalRun> runs, EvalStatus status) {
        return runs.stream().filter(run -> run.status() == status).count();
    }

    private static String name(EvalRun run) {
        return Wording.oneLine(String.valueOf(run.testCase().name()), 100);
    }

    private static List<String> why(EvalRun run) {
        if (run.error() != null) {
            return List.of(UntrustedText.bare(run.error(), REASON_LENGTH));
        }
        return run.verdicts().stream()
                .filter(verdict -> verdict.outcome() != Outcome.PASSED)
                .map(TestAgent::why)
                .toList();
    }

    private static String why(EvalVerdict verdict) {
        String line = verdict.lineIndex() == null ? "" : " (line " + verdict.lineIndex() + ")";
        return UntrustedText.bare(
                Wording.code(verdict.criterion()) + " \"" + verdict.expected() + "\": " + verdict.reason() + line,
                REASON_LENGTH);
    }
}
