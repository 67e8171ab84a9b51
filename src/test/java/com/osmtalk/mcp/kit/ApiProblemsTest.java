package com.osmtalk.mcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.mcp.Lines;
import com.osmtalk.mcp.OsmTalkMcp;
import com.osmtalk.mcp.Records;
import com.osmtalk.mcp.StubApi;
import com.osmtalk.mcp.ToolBench;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error of the API, for every tool, in words a model can act on. */
class ApiProblemsTest {
    private record Case(int status, String code, Map<String, ?> details, String toolCode, String says) {}

    private static final List<Case> CASES = List.of(
            new Case(
                    400,
                    "invalid_request",
                    Map.of("fields", List.of(Map.of("path", "destination", "message", "is odd"))),
                    "invalid_request",
                    " is odd"),
            new Case(401, "unauthenticated", Map.of(), "unauthenticated", "OSMTALK_API_KEY"),
            new Case(402, "insufficient_credits", Map.of(), "insufficient_credits", "top up"),
            new Case(403, "forbidden", Map.of(), "forbidden", "scope"),
            new Case(409, "conflict", Map.of(), "conflict", "present state"),
            new Case(409, "idempotency_key_reused", Map.of(), "idempotency_key_reused", "omit idempotency_key"),
            new Case(409, "request_in_progress", Map.of(), "request_in_progress", "never does it twice"),
            new Case(413, "too_large", Map.of(), "too_large", "too large"),
            new Case(422, "refused", Map.of("reason", "dnc_blocked"), "dnc_blocked", "do-not-call"),
            new Case(
                    422,
                    "refused",
                    Map.of("reason", "outside_calling_window"),
                    "outside_calling_window",
                    "time of day"),
            new Case(
                    422,
                    "refused",
                    Map.of("reason", "destination_not_allowed"),
                    "destination_not_allowed",
                    "destination"),
            new Case(422, "refused", Map.of("reason", "invalid_number"), "invalid_number", "country code"),
            new Case(429, "rate_limited", Map.of(), "rate_limited", "Wait 40 seconds"),
            new Case(429, "concurrency_limit", Map.of(), "concurrency_limit", "end a live call"),
            new Case(500, "internal_error", Map.of(), "api_error", "internal error"));

    private static final Map<String, Map<String, ?>> CALLS = Map.of(
            "list_agents", Map.of(),
            "list_phone_numbers", Map.of(),
            "start_outbound_call", Map.of("agent", Records.AGENT, "to", "+12025550100"),
            "wait_for_call", Map.of("call_id", Records.CALL, "timeout_seconds", 1),
            "get_call", Map.of("call_id", Records.CALL),
            "list_calls", Map.of("agent", Records.AGENT),
            "get_dashboard_stats", Map.of(),
            "chat_with_agent", Map.of("agent", Records.AGENT, "message", "hi"));

    private static final Map<String, String> NOT_FOUND = Map.of(
            "list_agents", "list_agents",
            "list_phone_numbers", "list_phone_numbers",
            "start_outbound_call", "list_phone_numbers",
            "wait_for_call", "list_calls",
            "get_call", "list_calls",
            "list_calls", "list_agents",
            "get_dashboard_stats", "get_dashboard_stats",
            "chat_with_agent", "list_agents");

    @RegisterExtension
    final ToolBench bench = new ToolBench();

    static Stream<Arguments> everyErrorOfEveryTool() {
        return CALLS.keySet().stream()
                .sorted()
                .flatMap(tool -> CASES.stream()
                        // a request that changes something and is still in progress has no known outcome
                        .filter(c ->
                                !(tool.equals("chat_with_agent") && c.code().equals("request_in_progress")))
                        .map(c -> Arguments.of(tool, c)));
    }

    static Stream<String> tools() {
        return CALLS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("everyErrorOfEveryTool")
    void becomesACodeAndASentence(String tool, Case error) throws Exception {
        everyRouteAnswers(new StubApi.Answer(
                error.status(),
                Map.of("error", "The server's words", "code", error.code(), "details", error.details()),
                Map.of("Retry-After", "40")));
        ToolBench.Answer answer = bench.bad(tool, CALLS.get(tool));
        assertThat(answer.field("code")).isEqualTo(error.toolCode());
        assertThat(answer.text()).contains(error.says());
        assertThat(answer.field("message")).as("what another sentence follows").endsWith(".");
        assertThat(answer.text()).doesNotContain("words Nothing", "words Wait");
        assertThat(answer.field("next")).isNotBlank();
        if (error.status() == 429) {
            assertThat(answer.structured().get("retry_after_seconds").asInt()).isEqualTo(40);
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void whatIsNotFoundComesWithTheToolThatFindsIt(String tool) throws Exception {
        everyRouteAnswers(StubApi.Answer.error(404, "not_found", "Not here.", Map.of()));
        ToolBench.Answer answer = bench.bad(tool, CALLS.get(tool));
        assertThat(answer.field("code")).isEqualTo("not_found");
        assertThat(answer.field("next")).contains(NOT_FOUND.get(tool));
    }

    @ParameterizedTest
    @MethodSource("tools")
    void aServerThatIsAwayIsUnreachable(String tool) throws Exception {
        URI nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        try (OsmTalkClient client =
                        OsmTalkClient.builder().baseUrl(nobody).attempts(1).build();
                OsmTalkMcp mcp = OsmTalkMcp.builder(client).apiKey("osm_k").build();
                Lines lines = new Lines(mcp).initialized()) {
            var result = lines.call(tool, CALLS.get(tool));
            assertThat(result.get("isError").asBoolean()).isTrue();
            assertThat(result.at("/structuredContent/error/code").asText()).isEqualTo("unreachable");
            assertThat(result.at("/content/0/text").asText())
                    .contains("OSMTALK_API_URL")
                    .doesNotContain("Exception");
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void anAnswerNobodyCanReadGivesAwayNothing(String tool) throws Exception {
        everyRouteAnswers(StubApi.Answer.ok("<html>secret stack at com.example.Foo</html>"));
        ToolBench.Answer answer = bench.bad(tool, CALLS.get(tool));
        assertThat(answer.text()).doesNotContain("secret", "com.example", "Exception", "Jackson");
        assertThat(answer.field("code")).matches("[a-z_]+");
    }

    @ParameterizedTest
    @MethodSource("tools")
    void anAnswerOfAnotherShapeIsAFaultNotACrash(String tool) throws Exception {
        everyRouteAnswers(StubApi.Answer.ok(Map.of()));
        var result = bench.lines().call(tool, CALLS.get(tool));
        assertThat(result.toString()).doesNotContain("Exception", "null pointer", "because");
        ToolBench.checkSchema(tool, result.get("structuredContent"));
    }

    @Test
    void withoutAKeyTheModelIsToldWhatThePersonMustDo() throws Exception {
        try (OsmTalkMcp mcp = OsmTalkMcp.builder(bench.client()).build();
                Lines lines = new Lines(mcp).initialized()) {
            var result = lines.call("list_agents", Map.of());
            assertThat(result.at("/structuredContent/error/code").asText()).isEqualTo("unauthenticated");
            assertThat(result.at("/content/0/text").asText()).contains("OSMTALK_API_KEY", "x-api-key");
        }
        assertThat(bench.api().requests()).isEmpty();
    }

    private void everyRouteAnswers(StubApi.Answer answer) {
        for (String route :
                List.of("GET /api/widget/agents", "GET /api/widget/phone-numbers", "POST /api/widget/calls/outbound")) {
            bench.api().on(route, r -> answer);
        }
        bench.api().on("GET /*", r -> answer).on("POST /*", r -> answer);
    }
}
