package com.osmtalk.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.util.Optional;
import picocli.CommandLine;

/** Starts what the command line asks for; what an assistant waits for without the library that reads command lines. */
public final class Launch {
    private Launch() {}

    /**
     * Runs one command.
     *
     * @return the exit code: 0 done, 1 failed, 2 the command line was wrong
     */
    public static int run(String... arguments) {
        Environment environment = Environment.ofProcess();
        Optional<Integer> elsewhere =
                QuickStart.run(environment.all(), arguments).or(() -> Utf8Restart.run(environment.all(), arguments));
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        StderrLogging.use();
        if (!staysUp(arguments)) {
            StderrLogging.warningsOnly();
        }
        boolean asAssistantsDo = arguments.length == 1 && arguments[0].equals("mcp");
        return asAssistantsDo ? serveAtOnce(environment) : run(OsmTalkCommand.commandLine(environment), arguments);
    }

    private static int run(CommandLine program, String... arguments) {
        int exitCode = program.execute(arguments);
        program.getOut().flush();
        return exitCode;
    }

    /**
     * Only the settings that the first answers depend on are read immediately: which tools there are. The others are
     * read behind those answers. An invalid one is told to the assistant in the answer of every tool, because nobody
     * sees what a program prints that an assistant has started, nor its exit code.
     */
    private static int serveAtOnce(Environment environment) {
        try {
            McpOptions options = new McpOptions(Settings.of(environment));
            McpCommand.serve(
                    options,
                    options::connection,
                    new FileInputStream(FileDescriptor.in),
                    McpCommand.takeStandardOutput());
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** What runs for a moment has its answer to show, not its log. */
    private static boolean staysUp(String... arguments) {
        return arguments.length > 0 && (arguments[0].equals("serve") || arguments[0].equals("mcp"));
    }
}
