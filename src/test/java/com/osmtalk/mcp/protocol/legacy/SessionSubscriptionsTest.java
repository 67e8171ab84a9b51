package com.osmtalk.mcp.protocol.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.mcp.Lines;
import com.osmtalk.mcp.protocol.Probe;
import com.osmtalk.mcp.protocol.Served;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session of the older revisions is told without having asked just now. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SessionSubscriptionsTest {
    private static final Map<String, Object> PROBE = Map.of("uri", Probe.RESOURCE);

    private final Probe features = new Probe();
    private final Served served = new Served(features);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void theStreamOfASessionTellsOfWhatItSubscribedToUntilItEnds() throws Exception {
        String session = open();
        HttpResponse<InputStream> stream = listen(session);
        try (BufferedReader events = reader(stream)) {
            post(session, "resources/subscribe", PROBE);
            assertThat(message(events)).contains("\"notifications/resources/updated\"", Probe.RESOURCE);
            features.changeList("tools");
            assertThat(message(events)).contains("\"notifications/tools/list_changed\"");
            features.change();
            assertThat(message(events)).contains("\"notifications/resources/updated\"");
            http.send(
                    HttpRequest.newBuilder(served.mcp())
                            .header("Mcp-Session-Id", session)
                            .DELETE()
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(features.watches()).isZero();
            assertThat(events.lines().filter(line -> line.startsWith("data: "))).isEmpty();
        }
    }

    @Test
    void theNewerOfTwoStreamsGoesOnWhenTheOlderEnds() throws Exception {
        String session = open();
        HttpResponse<InputStream> older = listen(session);
        try (BufferedReader events = reader(listen(session))) {
            post(session, "resources/subscribe", PROBE);
            message(events);
            older.body().close();
            // twice: the first may still be on its way to nowhere
            for (int i = 0; i < 2; i++) {
                features.change();
                assertThat(message(events)).contains("updated");
            }
        }
    }

    @Test
    void whatIsNotSubscribedToAnyMoreIsNotTold() throws Exception {
        try (Lines lines = served.lines().initialized()) {
            lines.request("resources/subscribe", PROBE);
            features.change();
            lines.request("resources/unsubscribe", PROBE);
            assertThat(lines.notifications()).hasSize(2);
            features.change();
            lines.request("ping", Map.of());
            assertThat(lines.notifications()).hasSize(2);
        }
        Waiting.untilTrue(Duration.ofMinutes(2), () -> features.watches() == 0);
    }

    @Test
    void theLevelOfTheLogIsForServersThatHaveOne() throws Exception {
        try (Lines lines = served.lines().initialized()) {
            assertThat(lines.request("logging/setLevel", Map.of("level", "error"))
                            .toString())
                    .contains("\"result\":{}");
            lines.request("tools/call", Map.of("name", "log"));
            assertThat(lines.notifications())
                    .extracting(line -> line.at("/params/data").asText())
                    .containsExactly("shouted");
        }
        features.without("logging");
        try (Lines lines = served.lines().initialized()) {
            assertThat(lines.request("logging/setLevel", Map.of("level", "error"))
                            .at("/error/code")
                            .asInt())
                    .isEqualTo(ProtocolException.METHOD_NOT_FOUND);
            lines.request("tools/call", Map.of("name", "log"));
            assertThat(lines.notifications()).isEmpty();
        }
    }

    @Test
    void progressOnlyGrows() throws Exception {
        try (Lines lines = served.lines().initialized()) {
            lines.request("tools/call", Map.of("name", "progress", "_meta", Map.of("progressToken", 7)));
            assertThat(lines.notifications())
                    .extracting(line -> line.at("/params/progress").asInt())
                    .containsExactly(1, 3, 4);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                        + "\"io.modelcontextprotocol/clientCapabilities\":{}"
            })
    void aTokenThatIsNeitherStringNorIntegerIsIgnored(String era) throws Exception {
        try (Lines lines = served.lines().initialized()) {
            lines.send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\","
                    + "\"params\":{\"name\":\"progress\",\"_meta\":"
                    + "{\"progressToken\":1e999999999" + era + "}}}");
            JsonNode answer = lines.next().orElseThrow();
            assertThat(answer.at("/result/content/0/text").asText())
                    .as("%s", answer)
                    .isEqualTo("done");
        }
    }

    @Test
    void aFaultOfTheServerIsAnsweredAndKeptSecret() throws Exception {
        try (Lines lines = served.lines().initialized()) {
            JsonNode answer = lines.request("tools/call", Map.of("name", "fault"));
            assertThat(answer.at("/error/code").asInt()).isEqualTo(ProtocolException.INTERNAL_ERROR);
            assertThat(answer.toString()).doesNotContain("secret", "Exception");
        }
    }

    private String open() throws Exception {
        return send(
                        null,
                        "initialize",
                        Map.of(
                                "protocolVersion",
                                "2025-11-25",
                                "capabilities",
                                Map.of(),
                                "clientInfo",
                                Map.of("name", "t", "version", "1")))
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
    }

    private void post(String session, String method, Map<String, ?> params) throws Exception {
        assertThat(send(session, method, params).body()).contains("\"result\"");
    }

    private HttpResponse<String> send(String session, String method, Map<String, ?> params) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(served.mcp())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(com.osmtalk.api.Json.STRICT.writeValueAsString(
                        Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params))));
        if (session != null) {
            request.header("Mcp-Session-Id", session);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<InputStream> listen(String session) throws Exception {
        return http.send(
                HttpRequest.newBuilder(served.mcp())
                        .header("Mcp-Session-Id", session)
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private static BufferedReader reader(HttpResponse<InputStream> stream) {
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }

    private static String message(BufferedReader events) throws IOException {
        String line;
        do {
            line = events.readLine();
        } while (!line.startsWith("data: "));
        return line;
    }
}
