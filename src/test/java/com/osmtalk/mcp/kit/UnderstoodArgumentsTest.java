package com.osmtalk.mcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.mcp.Records;
import com.osmtalk.mcp.StubApi;
import com.osmtalk.mcp.ToolBench;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments as models and clients send them, where they can mean only one thing. */
class UnderstoodArgumentsTest {
    private static final String CALL = "\"agent\":\"Appointment reminder\",\"to\":\"+12025550100\"";

    @RegisterExtension
    final ToolBench bench = new ToolBench();

    private int id = 9000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"limit\":7}",
                "{\"limit\":\"7\"}",
                "{\"limit\":\" 7 \"}",
                "{\"limit\":7.0}",
                "{\"limit\":\"7.0\"}",
                "{\"Limit\":7}",
                "{\"LIMIT\":7}",
                "{\"limit\":7,\"cursor\":\"\"}",
                "{\"limit\":7,\"cursor\":\"  \"}",
                "{\"limit\":7,\"cursor\":null}",
                "\"{\\\"limit\\\":7}\"",
            })
    void theTypeOfAValueIsTheArguments(String arguments) throws Exception {
        good("list_agents", arguments);
        assertThat(bench.api().requests().get(0).query()).containsExactlyEntriesOf(Map.of("limit", "7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"\"", "\"{}\"", "{}", "null"})
    void noArgumentsAreNone(String arguments) throws Exception {
        good("list_agents", arguments);
        assertThat(bench.api().requests().get(0).query()).containsExactlyEntriesOf(Map.of("limit", "50"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"day":"Tuesday","count":"5","paid":"true","rate":"1.50"}
            {"day":"Tuesday","count":5,"paid":true,"rate":1.50}
            "{\\"day\\":\\"Tuesday\\",\\"count\\":5,\\"paid\\":true,\\"rate\\":1.50}"
            [{"name":"day","value":"Tuesday"},{"name":"count","value":5},{"key":"paid","value":true},\
            {"name":"rate","value":"1.50"}]
            {"day":"Tuesday","count":5,"paid":true,"rate":1.50,"nothing":null}
            """)
    void theValueOfAVariableIsItsText(String variables) throws Exception {
        good("start_outbound_call", "{" + CALL + ",\"variables\":" + variables + "}");
        assertThat(dialled().get("dynamicVariables"))
                .isEqualTo(Map.of("day", "Tuesday", "count", "5", "paid", "true", "rate", "1.50"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"in_progress", "In progress", "IN-PROGRESS", "inProgress", " in_progress ", "InProgress"})
    void aValueOfAnEnumIsItselfInAnyCase(String status) throws Exception {
        bench.api().on("GET /api/widget/calls", Records.page());
        good("list_calls", "{\"status\":\"" + status + "\"}");
        assertThat(bench.api().requests().get(0).query()).containsEntry("status", "in_progress");
    }

    @Test
    void blanksAroundAStringAreNoneOfIt() throws Exception {
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.completed("Hello."));
        good("get_call", "{\"call_id\":\" " + Records.CALL + "\\n\",\"response_format\":\"Concise\"}");
        good("get_call", "{\"callId\":\"" + Records.CALL + "\"}");
    }

    @Test
    void aSingleValueIsAListOfOne() {
        Schema days = Schema.list("0 is Sunday.", Schema.integer(null, 0, 6), 1, 7);
        for (Object given : List.of(1, "1", List.of(1), List.of("1"), "[1]", "[\"1\"]")) {
            Object read = days.read(given);
            assertThat(days.errorIn(read)).as("%s", given).isEmpty();
            assertThat(((List<?>) read).get(0)).hasToString("1");
        }
        assertThat(days.errorIn(days.read("1, 2,3"))).isEmpty();
        assertThat(days.errorIn(days.read("every day"))).isPresent();
        assertThat(days.errorIn(days.read(Map.of("1", 2)))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "' Yes ', true", "false, false", "no, false"})
    void aBooleanMayBeSaid(String given, boolean meant) {
        assertThat(Schema.bool().read(given)).isEqualTo(meant);
    }

    /** Names that clients add; see {@link ArgumentNames}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "toolCallId",
                "tool_call_id",
                "sessionId",
                "session_id",
                "chatInput",
                "action",
                "tool",
                "_meta",
                "requestId",
                "task_progress",
                "wait_for_previous",
                "random_string"
            })
    void whatAClientAddsIsPassedOver(String name) throws Exception {
        String added = ",\"" + name + "\":\"call_0BCI\"";
        JsonNode read = good("list_agents", "{\"limit\":7" + added + "}");
        assertThat(read.at("/content/0/text").asText()).doesNotContain("Left out");
        good("start_outbound_call", "{" + CALL + added + "}");
        assertThat(dialled().get("destination")).isEqualTo("+12025550100");
    }

    @Test
    void aToolThatOnlyReadsLeavesOutWhatItDoesNotKnowAndSaysSo() throws Exception {
        JsonNode answer = good("list_agents", "{\"colour\":\"red\"}");
        assertThat(answer.at("/content/0/text").asText()).endsWith("has no such argument: `colour`.");
    }

    /** The one argument of ours that is spelt as one that clients add. */
    @Test
    void aSessionOfTheClientIsNotASessionOfAChat() throws Exception {
        bench.api()
                .on(
                        "POST /api/widget/agents/*",
                        request -> StubApi.Answer.ok(Map.of("sessionId", "s1", "reply", "Hello!", "ended", false)));
        JsonNode answer = good(
                "chat_with_agent", "{\"agent\":\"Appointment reminder\",\"message\":\"Hello\",\"sessionId\":\"6a1f\"}");
        assertThat(answer.at("/content/0/text").asText()).contains("`sessionId` (the argument is `session_id`)");
        assertThat(bench.api().requests("POST", "/api/widget/agents/" + Records.AGENT + "/chat"))
                .singleElement()
                .satisfies(request ->
                        assertThat(request.json().containsKey("sessionId")).isFalse());
    }

    private Map<?, ?> dialled() {
        return bench.api().requests("POST", "/api/widget/calls/outbound").get(0).json();
    }

    private JsonNode good(String tool, String arguments) throws IOException {
        id++;
        bench.lines()
                .send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                        + "\",\"arguments\":" + arguments + "}}");
        JsonNode response = bench.lines().response(id);
        assertThat(response.at("/result/isError").asBoolean(true))
                .as("%s", response)
                .isFalse();
        return response.get("result");
    }
}
