package com.osmtalk.cli.agentfile;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.EvalRun;
import com.osmtalk.api.EvalRunAllRequest;
import com.osmtalk.api.EvalRunQuery;
import com.osmtalk.api.EvalStatus;
import com.osmtalk.api.PageRequest;
import com.osmtalk.client.EvalApi;
import com.osmtalk.client.OsmTalkClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Runs tests of an agent on a server and waits for their end; neither agent nor tests are stored there. */
public final class TestRuns {
    private static final int AT_ONCE = 100;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private TestRuns() {}

    /**
     * In the order of the tests; one that is not over in half an hour comes back as it is then.
     *
     * @param draft what to try in place of the agent as it is; null: that
     */
    public static List<EvalRun> run(
            OsmTalkClient api, String agentId, @Nullable AgentDraft draft, List<EvalCaseDraft> tests) {
        List<EvalRun> runs = new ArrayList<>();
        for (int from = 0; from < tests.size(); from += AT_ONCE) {
            List<EvalCaseDraft> some = tests.subList(from, Math.min(tests.size(), from + AT_ONCE));
            EvalRunAllRequest request = new EvalRunAllRequest(agentId, null, draft, some);
            EvalApi eval = api.account().eval();
            List<EvalRun> begun =
                    eval.runAll(request, UUID.randomUUID().toString()).runs();
            awaitEnd(eval, agentId);
            begun.forEach(run -> runs.add(eval.getRun(run.id())));
        }
        return runs;
    }

    /** Asks for the whole agent, not for each run: an account has a number of requests a minute. */
    private static void awaitEnd(EvalApi eval, String agentId) {
        EvalRunQuery running = new EvalRunQuery(null, agentId, EvalStatus.RUNNING);
        long deadline = System.nanoTime() + LONGEST.toNanos();
        long pause = FIRST_PAUSE.toNanos();
        while (eval.listRuns(running, PageRequest.first(1)).total() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(pause);
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("stopped while tests were run");
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
        }
    }
}
