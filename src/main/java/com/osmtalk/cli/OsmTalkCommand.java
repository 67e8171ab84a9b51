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

    /** What the environment tells {@code mcp}. @throws UsageException where it can't be */
    static McpOptions mcpByEnvironment() {
        try {
            CommandLine mcp =
                    commandLine().parseArgs("mcp").subcommand().commandSpec().commandLine();
            return mcp.<McpCommand>getCommand().options();
        } catch (ParameterException e) {
            throw new UsageException(e.getMessage() + variable(e), e);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new OsmTalkCommand())
                .setExecutionStrategy(OsmTalkCommand::execute)
                .setExecutionExceptionHandler(complaint())
                .setParameterExceptionHandler(OsmTalkCommand::correct)
                .setDefaultValueProvider(new EnvironmentDefaults())
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** The one setting that is no option of any command. The doctor tells of it with the others. */
    private static int execute(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        CommandLine command =
                parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
        if (!(command.getCommand() instanceof DoctorCommand)) {
            try {
                StandardError.requireLevel();
            } catch (UsageException e) {
                throw new ParameterException(command, e.getMessage());
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }

    /** One line for a person; the stack trace only where somebody asked for debug output. */
    private static IExecutionExceptionHandler complaint() {
        return (Exception problem, CommandLine command, ParseResult parsed) -> {
            PrintWriter err = command.getErr();
            err.println(
                    Ansi.AUTO.string("@|bold,red osmtalk:|@ ") + Secrets.hidden(String.valueOf(problem.getMessage())));
            if ("DEBUG".equalsIgnoreCase(System.getenv(StandardError.LEVEL))) {
                problem.printStackTrace(err);
            }
            return problem instanceof UsageException ? 2 : 1;
        };
    }

    /** What is wrong with the command line, or with the variable that stood in for an option; and where to read more. */
    private static int correct(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        String variable = variable(problem);
        String sentence = Secrets.hidden(problem.getMessage() + variable);
        if (!variable.isEmpty() && command.getCommand() instanceof DoctorCommand doctor) {
            return doctor.misconfigured(sentence);
        }
        PrintWriter err = command.getErr();
        err.println(Ansi.AUTO.string("@|bold,red osmtalk:|@ ") + sentence);
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String variable(ParameterException problem) {
        return problem.getArgSpec() == null
                ? ""
                : EnvironmentDefaults.variable(problem.getArgSpec())
                        .filter(name -> Environment.value(name).isPresent())
                        .map(name -> " (" + name + ")")
                        .orElse("");
    }
}
