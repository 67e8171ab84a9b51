package com.osmtalk.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.api.KeyScope;
import com.osmtalk.mcp.guard.GuardSettings.Confirmation;
import com.osmtalk.mcp.protocol.ModernClient;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.tool.ToolChoice;
import com.osmtalk.server.TestServer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Consent, and a question in mid-call, as 2026-07-28 has them: the request ends and comes again with the answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatelessConsentTest {
    private static final String FIRST = "+12025550102";
    private static final String SECOND = "+12025550104";

    private final TestServer server = TestServer.create().withSpeed(10);
    private AccountBench bench;
    private String key;
    private ModernClient client;

    @BeforeAll
    void start() throws IOException {
        server.open();
        key = server.limitedKey(KeyScope.VOICE);
        bench = new AccountBench(server, ToolChoice.STANDARD, Confirmation.AUTO);
        client = new ModernClient(bench.url().resolve("/mcp"))
                .header("x-api-key", key)
                .meta(ModernClient.CAPABILITIES, Map.of("elicitation", Map.of()));
    }

    @AfterAll
    void stop() throws IOException {
        bench.close();
        server.close();
    }

    @Test
    void oneCallIsAgreedToAndPlacedOnce() throws IOException {
        Map<String, Object> call = Map.of("to", FIRST, "task", "Ask whether they are open");
        JsonNode asked = asked("start_outbound_call", call);
        assertThat(message(asked)).contains("To: " + FIRST, "Ask whether they are open");
        JsonNode placed =
                again("start_outbound_call", call, asked, yes("agreed", true)).result();
        String id = placed.at("/structuredContent/call_id").asText();
        assertThat(id).as(placed.toString()).startsWith("call_");
        assertThat(again("start_outbound_call", call, asked, yes("agreed", true))
                        .code())
                .as("the state is good once")
                .isEqualTo(ProtocolException.INVALID_PARAMS);
        end(id);
    }

    @Test
    void whoDeclinesHasNobodyCalled() throws IOException {
        Map<String, Object> call = Map.of("to", SECOND, "task", "Sell them something");
        JsonNode asked = asked("start_outbound_call", call);
        JsonNode refused = again("start_outbound_call", call, asked, Map.of("action", "decline"))
                .result();
        assertThat(refused.at("/structuredContent/error/code").asText()).isEqualTo("declined");
        for (Map<String, Object> no : List.of(Map.<String, Object>of("action", "Decline"), yes("agreed", "no"))) {
            refused = again("start_outbound_call", call, asked("start_outbound_call", call), no)
                    .result();
            assertThat(refused.at("/structuredContent/error/code").asText()).isEqualTo("declined");
        }
    }

    @Test
    void aWholeListIsAgreedToAtOnceAndNotOneMore() throws IOException {
        Map<String, Object> list = Map.of(
                "people", List.of(Map.of("to", FIRST), Map.of("to", SECOND, "callee", "Ben")), "task", "Say hello");
        JsonNode asked = asked("start_outbound_call", list);
        assertThat(message(asked)).contains("Place these 2", "To 1: " + FIRST, "To 2: " + SECOND, "Ben");

        Map<String, Object> longer = new LinkedHashMap<>(list);
        longer.put("people", List.of(Map.of("to", FIRST), Map.of("to", SECOND), Map.of("to", "+12025550101")));
        assertThat(again("start_outbound_call", longer, asked, yes("agreed", true))
                        .code())
                .isEqualTo(ProtocolException.INVALID_PARAMS);

        asked = asked("start_outbound_call", list);
        JsonNode placed =
                again("start_outbound_call", list, asked, yes("agreed", true)).result();
        assertThat(placed.at("/structuredContent/calls")).hasSize(2);
        placed.at("/structuredContent/calls")
                .forEach(call -> end(call.get("call_id").asText()));
    }

    @Test
    void aCallForLaterIsAgreedToForItsTime() throws IOException {
        Map<String, Object> call = Map.of("to", FIRST, "task", "Ask for the bill", "at", "in 2 days");
        JsonNode asked = asked("start_outbound_call", call);
        assertThat(message(asked)).contains("When: ");
        JsonNode placed =
                again("start_outbound_call", call, asked, yes("agreed", true)).result();
        assertThat(placed.at("/structuredContent/status").asText())
                .as(placed.toString())
                .isEqualTo("scheduled");
        end(placed.at("/structuredContent/call_id").asText());
    }

    @Test
    void aQuestionInMidCallIsPutByWaitForCallAndAnswered() throws IOException {
        String agent = server.api()
                .post(
                        "/api/agents",
                        Json.MAPPER
                                .valueToTree(Map.of(
                                        "name",
                                        "Asks",
                                        "greeting",
                                        "Hello, this is an automated assistant.",
                                        "systemPrompt",
                                        "You move an appointment to Thursday morning. Ask me before you accept"
                                                + " another time.",
                                        "askOwner",
                                        true,
                                        "askOwnerSeconds",
                                        120))
                                .toString())
                .text("/id");
        Map<String, Object> call = Map.of("agent", agent, "to", "+12025550113", "task", "Move it");
        JsonNode placed = again("start_outbound_call", call, asked("start_outbound_call", call), yes("agreed", true))
                .result();
        Map<String, Object> wait =
                Map.of("call_id", placed.at("/structuredContent/call_id").asText());
        JsonNode asked = asked("wait_for_call", wait);
        assertThat(message(asked)).contains("Friday at three", "stranger on the phone");
        JsonNode over = again("wait_for_call", wait, asked, yes("answer", "Yes, take it"))
                .result();
        assertThat(over.at("/structuredContent/done").asBoolean())
                .as(over.toString())
                .isTrue();
        assertThat(over.at("/structuredContent/transcript").toString())
                .contains("Answer to question 1: Yes, take it", "Friday at three it is");
    }

    private JsonNode asked(String tool, Map<String, Object> arguments) throws IOException {
        JsonNode asked = client.call(tool, arguments).result();
        assertThat(asked.path("resultType").asText()).as(asked.toString()).isEqualTo("input_required");
        assertThat(asked.get("inputRequests")).hasSize(1);
        return asked;
    }

    private static String message(JsonNode asked) {
        return asked.at("/inputRequests/" + name(asked) + "/params/message").asText();
    }

    private static String name(JsonNode asked) {
        return asked.get("inputRequests").fieldNames().next();
    }

    private static Map<String, Object> yes(String field, Object value) {
        return Map.of("action", "accept", "content", Map.of(field, value));
    }

    private ModernClient.Answer again(String tool, Map<String, Object> arguments, JsonNode asked, Object answer)
            throws IOException {
        return client.post(
                "tools/call",
                Map.of(
                        "name",
                        tool,
                        "arguments",
                        arguments,
                        "requestState",
                        asked.get("requestState").asText(),
                        "inputResponses",
                        Map.of(name(asked), answer)));
    }

    private void end(String callId) {
        server.api().post("/api/calls/" + callId + "/end", null);
    }
}
