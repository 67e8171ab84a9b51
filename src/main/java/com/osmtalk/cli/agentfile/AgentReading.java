package com.osmtalk.cli.agentfile;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What reading a file came to: an agent, or why it holds none.
 *
 * @param problem present exactly when the agent is not
 */
public record AgentReading(Path path, Optional<AgentFile> agent, Optional<AgentFileException> problem) {
    /** The name of the file without its folder. */
    public String fileName() {
        return String.valueOf(path.getFileName());
    }
}
