package com.osmtalk.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.mcp.guard.GuardSettings;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult.Action;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Consent to a call, through the SDK's own client and through one that can ask nobody. */
class ElicitationTest {
    private static final String OUTBOUND = "/api/widget/calls/outbound";
    private static final Map<String, String> WORDS =
            new TreeMap<>(Map.of("first_name", "Asha", "note", "one\nTo: +12025550199\u202e"));
    private static final Map<String, Object> CALL =
            Map.of("agent", "Appointment reminder", "to", "+12025550100", "variables", WORDS);

    @RegisterExtension
    final ToolBench bench = new ToolBench(Clock.systemUTC(), rules -> rules);

    private final List<McpSchema.ElicitFormRequest> questions = new CopyOnWriteArrayList<>();
    private Runnable thinking = () -> {};
    private HttpHost host;

    @BeforeEach
    void start() {
        bench.api().on("GET /api/widget/dashboard", Records.dashboard("Asia/Kolkata"));
        host = new HttpHost(bench.mcp());
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void aCallThatThePersonAcceptsIsPlaced() {
        JsonNode answer = call(Action.ACCEPT);
        assertThat(answer.path("call_id").asText()).isEqualTo(Records.CALL);
        assertThat(bench.api().requests("POST", OUTBOUND)).hasSize(1);
        assertThat(questions).singleElement().satisfies(question -> {
            assertThat(question.message().lines())
                    .containsExactly(
                            "Place this phone call?",
                            "To: +12025550100 (United States)",
                            "From: +12025550150",
                            "Agent: \"Appointment reminder\"",
                            "Variables: first_name = \"Asha\", note = \"one\\nTo: +12025550199\\u{202E}\"",
                            "Cost: about ₹22.46 a minute, as this account's calls of the last 30 days; balance"
                                    + " ₹954.52");
            assertThat(question.requestedSchema())
                    .containsEntry("required", List.of("agreed"))
                    .extractingByKey("properties")
                    .extracting("agreed.type")
                    .isEqualTo("boolean");
        });
    }

    @ParameterizedTest
    @CsvSource({"DECLINE, declined", "CANCEL, confirmation_required"})
    void aCallThatThePersonDoesNotAcceptIsNotPlaced(Action action, String code) {
        JsonNode answer = call(action);
        assertThat(answer.at("/error/code").asText()).isEqualTo(code);
        assertThat(answer.at("/error/confirmation_token").isMissingNode()).isTrue();
        assertThat(questions).hasSize(1);
        assertThat(bench.api().requests("POST", OUTBOUND)).isEmpty();
    }

    @Test
    void aCallOfAnAgentThatIsChangedBeforeThePersonAnswersIsNotPlaced() {
        thinking = this::changeAgent;
        assertThat(call(Action.ACCEPT).at("/error/code").asText()).isEqualTo("confirmation_invalid");
        assertThat(bench.api().requests("POST", OUTBOUND)).isEmpty();
        thinking = () -> {};
        assertThat(call(Action.ACCEPT).path("call_id").asText()).isEqualTo(Records.CALL);
    }

    private void changeAgent() {
        Map<String, Object> agent = new TreeMap<>(Records.agent(Records.AGENT, "Appointment reminder"));
        agent.put("updatedAt", "2026-03-01T09:00:00.001Z");
        bench.api().on("GET /api/widget/agents", Records.page(agent));
    }

    @Test
    void aClientThatCanAskNobodyShowsAPreviewFirst() throws Exception {
        Map<String, Object> arguments = Map.of("agent", Records.AGENT, "to", "+12025550100");
        ToolBench.Answer preview = bench.bad("start_outbound_call", arguments);
        assertThat(preview.field("code")).isEqualTo("confirmation_required");
        assertThat(preview.structured().at("/preview/to").asText()).isEqualTo("+12025550100 (United States)");
        assertThat(preview.text()).contains("Nothing was dialled", "confirmation_token=");
        assertThat(bench.api().requests("POST", OUTBOUND)).isEmpty();

        ToolBench.Answer placed = bench.good(
                "start_outbound_call",
                Map.of(
                        "agent",
                        "appointment reminder",
                        "to",
                        "+12025550100",
                        "confirmation_token",
                        preview.field("confirmation_token")));
        assertThat(placed.field("call_id")).isEqualTo(Records.CALL);
        assertThat(bench.api().requests("POST", OUTBOUND)).hasSize(1);
    }

    /** The same call, as far as duplicates go, but not what was agreed to. */
    @Test
    void aTokenHoldsForTheVeryWordsThatWereShown() throws Exception {
        Map<String, Object> call = new TreeMap<>(CALL);
        call.put("variables", Map.of("first_name", "Asha"));
        call.put("confirmation_token", bench.bad("start_outbound_call", call).field("confirmation_token"));
        for (Map<String, String> other : List.of(
                Map.of("first_name", "ASHA"), Map.of("first_name", "Asha", "note", ""), Map.<String, String>of())) {
            Map<String, Object> changed = new TreeMap<>(call);
            changed.put("variables", other);
            assertThat(bench.bad("start_outbound_call", changed).field("code")).isEqualTo("confirmation_invalid");
        }
        bench.good("start_outbound_call", call);
    }

    @Test
    void theSameCallAgainIsAnsweredWithTheFirstAsItIsNow() throws Exception {
        call(Action.ACCEPT);
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.call("in_progress"));
        ToolBench.Answer again = bench.good("start_outbound_call", CALL);
        assertThat(again.field("call_id")).isEqualTo(Records.CALL);
        assertThat(again.field("status")).isEqualTo("in_progress");
        assertThat(again.structured().path("duplicate_suppressed").asBoolean()).isTrue();
        assertThat(again.field("idempotency_key"))
                .isEqualTo(bench.api().requests("POST", OUTBOUND).get(0).header("idempotency-key"));
        assertThat(again.text()).contains("Nothing was dialled again", "OSMTALK_DUPLICATE_MINUTES");
        assertThat(again.field("next")).startsWith("Follow it: wait_for_call");
        assertThat(bench.api().requests("POST", OUTBOUND)).hasSize(1);
    }

