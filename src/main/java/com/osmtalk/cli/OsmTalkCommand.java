package com.osmtalk.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
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
            PhoneCommand.class,
            AgentsCommand.class,
            KeysCommand.class,
            ManifestCommand.class,
            BundleCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class OsmTalkCommand implements Runnable {
    private final Environment environment;
    private final Supplier<Optional<Terminal>> terminal;

    @Spec
    private CommandSpec spec;

    private OsmTalkCommand(Environment environment, Supplier<Optional<Terminal>> terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /** The program as picocli runs it, in an environment. */
    static CommandLine commandLine(Environment environment) {
        return commandLine(environment, Terminal::ofProcess);
    }

    /** The same with somebody who may be asked. */
    static CommandLine commandLine(Environment environment, Supplier<Optional<Terminal>> terminal) {
        CommandLine program = new CommandLine(new OsmTalkCommand(environment, terminal));
        SettingOptions.addTo(program);
        return program.setExecutionStrategy(OsmTalkCommand::execute)
                .setExecutionExceptionHandler(OsmTalkCommand::complain)
                .setParameterExceptionHandler(OsmTalkCommand::correct)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** The settings that a command was given, on its command line and in the environment. */
    static Settings settings(CommandSpec command) {
        OsmTalkCommand program = (OsmTalkCommand) command.root().userObject();
        return new Settings(setting -> SettingOptions.given(setting, command), program.environment);
    }

    /** Who can be asked for what is missing on the command line. */
    static Optional<Terminal> terminal(CommandSpec command) {
        return ((OsmTalkCommand) command.root().userObject()).terminal.get();
    }

    /** Refuses an invalid log level before anything runs; the doctor reports it together with other settings. */
    private static int execute(ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        CommandLine command =
                parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
        if (!(command.getCommand() instanceof DoctorCommand)) {
            try {
                StderrLogging.requireLevel(settings(command.getCommandSpec()));
            } catch (UsageException e) {
                throw new ParameterException(command, e.getMessage(), e);
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }

    /** One line for a person; the stack trace only where somebody asked for debug output. */
    private static int complain(Exception problem, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println(Ansi.AUTO.string("@|bold,red osmtalk:|@ ") + Redactor.redact(String.valueOf(problem.getMessage())));
        if (StderrLogging.isDebugging(settings(command.getCommandSpec()))) {
            problem.printStackTrace(err);
        }
        return problem instanceof UsageException ? 2 : 1;
    }

    /** What is wrong with the command line, and where to read more. */
    private static int correct(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Ansi.AUTO.string("@|bold,red osmtalk:|@ ") + Redactor.redact(WrongArguments.sentence(problem)));
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
