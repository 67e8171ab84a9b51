package com.osmtalk.cli;

import com.osmtalk.api.ApiKey;
import com.osmtalk.api.KeyScope;
import com.osmtalk.server.HomeApiKeys;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The bundled server's API keys, on its database itself: whether it runs or not. */
@Command(
        name = "keys",
        description = "Make, list and disable API keys of the bundled server, also while it runs.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "create, list or disable?");
    }

    @Command(
            name = "create",
            description = "Make a key. Prints the key alone; it is shown this once.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionLines.class)
    int create(
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "NAME",
                            description = "What to call it, for instance after the assistant that uses it.")
                    String name,
            @Option(
                            names = "--scopes",
                            split = ",",
                            defaultValue = "chat,voice",
                            paramLabel = "SCOPE",
                            description = "What it may do: ${COMPLETION-CANDIDATES} (default: both).")
                    List<KeyScope> scopes) {
        try (HomeApiKeys keys = openKeys()) {
            out().println(keys.create(name, scopes).key());
            return 0;
        }
    }

    @Command(
            name = "list",
            description = "List the keys, without their secrets.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionLines.class)
    int list() {
        try (HomeApiKeys keys = openKeys()) {
            for (ApiKey key : keys.list()) {
                out().printf(
                                "%s  %s…  %-8s  %-10s  %s%n",
                                key.id(),
                                key.prefix(),
                                key.enabled() ? "enabled" : "disabled",
                                key.scopes().stream()
                                        .map(scope -> scope.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(",")),
                                key.name());
            }
            return 0;
        }
    }

    @Command(
            name = "disable",
            description = "Disable a key immediately.",
            mixinStandardHelpOptions = true,
            versionProvider = VersionLines.class)
    int disable(@Parameters(paramLabel = "KEY", description = "Its id or its name.") String idOrName) {
        try (HomeApiKeys keys = openKeys()) {
            List<ApiKey> disabled = keys.disable(idOrName);
            disabled.forEach(key -> out().println(key.id() + " (" + key.name() + ") is disabled"));
            if (disabled.isEmpty()) {
                throw new UsageException(
                        "there is no key " + idOrName + "; give the id or the name of one of: osmtalk keys list");
            }
            return 0;
        }
    }

    /** On the database of the command that was given. */
    private HomeApiKeys openKeys() {
        CommandSpec given = spec.commandLine().getParseResult().subcommand().commandSpec();
        return HomeApiKeys.open(new ServerOptions(OsmTalkCommand.settings(given)).onAnyPorts());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
