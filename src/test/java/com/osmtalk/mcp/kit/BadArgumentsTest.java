package com.osmtalk.mcp.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.osmtalk.api.Json;
import com.osmtalk.mcp.ToolBench;
import com.osmtalk.mcp.tool.Tools;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model may get wrong, tool by tool: told before anything leaves the program. */
class BadArgumentsTest {
    @RegisterExtension
    final ToolBench bench = new ToolBench();

    @Test
    void aQuestionEndsWithOneMark() throws Exception {
        assertThat(bench.bad("list_calls", Map.of("stat", "failed")).text())
                .contains("did you mean `status`? ")
                .doesNotContain("?.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            list_agents | {"limit":0} | limit | from 1 to 100
            list_agents | {"limit":101} | limit | from 1 to 100
            list_agents | {"limit":"ten"} | limit | integer
            list_agents | {"limit":"1.5"} | limit | integer
            list_agents | {"limit":[10]} | limit | integer
            list_agents | {"limit":true} | limit | integer
            list_agents | {"limt":10} | limt | did you mean `limit`
            list_agents | {"limit":10,"Limit":20} | Limit | did you mean `limit`
            list_agents | {"Limit":10,"LIMIT":20} | limit | given twice
            list_calls | {"stat":"failed"} | stat | did you mean `status`
            list_calls | {"agent_name":"A"} | agent_name | did you mean `agent`
            list_calls | {"since":"in a while"} | since | a date like 2026-03-01
            list_calls | {"since":"2026-02-30"} | since | a date like 2026-03-01
            start_outbound_call | {"variable":{},"agent":"A","to":"+1"} | variable | did you mean `variables`
            start_outbound_call | {"agent":"A","to":"+12025550100","max_cost":5} | max_cost | not an argument
            start_outbound_call | {"agent":"A","to":"+12025550100","variables":{"a":{"b":"c"}}} | variables | in quotes
            start_outbound_call | {"agent":"A","to":"+12025550100","variables":{"a":["b"]}} | variables | in quotes
            start_outbound_call | {"agent":"A","to":"+12025550100","variables":{"a":1e99999}} | variables | in quotes
            start_outbound_call | {"agent":"A","to":"+12025550100","variables":"{\\"a\\":"} | variables | string values
            list_agents         | {"limit":1.5}                                          | limit           | integer
            list_agents         | {"limit":1e400}                                        | limit           | integer
            list_agents | {"limit":123456789012345678901234567890} | limit | from 1 to 100
            list_phone_numbers | {"limit":-1} | limit | from 1 to 100
            start_outbound_call | {}                                                     | to              | is missing
            start_outbound_call | {"agent":"A"}                                          | to              | is missing
            start_outbound_call | {"agent":null,"to":"+12025550100"}                     | task            | is missing
            start_outbound_call | {"agent":"  ","to":"+12025550100"} | task | is missing
            start_outbound_call | {"agent":["A"],"to":"+12025550100"} | agent | must be a string
            start_outbound_call | {"agent":"A","to":"202-555-0100"} | to | country code
            start_outbound_call | {"agent":"A","to":"0044 20 7946 0958"} | to | no country code
            start_outbound_call | {"agent":"A","to":"+1 202 555 0100 ext. 3"} | to | leave out extensions
            start_outbound_call | {"agent":"A","to":12025550100} | to | no country code
            start_outbound_call | {"agent":"A","to":"+12025550100","variables":"x"} | variables | string values
            start_outbound_call | {"agent":"A","to":"+12025550100","variables":{"a  b":"x"}}| variables | inner spaces
            start_outbound_call | {"agent":"A","to":"+12025550100","variables":{"":"x"}} | variables       | 1 to 64
            start_outbound_call | {"agent":"A","to":"+12025550100","agent_version":0}    | agent_version   | from 1
            start_outbound_call | {"agent":"A","to":"+12025550100","idempotency_key":"a"}| idempotency_key | 8 to 128
            start_outbound_call | {"agent":"A\\u0000","to":"+12025550100"}               | agent           | Unicode
            start_outbound_call | {"agent":"A\\ud800","to":"+12025550100"}               | agent           | Unicode
            start_outbound_call | {"agent":"A","to":"+12025550100","phone":"x"} | phone | not an argument
            wait_for_call       | {}                                                     | call_id         | is missing
            wait_for_call | {"call_id":"../agents"} | call_id | letters, digits
            wait_for_call | {"call_id":"call_1","timeout_seconds":46} | timeout_seconds | from 1 to 45
            wait_for_call       | {"call_id":"call_1","after_index":-2}                  | after_index     | from -1
            get_call | {"call_id":""} | call_id | is missing
            get_call | {"call_id":"call_1","response_format":"long"} | response_format | concise, detailed
            get_call            | {"call_id":"call_1","transcript_offset":-1}            | transcript_offset | from 0
            get_call | {"call_id":"call_1","transcript_limit":201} | transcript_limit | from 0 to 200
            list_calls          | {"status":"done"}                                      | status          | in_progress
            list_calls | {"direction":"up"} | direction | outbound, inbound
            list_calls          | {"number":"5550100"} | number | country code
            list_calls | {"until":"2026-13-01T00:00:00Z"} | until | a date and time like
            list_calls          | {"since":"2026-03-02T00:00:00Z","until":"2026-03-01T00:00:00Z"} | until  | later than
            get_dashboard_stats | {"period":"lately"} | period | yesterday
            get_dashboard_stats | {"period":"2126-03-01T00:00:00Z"} | period | days of the past
            get_dashboard_stats | {"period":"today","since":"2026-03-01T00:00:00Z"} | period | cannot be combined
            get_dashboard_stats | {"until":"2026-03-01T00:00:00Z"}                       | since           | is missing
            chat_with_agent     | {"agent":"A"}                                          | message         | is missing
            chat_with_agent     | {"agent":"A","message":""}                             | message         | is missing
            """)
    void isRefusedNamingTheFieldAndWhatItMayBe(String tool, String arguments, String field, String says)
            throws Exception {
        int id = 9000;
        bench.lines()
                .send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                        + "\",\"arguments\":" + arguments.strip() + "}}");
        var result = bench.lines().response(id).get("result");
        var error = result.get("structuredContent").get("error");
        assertThat(result.get("isError").asBoolean()).isTrue();
        assertThat(error.get("code").asText()).isEqualTo("invalid_arguments");
        assertThat(error.get("field").asText()).isEqualTo(field);
        assertThat(error.get("message").asText()).contains("`" + field + "`").contains(says);
        assertThat(result.get("content").get(0).get("text").asText()).contains(says);
        ToolBench.checkSchema(tool, result.get("structuredContent"));
        assertThat(bench.api().requests()).isEmpty();
    }

    @Test
    void tooMuchOfAnythingIsRefused() throws Exception {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 101; i++) {
            many.put("v" + i, "x");
        }
        assertThat(bench.bad("start_outbound_call", Map.of("agent", "A", "to", "+12025550100", "variables", many))
                        .field("message"))
                .contains("at most 100 entries");
        assertThat(bench.bad(
                                "start_outbound_call",
                                Map.of("agent", "A", "to", "+12025550100", "variables", Map.of("a", "x".repeat(4001))))
                        .field("message"))
                .contains("at most 4000 characters");
        assertThat(bench.bad("chat_with_agent", Map.of("agent", "A", "message", "x".repeat(1_000_000)))
                        .text()
                        .length())
                .isLessThan(1000);
        assertThat(bench.bad("start_web_call", Map.of("x".repeat(40_000), 1))
                        .text()
                        .length())
                .isLessThan(1000);
        assertThat(bench.api().requests()).isEmpty();
    }

    @Test
    void aNullCountsAsAbsent() throws Exception {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("cursor", null);
        arguments.put("limit", 10.0);
        bench.good("list_agents", arguments);
        assertThat(bench.api().requests().get(0).query()).containsExactlyEntriesOf(Map.of("limit", "10"));
    }

    @Test
    void argumentsMayBeLeftOutAltogether() throws Exception {
        assertThat(bench.lines()
                        .request("tools/call", Map.of("name", "list_agents"))
                        .get("result")
                        .path("isError")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void argumentsThatAreNoObjectAreAProtocolError() throws Exception {
        for (Object wrong : Arrays.asList("text", 5, true, List.of(1), "[1]", "{\"limit\":")) {
            var response = bench.lines().request("tools/call", Map.of("name", "list_agents", "arguments", wrong));
            assertThat(response.get("error").get("code").asInt()).isEqualTo(-32602);
            assertThat(response.get("error").get("message").asText()).contains("`arguments`", "must be an object");
        }
    }

    /** What opens something takes no number, position or list for a word. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            control_campaign | action | 0
            control_campaign | action | "0"
            control_campaign | action | ["start"]
            control_campaign | action | {"start":true}
            control_campaign | action | true
            create_agent | recording | 1
            create_agent | recording | 0
            create_agent | recording | "1"
            create_agent | recording | "maybe"
            """)
    void aChoiceIsMadeInWords(String tool, String argument, String value) throws Exception {
        Map<String, Object> arguments = new HashMap<>(Map.of("campaign_id", "cmp_1", "name", "A"));
        arguments.remove(tool.equals("create_agent") ? "campaign_id" : "name");
        arguments.put(argument, Json.MAPPER.readValue(value, Object.class));
        ToolDefinition definition = Tools.definitions().stream()
                .filter(one -> one.name().equals(tool))
                .findFirst()
                .orElseThrow();
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> definition.check(arguments))
                .extracting(refused -> refused.problem().field())
                .isEqualTo(argument);
    }
}
