package com.osmtalk.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program's name and its commands. */
@Command(
        name = "osmtalk",
        description = "Phone calls for assistants: an MCP server for osmTalk, with a bundled osmTalk server.",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            McpCommand.class,
            DoctorCommand.class,
            KeysCommand.class,
            ManifestCommand.class,
            BundleCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class OsmTalkCommand implements Runnable {
    @Spec
    private CommandLine.Model.CommandSpec spec;

    private OsmTalkCommand() {}

    /**
     * Runs one command.
     *
     * @return the exit code: 0 done, 1 failed, 2 the command line was wrong
     */
    static int run(String... arguments) {
        CommandLine command = commandLine();
        int exitCode = command.execute(arguments);
        command.getOut().flush();
        return exitCode;
    }

    /** The command {@code mcp} with all that the environment says, and throws {@link UsageException} where it can't be. */
    static McpCommand mcpByEnvironment() {
        try {
            return (McpCommand)
                    commandLine().parseArgs("mcp").subcommand().commandSpec().userObject();
        } catch (ParameterException e) {
            throw new UsageException(e.getMessage() + variable(e), e);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new OsmTalkCommand())
                .setExecutionExceptionHandler(complaint())
                .setParameterExceptionHandler(OsmTalkCommand::correct)
                .setDefaultValueProvider(new EnvironmentDefaults())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }

    /** One line for a person; the stack trace only where somebody asked for debug output. */
    private static IExecutionExceptionHandler complaint() {
        return (Exception problem, CommandLine command, ParseResult parsed) -> {
            PrintWriter err = command.getErr();
            err.println(Ansi.AUTO.string("@|bold,red osmtalk:|@ ") + problem.getMessage());
            if ("DEBUG".equalsIgnoreCase(System.getenv(StandardError.LEVEL))) {
                problem.printStackTrace(err);
            }
            return problem instanceof UsageException ? 2 : 1;
        };
    }

    /** What is wrong with the command line, or with the variable that stood in for an option; and where to read more. */
    private static int correct(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Ansi.AUTO.string("@|bold,red osmtalk:|@ ") + problem.getMessage() + variable(problem));
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String variable(ParameterException problem) {
        return problem.getArgSpec() == null
                ? ""
                : EnvironmentDefaults.variable(problem.getArgSpec())
                        .filter(name -> EnvironmentDefaults.value(name).isPresent())
                        .map(name -> " (" + name + ")")
                        .orElse("");
    }
}
