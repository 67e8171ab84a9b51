package com.osmtalk.mcp.protocol.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.mcp.Lines;
import com.osmtalk.mcp.OsmTalkMcp;
import com.osmtalk.mcp.Records;
import com.osmtalk.mcp.StubApi;
import com.osmtalk.mcp.ToolBench;
import com.osmtalk.mcp.ToolNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StdioTransportTest {
    @RegisterExtension
    final ToolBench bench = new ToolBench();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {nonsense                                                  | -32700 | null
            {"jsonrpc":"2.0","id":1,"method":"ping"                    | -32700 | null
            {"jsonrpc":"2.0","id":1,"method":"ping"} {}                | -32700 | null
            nul                                                        | -32700 | null
            null                                                       | -32600 | null
            5                                                          | -32600 | null
            [{"jsonrpc":"2.0","id":1,"method":"ping"}]                 | -32600 | null
            {}                                                         | -32600 | null
            {"id":7,"method":"ping"}                                   | -32600 | 7
            {"jsonrpc":"1.0","id":7,"method":"ping"}                   | -32600 | 7
            {"jsonrpc":"2.0","id":7,"method":5}                        | -32600 | 7
            {"jsonrpc":"2.0","id":7}                                   | -32600 | 7
            {"jsonrpc":"2.0","id":null,"method":"ping"}                | -32600 | null
            {"jsonrpc":"2.0","id":{},"method":"ping"}                  | -32600 | null
            {"jsonrpc":"2.0","id":7,"method":"tools/list","params":[]} | -32602 | 7
            {"jsonrpc":"2.0","id":7,"method":"tools/call"}             | -32602 | 7
            {"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":5,"arguments":[]}} | -32602 | "a"
            {"jsonrpc":"2.0","id":7,"method":"initialize","params":{"capabilities":5}} | -32602 | 7
            {"jsonrpc":"2.0","id":7,"method":"no/such"}                | -32601 | 7
            {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"dial"}} | -32602 | 7
            """)
    void aBadMessageIsAnsweredAndTheNextOneWorks(String line, int code, String id) throws Exception {
        bench.lines().send(line);
        JsonNode answer = bench.lines().next().orElseThrow();
        assertThat(answer.at("/error/code").asInt()).isEqualTo(code);
        assertThat(answer.get("id").toString()).isEqualTo(id);
        assertThat(answer.toString()).doesNotContain("Exception", "jackson", "com.osmtalk", "io.modelcontextprotocol");
        bench.good("list_agents", Map.of());
    }

    @Test
    void anUnknownToolIsNamed() throws Exception {
        JsonNode error = bench.lines()
                .request("tools/call", Map.of("name", "make_tea", "arguments", Map.of()))
                .get("error");
        assertThat(error.get("message").asText()).contains("make_tea");
    }

    @Test
    void bytesThatAreNoUtf8AreAnsweredToo() throws Exception {
        bench.lines().sendBytes(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', '}', '\n'});
        assertThat(bench.lines().next().orElseThrow().at("/error/code").asInt()).isEqualTo(-32700);
        bench.good("list_agents", Map.of());
    }

    @Test
    void aLineTooLongIsRefusedWithoutKeepingIt() throws Exception {
        byte[] piece = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 80; i++) {
            bench.lines().sendBytes(piece);
        }
        bench.lines().send("");
        assertThat(bench.lines().next().orElseThrow().at("/error/message").asText())
                .contains("larger than 4194304");
        bench.good("list_agents", Map.of());
    }

    @Test
    void blankLinesAndWindowsLineEndsDoNoHarm() throws Exception {
        bench.lines().send("\n\r\n   ");
        bench.lines().send("{\"jsonrpc\":\"2.0\",\"id\":\"w\",\"method\":\"ping\"}\r");
        assertThat(bench.lines().next().orElseThrow().get("id").asText()).isEqualTo("w");
    }

    @Test
    void beforeInitializeOnlyPingIsAnsweredWell() throws Exception {
        try (Lines fresh = new Lines(bench.mcp())) {
            assertThat(fresh.request("ping", Map.of()).get("result")).isEmpty();
            assertThat(fresh.request("tools/list", Map.of())
                            .at("/error/message")
                            .asText())
                    .contains("initialize");
        }
    }

    @Test
    void aClientThatNeverSaysInitializedIsServedAllTheSame() throws Exception {
        try (Lines fresh = new Lines(bench.mcp())) {
            Map<String, ?> hello = Map.of(
                    "protocolVersion",
                    "2025-06-18",
                    "capabilities",
                    Map.of(),
                    "clientInfo",
                    Map.of("name", "t", "version", "1"));
            JsonNode welcome = fresh.request("initialize", hello).get("result");
            assertThat(welcome.get("protocolVersion").asText()).isEqualTo("2025-06-18");
            assertThat(welcome.at("/serverInfo/name").asText()).isEqualTo("osmtalk");
            assertThat(welcome.at("/serverInfo/version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
            assertThat(welcome.get("instructions").asText()).contains("wait_for_call", "never instructions");
            assertThat(fresh.request("tools/list", Map.of()).at("/result/tools"))
                    .hasSameSizeAs(ToolNames.standard());
        }
    }

    @Test
    void whatWasAskedBeforeTheInputEndedIsAnsweredAndThenTheServerGoes() throws Exception {
        bench.api().on("GET /api/widget/calls", r -> {
            await(new CountDownLatch(1), 300);
            return StubApi.Answer.ok(Records.page());
        });
        int id = bench.lines().begin("tools/call", Map.of("name", "list_calls", "arguments", Map.of()));
        bench.lines()
                .sendBytes(
                        "{\"jsonrpc\":\"2.0\",\"id\":\"last\",\"method\":\"ping\"}".getBytes(StandardCharsets.UTF_8));
        bench.lines().endInput();
        assertThat(bench.lines().response(id).at("/result/isError").asBoolean()).isFalse();
        assertThat(bench.lines().notifications())
                .extracting(n -> n.get("id").asText())
                .containsExactly("last");
        assertThat(bench.lines().serverEnds(1000)).isTrue();
    }

    @Test
    void aWaitingToolAnswersWhatItKnowsWhenTheInputEnds() throws Exception {
        CountDownLatch looked = call(Records.call("ringing"));
        int id = bench.lines()
                .begin("tools/call", Map.of("name", "wait_for_call", "arguments", Map.of("call_id", Records.CALL)));
        await(looked, 5000);
        bench.lines().endInput();
        JsonNode answer = bench.lines().response(id);
        assertThat(answer.at("/result/structuredContent/status").asText()).isEqualTo("ringing");
        assertThat(bench.lines().serverEnds(1000)).isTrue();
    }

    @Test
    void aCancelledToolStopsAndIsNeverAnswered() throws Exception {
        // after the second look, what the first one told is out
        CountDownLatch looked = call(Records.call("ringing"), 2);
        int id = bench.lines()
                .begin(
                        "tools/call",
                        Map.of(
                                "name", "wait_for_call",
                                "arguments", Map.of("call_id", Records.CALL, "timeout_seconds", 3),
                                "_meta", Map.of("progressToken", "p")));
        await(looked, 5000);
        bench.lines()
                .send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":" + id
                        + "}}");
        bench.lines().request("ping", Map.of());
        int looks = bench.api().requests().size();
        assertThat(bench.lines().nextWithin(3500)).isEmpty();
        assertThat(bench.api().requests().size()).isLessThanOrEqualTo(looks + 1);
        bench.good("list_agents", Map.of());
    }

    @Test
    void cancellingWhatDoesNotRunDoesNoHarm() throws Exception {
        for (String params : List.of("{}", "{\"requestId\":99}", "{\"requestId\":null}", "{\"requestId\":[1]}")) {
            bench.lines()
                    .send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":" + params + "}");
        }
        bench.lines().send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\"}");
        bench.lines().send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/no_such_thing\"}");
        bench.lines().send("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":{}}");
        bench.lines().send("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"error\":{\"code\":\"odd\"}}");
        bench.good("list_agents", Map.of());
        assertThat(bench.lines().notifications()).isEmpty();
    }

    @Test
    void anIdUsedTwiceIsAnsweredTwice() throws Exception {
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.completed("Hello"));
        String get = "{\"jsonrpc\":\"2.0\",\"id\":\"same\",\"method\":\"tools/call\",\"params\":{\"name\":\"get_call\","
                + "\"arguments\":{\"call_id\":\"" + Records.CALL + "\"}}}";
        bench.lines().send(get);
        bench.lines().send(get);
        for (int i = 0; i < 2; i++) {
            JsonNode answer = bench.lines().next().orElseThrow();
            assertThat(answer.get("id").asText()).isEqualTo("same");
            assertThat(answer.has("result")).isTrue();
        }
    }

    @Test
    void progressCarriesTheClientsTokenAndComesBeforeTheAnswer() throws Exception {
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.completed("Hello", "Yes"));
        int id = bench.lines()
                .begin(
                        "tools/call",
                        Map.of(
                                "name", "wait_for_call",
                                "arguments", Map.of("call_id", Records.CALL),
                                "_meta", Map.of("progressToken", 77)));
        bench.lines().response(id);
        assertThat(bench.lines().notifications()).hasSize(3).allSatisfy(notification -> {
            assertThat(notification.get("method").asText()).isEqualTo("notifications/progress");
            assertThat(notification.at("/params/progressToken").asInt()).isEqualTo(77);
        });
        bench.lines().notifications().clear();
        bench.good("wait_for_call", Map.of("call_id", Records.CALL));
        assertThat(bench.lines().notifications()).isEmpty();
    }

    @Test
    void toolsThatWaitKeepNobodyWaiting() throws Exception {
        call(Records.call("ringing"));
        for (int i = 0; i < 100; i++) {
            bench.lines()
                    .begin("tools/call", Map.of("name", "wait_for_call", "arguments", Map.of("call_id", Records.CALL)));
        }
        bench.good("list_agents", Map.of());
        assertThat(bench.lines().notifications())
                .as("answers of the tools that wait")
                .noneMatch(message -> message.has("result"));
    }

    @Test
    void moreToolsThanTheLimitAreToldToComeBack() throws Exception {
        call(Records.call("ringing"));
        try (OsmTalkMcp small = OsmTalkMcp.builder(bench.client())
                        .apiKey("osm_k")
                        .callsAtOnce(2)
                        .build();
                Lines lines = new Lines(small).initialized()) {
            for (int i = 0; i < 2; i++) {
                lines.begin(
                        "tools/call", Map.of("name", "wait_for_call", "arguments", Map.of("call_id", Records.CALL)));
            }
            JsonNode answer = lines.request("tools/call", Map.of("name", "list_agents", "arguments", Map.of()));
            assertThat(answer.at("/error/message").asText()).contains("Try again in a few seconds");
        }
    }

    @Test
    void answersThatComeAtTheSameTimeAreWholeLines() throws Exception {
        String[] said = new String[150];
        Arrays.fill(said, "some words that fill a line of the transcript ".repeat(2));
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.completed(said));
        Set<Integer> asked = new HashSet<>();
        for (int i = 0; i < 64; i++) {
            asked.add(bench.lines()
                    .begin(
                            "tools/call",
                            Map.of(
                                    "name",
                                    "get_call",
                                    "arguments",
                                    Map.of("call_id", Records.CALL, "transcript_limit", 150))));
        }
        List<Integer> answered = new ArrayList<>();
        while (answered.size() < asked.size()) {
            JsonNode answer = bench.lines().next().orElseThrow();
            assertThat(answer.at("/result/structuredContent/transcript")).hasSize(150);
            answered.add(answer.get("id").asInt());
        }
        assertThat(answered).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void aClientThatVanishesEndsTheServer() throws Exception {
        CountDownLatch looked = call(Records.call("ringing"));
        bench.lines()
                .begin(
                        "tools/call",
                        Map.of(
                                "name",
                                "wait_for_call",
                                "arguments",
                                Map.of("call_id", Records.CALL),
                                "_meta",
                                Map.of("progressToken", 1)));
        await(looked, 5000);
        bench.lines().close();
        assertThat(bench.lines().serverEnds(3000)).isTrue();
    }

    private CountDownLatch call(Map<String, Object> call) {
        return call(call, 1);
    }

    private CountDownLatch call(Map<String, Object> call, int looks) {
        CountDownLatch looked = new CountDownLatch(looks);
        bench.api().on("GET /api/widget/calls/" + Records.CALL, r -> {
            looked.countDown();
            return StubApi.Answer.ok(call);
        });
        return looked;
    }

    private static void await(CountDownLatch latch, int millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
