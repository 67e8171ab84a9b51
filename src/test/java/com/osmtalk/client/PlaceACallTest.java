package com.osmtalk.client;

import static com.osmtalk.client.StubServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example program, run as its first lines say. */
class PlaceACallTest {
    @TempDir
    private Path folder;

    private StubServer peer;

    @BeforeEach
    void start() throws IOException {
        peer = new StubServer();
    }

    @AfterEach
    void stop() throws IOException {
        peer.close();
    }

    @Test
    void theExamplePlacesACallAndPrintsWhatIsSaid() throws Exception {
        AtomicReference<String> sent = new AtomicReference<>("");
        AtomicInteger looks = new AtomicInteger();
        String first = "{\"index\":0,\"role\":\"agent\",\"text\":\"Good morning.\"}";
        String second = "{\"index\":1,\"role\":\"caller\",\"text\":\"Namasté.\"}";
        peer.will((request, connection) -> {
            String json = switch (request.path()) {
                case "/api/widget/agents" -> "{\"data\":[{\"id\":\"agent_1\",\"name\":\"Reception\"}]}";
                case "/api/widget/phone-numbers" -> "{\"data\":[{\"id\":\"pn_1\",\"status\":\"active\"}]}";
                case "/api/widget/calls/outbound" -> {
                    sent.set(request.body());
                    yield SampleBodies.PLACED;
                }
                default ->
                    looks.incrementAndGet() == 1 ? call("in_progress", first) : call("completed", first + "," + second);
            };
            answer(200, json).to(request, connection);
        });
        assertThat(run("reception", "+12025550100")).isEqualTo("""
                        Reception calls +12025550100 (call_1)
                          agent: Good morning.
                          caller: Namasté.
                        completed after 12 s, ₹1.50
                        exit 0
                        """);
        assertThat(sent.get()).contains("first_name", "Asha", "day", "Tuesday");
    }

    @Test
    void theExampleSaysWhatTheServerRefused() throws Exception {
        peer.will(StubServer.error(401, "unauthenticated"));
        assertThat(run("Reception", "+12025550100")).isEqualTo("It is so. (unauthenticated)\nexit 1\n");
    }

    private static String call(String status, String lines) {
        return "{\"id\":\"call_1\",\"status\":\"" + status
                + "\",\"durationSeconds\":12,\"costTotal\":1.50,\"transcript\":[" + lines + "]}";
    }

    /** That of the program: with the tests' own logging configuration this would not see what users see. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).endsWith(Path.of("target", "test-classes")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String run(String... arguments) throws Exception {
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Dsun.stdout.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                classPath(),
                "examples/java/PlaceACall.java"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("OSMTALK_API_URL", peer.url().toString());
        builder.environment().put("OSMTALK_API_KEY", "osm_a");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.UTF_8).replace("\r\n", "\n") + "exit " + process.exitValue()
                + "\n";
    }
}
