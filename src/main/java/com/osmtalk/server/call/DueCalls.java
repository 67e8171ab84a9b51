package com.osmtalk.server.call;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.EndedBy;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.cluster.ClusterMembers;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.problem.ProblemKind;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.DatabaseUnavailableException;
import com.osmtalk.voice.CallEnd;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues scheduled calls when their time has come, or ends them when they must not be dialled any more.
 *
 * <p>Every server looks each second, and of several one wins: the call becomes queued in the transaction that stores
 * its dial job, by an UPDATE that finds it scheduled only once. The row is all there is to remember, so nothing has to
 * be made good after a crash. It is looked for by a thread that counts seconds and not by a stored job, whose next time
 * would lie in the future for as long as the clock is set back.
 */
public final class DueCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DueCalls.class);
    private static final long PAUSE_SECONDS = 1;

    private final ClusterMembers members;
    private final Database database;
    private final CallStore calls;
    private final CallLifecycle lifecycle;
    private final ScheduledCallRules rules;
    private final Admission admission;
    private final Agents agents;
    private final Dialler dialler;
    private final CallIntake intake;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "due-calls");
        made.setDaemon(true);
        return made;
    });

    public DueCalls(
            ClusterMembers members,
            Database database,
            CallStore calls,
            CallLifecycle lifecycle,
            ScheduledCallRules rules,
            Admission admission,
            Agents agents,
            Dialler dialler,
            CallIntake intake,
            Clock clock) {
        this.members = members;
        this.database = database;
        this.calls = calls;
        this.lifecycle = lifecycle;
        this.rules = rules;
        this.admission = admission;
        this.agents = agents;
        this.dialler = dialler;
        this.intake = intake;
        this.clock = clock;
    }

    /** Repeats {@link #run} from now on. */
    public void start() {
        thread.scheduleWithFixedDelay(this::tryToRun, 0, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("scheduled calls are still being looked at");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryToRun() {
        try {
            run();
        } catch (DatabaseUnavailableException e) {
            LOG.debug("scheduled calls wait for the database", e);
        } catch (RuntimeException e) {
            LOG.warn("scheduled calls could not be looked for", e);
        }
    }

    /** Deals with every call whose time has come. */
    void run() {
        if (!intake.isOpen()) {
            return;
        }
        for (String callId : calls.due(clock.instant())) {
            try {
                goOnWith(callId);
            } catch (DatabaseUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                // one call must not keep the others from being dialled
                LOG.error("{} is scheduled, and can't be dialled yet", callId, e);
            }
        }
    }

    private void goOnWith(String callId) {
        database.transaction(handle -> {
            members.requireMembership();
            calls.lockAdmission();
            if (!calls.holdScheduled(callId)) {
                return null;
            }
            StoredCall stored = calls.require(callId);
            try {
                Optional<CallEnd> obstacle = rules.obstacle(stored);
                if (obstacle.isPresent()) {
                    end(callId, obstacle.get());
                    return null;
                }
                admission.requirePlace(stored.organizationId());
                queue(stored);
            } catch (Problem problem) {
                if (waits(problem)) {
                    LOG.debug("{} waits: {}", callId, problem.code());
                } else {
                    end(callId, CallEnd.undialled(ScheduledCallRules.reason(problem), EndedBy.PLATFORM));
                }
            }
            return null;
        });
    }

    /** Waiting may help, and what has waited too long is missed. */
    private static boolean waits(Problem problem) {
        return problem.kind() == ProblemKind.LIMIT_REACHED || problem.kind() == ProblemKind.UNAVAILABLE;
    }

    private void queue(StoredCall stored) {
        Call call = stored.call();
        // it is charged, and told, by the agent that speaks, which may have been changed since
        Agent agent = agents.forCall(stored.organizationId(), call.agentId(), call.agentVersion());
        calls.refreshAgent(call.id(), agent);
        lifecycle.move(call.id(), CallStatus.QUEUED);
        dialler.request(call.id());
    }

    private void end(String callId, CallEnd end) {
        LOG.info("{} was scheduled and is not dialled: {}", callId, end.failureReason());
        lifecycle.ended(callId, end);
    }
}
