package com.osmtalk.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The folder of agents' files, as each command on them takes it. */
final class AgentFolderArgument {
    static final String DEFAULT = "agents";

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            defaultValue = DEFAULT,
            description = "The folder of the files (default: ${DEFAULT-VALUE}).")
    private Path path;

    Path path() {
        return path;
    }
}
