package com.osmtalk.cli.agentfile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Brings one agent of the server into its file, without losing what was changed in the file meanwhile. */
public final class AgentPull {
    private AgentPull() {}

    /** What became of the file. */
    public enum Outcome {
        /** There was none before. */
        NEW,
        /** It has the server's changes now. */
        UPDATED,
        /** It has all that the server has; what was changed in it stays. */
        UNCHANGED,
        /** File and server were both changed: nothing is written. */
        CONFLICT
    }

    /** @param file where the agent is, or would be */
    public record Result(Path file, Outcome outcome) {}

    /** @param force whether a file that was changed is overwritten */
    public static Result pull(ServerAgent agent, AgentFolder folder, List<AgentFile> files, boolean force) {
        Optional<AgentFile> before = files.stream()
                .filter(file -> agent.agent().id().equals(file.id()))
                .findFirst();
        if (before.isEmpty()) {
            return new Result(folder.write(agent, before), Outcome.NEW);
        }
        AgentFile file = before.get();
        boolean serverChanged = !agent.fingerprint().equals(file.pulled());
        boolean fileChanged = !file.fingerprint().equals(file.pulled());
        if (!serverChanged && !(force && fileChanged)) {
            return new Result(file.path(), Outcome.UNCHANGED);
        }
        if (file.fingerprint().equals(agent.fingerprint())) {
            folder.note(file, agent.agent().id(), agent.fingerprint());
            return new Result(file.path(), Outcome.UNCHANGED);
        }
        if (fileChanged && !force) {
            return new Result(file.path(), Outcome.CONFLICT);
        }
        return new Result(folder.write(agent, before), Outcome.UPDATED);
    }
}
