package com.osmtalk.mcp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.osmtalk.mcp.Lines;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several messages at once, which revision 2025-03-26 has and no other. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST = request(1, "tools/list", "{}");
    private static final String PROGRESS =
            request(2, "tools/call", "{\"name\":\"progress\",\"_meta\":{\"progressToken\":\"p\"}}");
    private static final String WAIT = request(3, "tools/call", "{\"name\":\"wait\"}");
    private static final String UNKNOWN = request(4, "no/such", "{}");
    private static final String OPENING = request(
            5,
            "initialize",
            "{\"protocolVersion\":\"2025-03-26\","
                    + "\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}");
    private static final String STATELESS = request(
            6,
            "tools/list",
            "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                    + "\"io.modelcontextprotocol/clientCapabilities\":{}}}");
    private static final String CANCEL =
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":3}}";
    private static final String MIXED =
            "[" + String.join(",", LIST, "5", PROGRESS, CANCEL, UNKNOWN, OPENING, STATELESS) + "]";

    private final Probe features = new Probe();
    private final Served served = new Served(features);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void overStdioEveryRequestOfABatchIsAnsweredInOneArray() throws Exception {
        try (Lines lines = open("2025-03-26")) {
            lines.send(MIXED);
            for (int i = 0; i < 3; i++) {
                assertThat(lines.next().orElseThrow().get("method").asText()).isEqualTo("notifications/progress");
            }
            assertAnswers(lines.next().orElseThrow());
        }
    }

    @Test
    void overHttpEveryRequestOfABatchIsAnsweredInOneArray() throws Exception {
        HttpResponse<String> answer = post(session("2025-03-26"), MIXED).get(120, TimeUnit.SECONDS);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        String[] events =
                answer.body().lines().filter(line -> line.startsWith("data: ")).toArray(String[]::new);
        assertThat(events).hasSize(4);
        assertAnswers(JSON.readTree(events[3].substring("data: ".length())));
        HttpResponse<String> plain =
                post(session("2025-03-26"), "[" + LIST + "]").get(120, TimeUnit.SECONDS);
        assertThat(plain.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(JSON.readTree(plain.body()).at("/0/result/tools")).hasSize(1);
    }

    private static void assertAnswers(JsonNode answers) {
        assertThat(answers.isArray()).isTrue();
        assertThat(answers).hasSize(6);
        assertThat(answers)
                .anyMatch(answer -> answer.path("id").asInt() == 1
                        && answer.at("/result/tools").size() == 1);
        assertThat(answers)
                .anyMatch(answer -> answer.path("id").asInt() == 2
                        && answer.at("/result/content/0/text").asText().equals("done"));
        assertThat(answers).anyMatch(answer -> hasError(answer, "null", -32600));
        assertThat(answers).anyMatch(answer -> hasError(answer, "4", -32601));
        // what decides which revision is spoken comes by itself
        assertThat(answers).anyMatch(answer -> hasError(answer, "5", -32600));
        assertThat(answers).anyMatch(answer -> hasError(answer, "6", -32600));
    }

    private static boolean hasError(JsonNode answer, String id, int code) {
        return answer.path("id").toString().equals(id)
                && answer.at("/error/code").asInt() == code;
    }

    @Test
    void whatIsCancelledIsMissingInTheArray() throws Exception {
        try (Lines lines = open("2025-03-26")) {
            lines.send("[" + WAIT + "," + LIST + "]");
            assertThat(features.waiting.poll(120, TimeUnit.SECONDS)).isEqualTo("begun");
            lines.send("[" + CANCEL + "]");
            JsonNode answers = lines.next().orElseThrow();
            assertThat(answers).hasSize(1);
            assertThat(answers.at("/0/id").asInt()).isEqualTo(1);
        }
        String session = session("2025-03-26");
        CompletableFuture<HttpResponse<String>> answer = post(session, "[" + WAIT + "]");
        assertThat(features.waiting.poll(120, TimeUnit.SECONDS)).isEqualTo("cancelled");
        assertThat(features.waiting.poll(120, TimeUnit.SECONDS)).isEqualTo("begun");
        HttpResponse<String> cancelled = post(session, "[" + CANCEL + "]").get(120, TimeUnit.SECONDS);
        assertThat(cancelled.statusCode()).isEqualTo(202);
        assertThat(cancelled.body()).isEmpty();
        assertThat(answer.get(120, TimeUnit.SECONDS).body()).isEmpty();
    }

    @Test
    void aBatchThatWaitsIsAnsweredWhenTheInputEnds() throws Exception {
        try (Lines lines = open("2025-03-26")) {
            lines.send("[" + LIST + "," + WAIT + "]");
            assertThat(features.waiting.poll(120, TimeUnit.SECONDS)).isEqualTo("begun");
            lines.endInput();
            assertThat(lines.next().orElseThrow().at("/params/data").asText()).isEqualTo("late");
            assertThat(lines.next().orElseThrow()).hasSize(2);
            assertThat(lines.serverEnds(5000)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-06-18", "2025-11-25"})
    void noOtherRevisionHasBatches(String revision) throws Exception {
        try (Lines lines = open(revision)) {
            lines.send("[" + LIST + "]");
            assertThat(lines.next().orElseThrow().at("/error/code").asInt()).isEqualTo(-32600);
        }
        HttpResponse<String> answer = post(session(revision), "[" + LIST + "]").get(120, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/error/code").asInt()).isEqualTo(-32600);
    }

    @Test
    void neitherHasWhatIsStatelessOrNotOpen() throws Exception {
        try (Lines lines = served.lines()) {
            lines.send("[" + STATELESS + "]");
            assertThat(lines.next().orElseThrow().at("/error/code").asInt()).isEqualTo(-32600);
        }
        HttpRequest stateless = HttpRequest.newBuilder(request(session("2025-03-26"), "[" + LIST + "]"), (n, v) -> true)
                .header("MCP-Protocol-Version", "2026-07-28")
                .build();
        assertThat(http.send(stateless, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void aBatchHasOneToAHundredMessages(int size) throws Exception {
        String batch = "[" + (LIST + ",").repeat(size).replaceAll(",$", "") + "]";
        try (Lines lines = open("2025-03-26")) {
            lines.send(batch);
            assertThat(lines.next().orElseThrow().at("/error/message").asText()).contains("1 to 100");
        }
        assertThat(post(session("2025-03-26"), batch).get(120, TimeUnit.SECONDS).statusCode())
                .isEqualTo(400);
    }

    private Lines open(String revision) throws Exception {
        Lines lines = served.lines();
        lines.request(
                "initialize",
                Map.of(
                        "protocolVersion",
                        revision,
                        "capabilities",
                        Map.of(),
                        "clientInfo",
                        Map.of("name", "t", "version", "1")));
        return lines;
    }

    private String session(String revision) throws Exception {
        return post(null, OPENING.replace("2025-03-26", revision))
                .get(120, TimeUnit.SECONDS)
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
    }

    private CompletableFuture<HttpResponse<String>> post(@Nullable String session, String body) {
        return http.sendAsync(request(session, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(@Nullable String session, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(served.mcp())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return session == null
                ? request.build()
                : request.header("Mcp-Session-Id", session).build();
    }

    private static String request(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }
}
