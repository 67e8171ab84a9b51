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
            ManifestCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
public final class OsmTalkCommand implements Runnable {
    private static final String LOG_LEVEL = "OSMTALK_LOG_LEVEL";

    @Spec
    private CommandLine.Model.CommandSpec spec;

    private OsmTalkCommand() {}

    /**
     * Runs one command.
     *
     * @return the exit code: 0 done, 1 failed, 2 the command line was wrong
     */
    public static int run(String... arguments) {
        quieten(arguments);
        CommandLine command = new CommandLine(new OsmTalkCommand())
                .setExecutionExceptionHandler(complaint())
                .setParameterExceptionHandler(OsmTalkCommand::correct)
                .setDefaultValueProvider(new EnvironmentDefaults())
                .setCaseInsensitiveEnumValuesAllowed(true);
        int exitCode = command.execute(arguments);
        command.getOut().flush();
        return exitCode;
    }

    /** What runs for a moment has its answer to show, not its log; set before anything logs. */
    private static void quieten(String... arguments) {
        boolean staysUp = arguments.length > 0 && (arguments[0].equals("serve") || arguments[0].equals("mcp"));
        if (!staysUp && System.getenv(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "WARN");
        }
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
            if ("DEBUG".equalsIgnoreCase(System.getenv(LOG_LEVEL))) {
                problem.printStackTrace(err);
            }
            return problem instanceof UsageException ? 2 : 1;
        };
    }

    /** What is wrong with the command line, or with the variable that stood in for an option; and where to read more. */
    private static int correct(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        String variable = problem.getArgSpec() == null
                ? ""
                : EnvironmentDefaults.variable(problem.getArgSpec())
                        .filter(name -> EnvironmentDefaults.value(name).isPresent())
                        .map(name -> " (" + name + ")")
                        .orElse("");
        PrintWriter err = command.getErr();
        err.println(Ansi.AUTO.string("@|bold,red osmtalk:|@ ") + problem.getMessage() + variable);
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
