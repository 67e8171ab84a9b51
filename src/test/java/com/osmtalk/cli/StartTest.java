package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code osmtalk mcp} starts: with little, and with an answer also where it can't work. */
class StartTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NOT_NEEDED = List.of(
            "com.osmtalk.server.http.",
            "com.osmtalk.server.store.",
            "com.osmtalk.voice.brain.",
            "com.google.i18n.",
            "io.javalin.",
            "org.eclipse.jetty.",
            "org.jdbi.",
            "org.flywaydb.",
            "org.sqlite.",
            "com.zaxxer.",
            "com.github.kagkarlsson.",
            "org.java_websocket.",
            "org.apache.hc.client5.http.impl.",
            "ch.qos.logback.core.joran.JoranConfiguratorBase",
            "org.xml.sax.");

    @TempDir
    private Path folder;

    @Test
    void withAKeyNothingOfTheBundledServerIsLoaded() throws IOException {
        Path log = folder.resolve("classes.log");
        Map<String, String> environment = Map.of(
                // not that of whoever runs this, who may have placed calls
                "OSMTALK_HOME",
                folder.resolve("home").toString(),
                "OSMTALK_API_KEY",
                "osm_any",
                "OSMTALK_API_URL",
                "http://127.0.0.1:9",
                "JDK_JAVA_OPTIONS",
                "-Xlog:class+load:file=" + log);
        try (Session session = new Session(environment)) {
            assertThat(session.tools()).contains("start_outbound_call");
            assertThat(session.end()).isZero();
        }

        List<String> loaded = Files.readAllLines(log).stream()
                .map(line -> line.substring(line.indexOf("] ") + 2).split(" ")[0])
                .toList();
        assertThat(loaded).contains("com.osmtalk.mcp.OsmTalkMcp");
        assertThat(loaded.stream().filter(type -> NOT_NEEDED.stream().anyMatch(type::startsWith)))
                .isEmpty();
        // what Java makes while it runs: each time one joins strings or compares records for the first time, several
        assertThat(loaded.stream().filter(type -> type.startsWith("java.lang.invoke.LambdaForm$MH")))
                .hasSizeLessThan(8);
    }

    @Test
    void aHomeThatCannotBeUsedIsToldByEveryToolAndOnStandardError() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertTold(Map.of("OSMTALK_HOME", file.resolve("home").toString()), file.toString());
    }

    @Test
    void settingsThatDoNotGoTogetherAreToldByEveryToolAndOnStandardError() throws IOException {
        assertTold(Map.of("OSMTALK_API_URL", "http://127.0.0.1:9"), "OSMTALK_API_KEY is not");
    }

    @Test
    void aSettingThatIsNoNumberIsToldByEveryToolAndOnStandardError() throws IOException {
        assertTold(Map.of("MAX_CONCURRENT_CALLS", "many"), "MAX_CONCURRENT_CALLS");
    }

    private static void assertTold(Map<String, String> environment, String reason) throws IOException {
        try (Session session = new Session(environment)) {
            assertThat(session.tools()).contains("list_agents");

            for (int time = 0; time < 2; time++) {
                JsonNode result = session.call("list_agents");
                assertThat(result.get("isError").asBoolean()).isTrue();
                assertThat(result.at("/content/0/text").asText()).contains(reason, "osmtalk doctor");
                assertThat(result.get("structuredContent").toString()).contains("not_set_up");
            }
            assertThat(session.end()).isZero();
            assertThat(session.complaints())
                    .filteredOn(line -> line.contains(reason))
                    .hasSize(1);
        }
    }

    /** A client that speaks for itself. */
    private static final class Session implements AutoCloseable {
        private final Program program;
        private final PrintWriter to;
        private final BufferedReader from;
        private int id;

        Session(Map<String, String> environment) throws IOException {
            program = Program.startRaw(environment, "mcp");
            to = new PrintWriter(program.process().getOutputStream(), true, StandardCharsets.UTF_8);
            from = new BufferedReader(
                    new InputStreamReader(program.process().getInputStream(), StandardCharsets.UTF_8));
            ask("initialize", """
                    {"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""");
            to.println("""
                    {"jsonrpc":"2.0","method":"notifications/initialized"}""");
        }

        String tools() throws IOException {
            return ask("tools/list", "{}").toString();
        }

        JsonNode call(String tool) throws IOException {
            return ask("tools/call", """
                    {"name":"%s","arguments":{}}""".formatted(tool));
        }

        private JsonNode ask(String method, String params) throws IOException {
            to.println("""
                    {"jsonrpc":"2.0","id":%d,"method":"%s","params":%s}""".formatted(++id, method, params));
            while (true) {
                JsonNode message = JSON.readTree(from.readLine());
                if (message.path("id").asInt() == id) {
                    return message.get("result");
                }
            }
        }

        int end() {
            to.close();
            return program.awaitExit();
        }

        List<String> complaints() {
            return program.err();
        }

        @Override
        public void close() {
            program.close();
        }
    }
}
