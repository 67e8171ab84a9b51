package com.osmtalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the product doing its main job: an assistant places calls through MCP, on a bundled server of its own. */
@Command(
        name = "demo",
        description =
                "Place a simulated call as an assistant would, over MCP, and read what was said. Needs no account.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLines.class)
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            defaultValue = "6",
            description = "How many times as fast as in life the call runs (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Override
    public Integer call() throws IOException {
        if (!(speed > 0 && speed <= 1000)) {
            throw new UsageException("--speed must be more than 0 and at most 1000");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (TemporaryServer server = TemporaryServer.start(speed);
                DemoAssistant assistant = DemoAssistant.connect(ownCommand("mcp"), environment(server), out)) {
            new DemoWalk(assistant, out).run();
        }
        return 0;
    }

    /** What the assistant's child is told; whatever is set for other runs of this program is not for this one. */
    private static Map<String, String> environment(TemporaryServer server) {
        Map<String, String> environment = new HashMap<>();
        for (Setting setting : Setting.values()) {
            if (setting.group() != SettingGroup.LAUNCHER) {
                environment.put(setting.variable(), "");
            }
        }
        environment.put(Setting.API_URL.variable(), server.url().toString());
        environment.put(Setting.API_KEY.variable(), server.localKey());
        environment.put(Setting.HOME.variable(), server.folder().toString());
        return environment;
    }

    /** This very program, with other arguments. */
    private static List<String> ownCommand(String argument) {
        String java = ProcessHandle.current()
                .info()
                .command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return List.of(java, "-cp", System.getProperty("java.class.path"), "com.osmtalk.Main", argument);
    }
}
