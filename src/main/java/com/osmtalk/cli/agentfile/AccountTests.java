package com.osmtalk.cli.agentfile;

import com.osmtalk.api.EvalRun;
import com.osmtalk.client.OsmTalkClient;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs tests on the agents of an account, as drafts that are not stored. */
public final class AccountTests implements FileTests {
    private final OsmTalkClient api;

    /** Asked for when the first file needs them, so that a server that does not answer costs no report. */
    @Nullable
    private List<ServerAgent> agents;

    public AccountTests(OsmTalkClient api) {
        this.api = api;
    }

    @Override
    public List<EvalRun> run(AgentFile file) {
        if (agents == null) {
            agents = ServerAgent.all(api);
        }
        PushPlan plan = PushPlan.of(file, agents, Set.of());
        if (plan.server() == null) {
            throw new AgentFileException(
                    file.path(), "is not on the server yet. Push it first, or test it with --offline.");
        }
        return TestRuns.run(api, plan.server().agent().id(), plan.draft(), file.testsOrNone());
    }
}