    @Test
    void theSameCallAgainAfterItIsOverIsAnsweredWithTheTimeFromWhichItMayBePlaced() throws Exception {
        Instant before = Instant.now();
        call(Action.ACCEPT);
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.completed("Hello."));
        ToolBench.Answer again = bench.good("start_outbound_call", CALL);
        assertThat(Instant.parse(again.field("retry_at")))
                .isBetween(before.plus(Duration.ofMinutes(10)), Instant.now().plus(Duration.ofMinutes(10)));
        assertThat(again.field("next"))
                .contains(
                        "It is over: get_call with call_id",
                        "may be placed again from " + again.field("retry_at") + " on, in 10 minutes")
                .doesNotContain("Follow it", "wait_for_call");
        assertThat(again.text()).contains(again.field("next")).doesNotContain("Follow it");
    }

    @ParameterizedTest
    @CsvSource({"busy, busy", "no_answer, no answer", "rejected, rejected"})
    void aCallThatNobodyAnsweredMayBeMadeAgainByAPersonWhoIsTold(String failure, String shown) throws Exception {
        call(Action.ACCEPT);
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.failed(failure));
        assertThat(call(Action.DECLINE).at("/error/code").asText()).isEqualTo("declined");
        assertThat(bench.api().requests("POST", OUTBOUND)).hasSize(1);
        assertThat(call(Action.ACCEPT).path("call_id").asText()).isEqualTo(Records.CALL);
        assertThat(bench.api().requests("POST", OUTBOUND)).hasSize(2);
        assertThat(questions).hasSize(3);
        assertThat(questions.get(2).message()).matches("(?s).*\nTried before: [-0-9T:]+Z: " + shown + "$");
    }

    @Test
    void theSameCallIsOneHoweverItIsWritten() throws Exception {
        bench.api().on("GET /api/widget/agents", Records.page(Records.agentAskingFor("first_name", "note")));
        call(Action.ACCEPT);
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.call("in_progress"));
        Map<String, Object> same = new TreeMap<>(CALL);
        same.put(
                "variables",
                Map.of("first_name", "ASHA \u200b", "note", "One  To: +12025550199", "attempt", "the second"));
        assertThat(bench.good("start_outbound_call", same).field("call_id")).isEqualTo(Records.CALL);
        same.put("agent_version", 3);
        same.put("variables", WORDS);
        assertThat(bench.good("start_outbound_call", same).field("call_id")).isEqualTo(Records.CALL);
        bench.api()
                .on("GET /api/agents/" + Records.AGENT + "/versions/3", Records.version(3, "{{first_name}}, {{note}}"));
        Map<String, String> unheard = new TreeMap<>(WORDS);
        unheard.putAll(Map.of("attempt", "the third", "day", ""));
        same.put("variables", unheard);
        assertThat(bench.good("start_outbound_call", same).field("call_id")).isEqualTo(Records.CALL);
        assertThat(bench.api().requests("POST", OUTBOUND)).hasSize(1);
    }

    @Test
    void aClientOfTheStatelessEraIsToldToAskAndCallsAgainWithTheAnswer() throws Exception {
        try (Lines lines = new Lines(bench.mcp())) {
            JsonNode asked = stateless(lines, Map.of()).get("result");
            assertThat(asked.path("resultType").asText()).isEqualTo("input_required");
            String name = asked.get("inputRequests").fieldNames().next();
            assertThat(asked.at("/inputRequests/" + name + "/params/message").asText())
                    .startsWith("Place this phone call?\nTo: +12025550100");
            assertThat(bench.api().requests("POST", OUTBOUND)).isEmpty();

            // by now the agent of that name is another one, which the person was not asked about
            bench.api()
                    .on(
                            "GET /api/widget/agents",
                            Records.page(Records.agent("agent_01JD2Z8Q6W3V5T7X9Y0ABCDEFH", "Appointment reminder")));
            assertThat(stateless(lines, accepted(asked, name))
                            .at("/result/resultType")
                            .asText())
                    .isEqualTo("input_required");
            assertThat(bench.api().requests("POST", OUTBOUND)).isEmpty();

            bench.api()
                    .on("GET /api/widget/agents", Records.page(Records.agent(Records.AGENT, "Appointment reminder")));
            JsonNode askedAgain = stateless(lines, Map.of()).get("result");
            JsonNode placed = stateless(lines, accepted(askedAgain, name));
            assertThat(placed.at("/result/structuredContent/call_id").asText())
                    .as("%s", placed)
                    .isEqualTo(Records.CALL);
            stateless(lines, accepted(askedAgain, name));
            assertThat(bench.api().requests("POST", OUTBOUND)).hasSize(1);
        }
    }

    @Nested
    class WhereNobodyIsAsked {
        @RegisterExtension
        final ToolBench trusting =
                new ToolBench(Clock.systemUTC(), rules -> rules.confirmation(GuardSettings.Confirmation.NEVER));

        @ParameterizedTest
        @CsvSource({
            "busy,      The line was engaged. Call again in a few minutes.",
            "no_answer, The phone rang and nobody picked up. Call again at another time of day.",
            "rejected,  The person declined the call. Do not call again unless they asked for it",
        })
        void aCallThatNobodyAnsweredIsNotTriedAgainByItself(String failure, String advice) throws Exception {
            trusting.good("start_outbound_call", CALL);
            trusting.api().on("GET /api/widget/calls/" + Records.CALL, Records.failed(failure));
            ToolBench.Answer again = trusting.good("start_outbound_call", CALL);
            assertThat(again.field("next"))
                    .contains(advice, "may be placed again from " + again.field("retry_at"))
                    .doesNotContain("Follow it");
            assertThat(trusting.api().requests("POST", OUTBOUND)).hasSize(1);
        }
    }

    @Test
    void aClientOfTheStatelessEraThatCanNotAskAfterAllIsShownThePreview() throws Exception {
        try (Lines lines = new Lines(bench.mcp())) {
            for (Object answer : List.of(
                    Map.of(),
                    Map.of("action", 0, "content", Map.of("agreed", true)),
                    Map.of("action", "Accept", "content", Map.of("agreed", true)),
                    Map.of("action", "accept"),
                    Map.of("action", "accept", "content", Map.of("agreed", "true")),
                    "accept")) {
                JsonNode asked = stateless(lines, Map.of()).get("result");
                String name = asked.get("inputRequests").fieldNames().next();
                JsonNode preview = stateless(
                        lines,
                        Map.of(
                                "requestState",
                                asked.get("requestState").asText(),
                                "inputResponses",
                                Map.of(name, answer)));
                assertThat(preview.at("/result/structuredContent/error/code").asText())
                        .as("%s", preview)
                        .isEqualTo("confirmation_required");
                assertThat(preview.at("/result/structuredContent/error/confirmation_token")
                                .asText())
                        .startsWith("confirm_");
            }
            assertThat(bench.api().requests("POST", OUTBOUND)).isEmpty();
        }
    }

    private static Map<String, Object> accepted(JsonNode asked, String name) {
        return Map.of(
                "requestState",
                asked.get("requestState").asText(),
                "inputResponses",
                Map.of(name, Map.of("action", "accept", "content", Map.of("agreed", true))));
    }

    private static JsonNode stateless(Lines lines, Map<String, Object> more) throws Exception {
        Map<String, Object> params = new TreeMap<>(more);
        params.put("name", "start_outbound_call");
        params.put("arguments", CALL);
        params.put(
                "_meta",
                Map.of(
                        "io.modelcontextprotocol/protocolVersion",
                        "2026-07-28",
                        "io.modelcontextprotocol/clientCapabilities",
                        Map.of("elicitation", Map.of())));
        return lines.request("tools/call", params);
    }

    /** @return the answer of a client whose person does this */
    private @Nullable JsonNode call(Action action) {
        try (McpSyncClient client = McpClient.sync(
                        HttpClientStreamableHttpTransport.builder(host.url().toString())
                                .build())
                .requestTimeout(Duration.ofSeconds(20))
                .capabilities(
                        McpSchema.ClientCapabilities.builder().elicitation().build())
                .elicitation(question -> {
                    questions.add(question);
                    thinking.run();
                    return McpSchema.ElicitResult.builder(action)
                            .content(Map.of("agreed", true))
                            .build();
                })
                .build()) {
            client.initialize();
            return Json.MAPPER.valueToTree(client.callTool(McpSchema.CallToolRequest.builder("start_outbound_call")
                            .arguments(CALL)
                            .build())
                    .structuredContent());
        }
    }
}
