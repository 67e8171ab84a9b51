package com.osmtalk.cli.agentfile;

import com.osmtalk.api.EvalRun;
import java.util.List;

/** Runs the tests of a file with the agent as the file has it. */
@FunctionalInterface
public interface FileTests {
    /**
     * In the order of the file.
     *
     * @throws AgentFileException when they can't be run, for a reason that is known here
     * @throws com.osmtalk.client.ApiException when the server refuses them
     */
    List<EvalRun> run(AgentFile file);
}
