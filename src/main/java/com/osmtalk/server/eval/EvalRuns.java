package com.osmtalk.server.eval;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.EvalCase;
import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.EvalRun;
import com.osmtalk.api.EvalRun.AgentState;
import com.osmtalk.api.EvalRunAllRequest;
import com.osmtalk.api.EvalRunList;
import com.osmtalk.api.EvalRunQuery;
import com.osmtalk.api.EvalRunRequest;
import com.osmtalk.api.EvalStatus;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.call.DynamicVariables;
import com.osmtalk.server.cluster.ClusterMembers;
import com.osmtalk.server.compliance.Compliance;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.voice.Switchboard;
import com.osmtalk.voice.brain.Colleagues;
import com.osmtalk.voice.brain.OptOutWords;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs of test cases: begun by a request, held on threads of their own, a few at a time, and stored with what came of
 * them. A request does not wait for the end, because a model takes minutes for it.
 *
 * <p>Each run belongs to the server that began it. It is not taken over when that server dies, as a call's analysis
 * would be: whoever began it is there to begin it again, and a model costs money. It is told as an error instead.
 */
public final class EvalRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EvalRuns.class);
    private static final int AT_ONCE = 4;
    private static final int MOST_WAITING = 400;
    private static final int MOST_OF_ONE_REQUEST = 200;
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);
    private static final String INTERRUPTED = "The server stopped before the run was over. Run it again.";

    private final Database database;
    private final EvalRunStore runs;
    private final EvalCases cases;
    private final Agents agents;
    private final Compliance compliance;
    private final ClusterMembers members;
    private final EvalRunner runner;
    private final Clock clock;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<String, EvalRun> held = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
        Thread thread = new Thread(work, "eval");
        thread.setDaemon(true);
        return thread;
    });

    public EvalRuns(
            Database database,
            EvalCases cases,
            Agents agents,
            Compliance compliance,
            ClusterMembers members,
            Switchboard switchboard,
            Clock clock) {
        this.database = database;
        this.runs = new EvalRunStore(database);
        this.cases = cases;
        this.agents = agents;
        this.compliance = compliance;
        this.members = members;
        this.runner = new EvalRunner(switchboard, clock);
        this.clock = clock;
    }

    /** The newest first. */
    Page<EvalRun> list(String organizationId, EvalRunQuery query, PageRequest page) {
        return runs.list(organizationId, query, Keyset.byId("run", page));
    }

    EvalRun get(String organizationId, String id) {
        return runs.find(organizationId, id).orElseThrow(() -> Problem.notFound("run", id));
    }

    /**
     * Begins a run of a stored case, as part of the transaction this thread is in.
     *
     * @throws Problem NOT_FOUND for a case, an agent or a version that is not there, INVALID for a draft that is
     *     invalid, LIMIT_REACHED when too many wait
     */
    EvalRun begin(String organizationId, String caseId, EvalRunRequest request) {
        EvalCase testCase = cases.get(organizationId, caseId);
        Tested tested = tested(organizationId, testCase.agentId(), request.version(), request.draft());
        return begin(organizationId, caseId, testCase.draft(), tested, 0);
    }

    /** Begins a run of each case that the request names. @throws Problem as {@link #begin} does */
    EvalRunList beginAll(String organizationId, EvalRunAllRequest request) {
        String agentId = request.agentId();
        if (agentId == null) {
            requireNothingOfOneAgent(request);
        } else if (!agents.exists(organizationId, agentId)) {
            throw Problem.notFound("agent", agentId);
        }
        List<EvalRun> begun = new ArrayList<>();
        if (agentId != null && request.testCases() != null) {
            requireValid(request.testCases());
            Tested tested = tested(organizationId, agentId, request.version(), request.draft());
            for (EvalCaseDraft given : request.testCases()) {
                begun.add(begin(organizationId, null, of(agentId, given), tested, begun.size()));
            }
        } else {
            for (EvalCase stored : cases.first(organizationId, agentId, MOST_OF_ONE_REQUEST)) {
                Tested tested = tested(organizationId, stored.agentId(), request.version(), request.draft());
                begun.add(begin(organizationId, stored.id(), stored.draft(), tested, begun.size()));
            }
        }
        return new EvalRunList(begun);
    }

    private static void requireNothingOfOneAgent(EvalRunAllRequest request) {
        if (request.version() != null || request.draft() != null || request.testCases() != null) {
            throw Problem.invalid("agentId", "is required with version, draft or testCases: they are one agent's");
        }
    }

    private static void requireValid(List<@Nullable EvalCaseDraft> given) {
        FieldErrors errors = new FieldErrors();
        List<@Nullable EvalCaseDraft> all = errors.elements("testCases", given, MOST_OF_ONE_REQUEST);
        for (int i = 0; i < all.size(); i++) {
            EvalCaseDraft each = all.get(i);
            if (each == null) {
                errors.add("testCases[" + i + "]", "must be an object");
            } else {
                EvalCaseRules.check("testCases[" + i + "].", each, errors);
            }
        }
        errors.refuseIfAny();
        given.forEach(each -> DynamicVariables.require(each == null ? null : each.dynamicVariables()));
    }

    private static EvalCaseDraft of(String agentId, EvalCaseDraft given) {
        return new EvalCaseDraft(
                agentId,
                given.name(),
                given.persona(),
                given.goal(),
                given.lines(),
                given.dynamicVariables(),
                given.criteria());
    }

    /** An agent in the state in which it is run. */
    private record Tested(
            Agent agent, AgentState state, @Nullable Integer version) {}

    private Tested tested(
            String organizationId, String agentId, @Nullable Integer version, @Nullable AgentDraft draft) {
        if (version != null && draft != null) {
            throw Problem.invalid("draft", "can't be given together with version: name one state of the agent");
        }
        if (draft != null) {
            return new Tested(agents.preview(organizationId, agentId, draft), AgentState.DRAFT, null);
        }
        Agent agent = agents.forCall(organizationId, agentId, version);
        return new Tested(agent, version == null ? AgentState.CURRENT : AgentState.VERSION, version);
    }

    /** @param begunBefore how many the same request has begun, which wait from its commit on */
    private EvalRun begin(
            String organizationId, @Nullable String caseId, EvalCaseDraft testCase, Tested tested, int begunBefore) {
        if (waiting.get() + begunBefore >= MOST_WAITING) {
            throw Problem.limitReached(
                    "concurrency_limit",
                    MOST_WAITING + " runs of test cases wait already. Try again when some of them are over.",
                    RETRY_AFTER);
        }
        EvalRun run = new EvalRun(
                Ids.next("run"),
                caseId,
                testCase,
                tested.agent().id(),
                tested.agent().name(),
                tested.state(),
                tested.version(),
                AgentFingerprint.of(tested.agent()),
                EvalStatus.RUNNING,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                clock.instant(),
                null);
        runs.insert(organizationId, members.id(), run);
        Colleagues colleagues = current -> agents.colleagues(organizationId, current);
        OptOutWords optOutWords = compliance.optOutWords(organizationId);
        database.afterCommit(() -> hold(run, tested.agent(), colleagues, optOutWords));
        return run;
    }

    private void hold(EvalRun run, Agent agent, Colleagues colleagues, OptOutWords optOutWords) {
        waiting.incrementAndGet();
        held.put(run.id(), run);
        try {
            threads.execute(() -> {
                try {
                    runs.finish(runner.run(run, agent, colleagues, optOutWords));
                } catch (RuntimeException e) {
                    LOG.error("what came of {} could not be stored", run.id(), e);
                } finally {
                    done(run);
                }
            });
        } catch (RejectedExecutionException closing) {
            LOG.warn("{} is not begun, because the server stops", run.id());
            done(run);
        }
    }

    private void done(EvalRun run) {
        held.remove(run.id());
        waiting.decrementAndGet();
    }

    /** Ends the runs of servers that are gone, and deletes old ones; repeated from time to time. */
    public void tidy() {
        runs.orphans().forEach(run -> runs.finish(runner.failed(run, INTERRUPTED)));
        runs.deleteBefore(clock.millis() - KEPT.toMillis());
    }

    /** Gives up what is still held. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        held.values().forEach(run -> runs.finish(runner.failed(run, INTERRUPTED)));
    }
}
