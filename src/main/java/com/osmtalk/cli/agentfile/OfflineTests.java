package com.osmtalk.cli.agentfile;

import com.osmtalk.api.EvalRun;
import com.osmtalk.client.OsmTalkClient;
import java.util.List;
import java.util.UUID;

/** Runs tests on a server that knows none of the agents yet. */
public final class OfflineTests implements FileTests {
    private final OsmTalkClient api;

    public OfflineTests(OsmTalkClient api) {
        this.api = api;
    }

    @Override
    public List<EvalRun> run(AgentFile file) {
        String id = api.account()
                .agents()
                .create(file.draftWithoutSecrets(), UUID.randomUUID().toString())
                .id();
        return TestRuns.run(api, id, null, file.testsOrNone());
    }
}
