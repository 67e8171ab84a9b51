package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code osmtalk mcp} as a process: how it goes, and what can come out of it. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StdioEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    @TempDir
    private Path folder;

    private Path errors;
    private final CountDownLatch looked = new CountDownLatch(1);
    private HttpServer api;

    @BeforeEach
    void startApi() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] call = ("{\"id\":\"call_1\",\"agentId\":\"agent_1\",\"direction\":\"outbound\",\"channel\":\"phone\","
                        + "\"status\":\"ringing\",\"createdAt\":\"2026-03-01T00:00:00.000Z\"}")
                .getBytes(StandardCharsets.UTF_8);
        api.createContext("/", exchange -> {
            looked.countDown();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, call.length);
            exchange.getResponseBody().write(call);
            exchange.close();
        });
        api.start();
        errors = folder.resolve("errors");
    }

    @AfterEach
    void stopApi() {
        api.stop(0);
    }

    @Test
    void aToolThatWaitsDoesNotKeepTheProcessWhenTheInputEnds() throws Exception {
        Map<String, String> environment = Map.of(
                "OSMTALK_API_KEY",
                "osm_test",
                "OSMTALK_API_URL",
                "http://127.0.0.1:" + api.getAddress().getPort());
        try (Program program = Program.startRaw(environment, "mcp")) {
            BufferedReader out = new BufferedReader(
                    new InputStreamReader(program.process().getInputStream(), StandardCharsets.UTF_8));
            OutputStream in = program.process().getOutputStream();
            send(in, "{nonsense");
            assertThat(JSON.readTree(out.readLine()).at("/error/code").asInt()).isEqualTo(-32700);
            send(
                    in,
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"wait_for_call\","
                            + "\"arguments\":{\"call_id\":\"call_1\"}," + META + "}}");
            assertThat(looked.await(120, TimeUnit.SECONDS)).isTrue();
            in.close();
            long ended = System.nanoTime();
            JsonNode answer = JSON.readTree(out.readLine());
            assertThat(answer.get("id").asInt()).isEqualTo(1);
            assertThat(out.readLine()).as("nothing but the answer").isNull();
            assertThat(program.process().waitFor(120, TimeUnit.SECONDS)).isTrue();
            System.out.println("exits " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ended)
                    + " ms after its input has ended");
            assertThat(program.process().exitValue()).isZero();
        }
    }

    @Test
    void whatALibraryPrintsGoesToStandardErrorAndNeverBetweenTheMessages() throws Exception {
        List<String> command = Program.java();
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Chatterbox.class.getName(), "mcp"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "OSMTALK_API_KEY",
                        "osm_test",
                        "OSMTALK_API_URL",
                        "http://127.0.0.1:" + api.getAddress().getPort()));
        Process process = builder.redirectError(errors.toFile()).start();
        try {
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            OutputStream in = process.getOutputStream();
            for (int id = 0; id < 64; id++) {
                send(in, "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/list\",\"params\":{" + META + "}}");
            }
            in.close();
            List<String> lines = out.lines().toList();
            assertThat(lines).hasSize(64);
            for (String line : lines) {
                assertThat(JSON.readTree(line).at("/result/tools").isArray()).isTrue();
            }
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(errors)).contains(Chatterbox.WORDS);
    }

    private static void send(OutputStream in, String line) throws IOException {
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }
}
