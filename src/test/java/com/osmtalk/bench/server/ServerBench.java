package com.osmtalk.bench.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Measures the bundled server on SQLite, as {@code src/bench/server} says. */
final class ServerBench {
    private static final Duration IDLE = Duration.ofSeconds(60);

    private ServerBench() {}

    /** @param arguments a folder to work in, the command of Prism or {@code none}, and which parts to measure */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        Files.createDirectories(folder);
        List<String> parts = List.of(arguments).subList(2, arguments.length);
        Report.say(
                "%d processors, Java %s, %s",
                Runtime.getRuntime().availableProcessors(), Runtime.version(), System.getProperty("os.name"));
        if (parts.contains("memory")) {
            memory(folder);
        }
        if (parts.contains("reads")) {
            try (Child prism = prism(arguments[1], folder)) {
                ReadBench.run(folder, prism);
            }
        }
        if (parts.contains("outbound")) {
            try (Child prism = prism(arguments[1], folder)) {
                CallBench.outbound(folder, prism);
            }
        }
        if (parts.contains("live")) {
            CallBench.live(folder);
        }
    }

    private static @Nullable Child prism(String command, Path folder) {
        if (command.equals("none")) {
            return null;
        }
        return Child.start(
                List.of(command, "mock", "--port", "4310", "openapi.yaml"),
                Map.of(),
                folder.resolve("prism.log"),
                Pattern.compile("listening on (http://[0-9.:]+)"));
    }

    private static void memory(Path folder) throws InterruptedException {
        BenchHome home = new BenchHome(folder.resolve("idle-" + UUID.randomUUID()));
        try (Child server = home.serve()) {
            double first = server.residentMegabytes();
            Thread.sleep(IDLE.toMillis());
            Report.say("");
            Report.say("| idle server | MB resident |");
            Report.say("|---|---:|");
            Report.say("| just started | %.0f |", first);
            Report.say("| after a minute | %.0f |", server.residentMegabytes());
        }
    }
}
