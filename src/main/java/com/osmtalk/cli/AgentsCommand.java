package com.osmtalk.cli;

import com.osmtalk.cli.agentfile.AgentFile;
import com.osmtalk.cli.agentfile.AgentFolder;
import com.osmtalk.cli.agentfile.AgentReading;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Agents as files, on the account or the bundled server that {@code mcp} would use. */
@Command(
        name = "agents",
        description =
                "Keep agents and their tests as YAML files: pull them, push them, see what differs, run the tests.",
        subcommands = {
            AgentsPullCommand.class,
            AgentsPushCommand.class,
            AgentsDiffCommand.class,
            AgentsTestCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class AgentsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "pull, push, diff or test?");
    }

    /** @throws UsageException when there is no folder, or nothing in it */
    static List<AgentFile> files(AgentFolder folder) {
        requireFolder(folder);
        List<AgentFile> files = folder.files();
        if (files.isEmpty()) {
            throw nothingIn(folder);
        }
        return files;
    }

    /** @throws UsageException when there is no folder, or nothing in it */
    static List<AgentReading> readings(AgentFolder folder) {
        requireFolder(folder);
        List<AgentReading> readings = folder.readings();
        if (readings.isEmpty()) {
            throw nothingIn(folder);
        }
        return readings;
    }

    private static void requireFolder(AgentFolder folder) {
        if (!folder.exists()) {
            throw new UsageException("there is no folder " + folder.path() + ". Make it with: osmtalk agents pull "
                    + shown(folder.path()));
        }
    }

    private static UsageException nothingIn(AgentFolder folder) {
        return new UsageException(folder.path() + " has no file of an agent in it (.yaml or .yml)");
    }

    private static String shown(Path folder) {
        return folder.toString().equals(AgentFolderArgument.DEFAULT) ? "" : folder.toString();
    }

    /** A name that somebody chose, on one line and without characters that a terminal would obey. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
    }
}
