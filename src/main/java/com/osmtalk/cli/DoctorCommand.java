package com.osmtalk.cli;

import com.osmtalk.client.OsmTalkClient;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Finds out whether calls can be placed from here, and if not, what to do. */
@Command(
        name = "doctor",
        description =
                "Check configuration, API, key, agents, numbers and credits; say what to do where one is missing.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--client",
            paramLabel = "ASSISTANT",
            description = "Look at an assistant's configuration instead: ${COMPLETION-CANDIDATES}.")
    @Nullable
    AssistantApp assistant;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "That configuration, where it is not at its usual place.")
    @Nullable
    Path config;

    @Override
    public Integer call() {
        if (assistant != null) {
            return told(examine(assistant));
        }
        McpOptions options = new McpOptions(OsmTalkCommand.settings(spec));
        try (ApiConnection connection = options.connection();
                OsmTalkClient api = connection.client()) {
            return told(new AccountCheck(api, connection, options.network()).run());
        } catch (UsageException | IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            return told(List.of(
                    CheckResult.wrong("configuration", e.getMessage(), "docs/settings.md describes every setting.")));
        }
    }

    private List<CheckResult> examine(AssistantApp assistant) {
        Environment environment = OsmTalkCommand.settings(spec).environment();
        OperatingSystem system = OperatingSystem.current();
        Path file = config == null
                ? assistant.file(Path.of("").toAbsolutePath(), environment, system)
                : config.toAbsolutePath();
        return new AssistantConfigCheck(assistant, file, environment, system).run();
    }

    private int told(List<CheckResult> findings) {
        return CheckLines.print(spec.commandLine().getOut(), findings);
    }
}
