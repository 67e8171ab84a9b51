package com.osmtalk.mcp.tool.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.mcp.Records;
import com.osmtalk.mcp.StubApi;
import com.osmtalk.mcp.ToolBench;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However people talk with an agent, it begins with every variable it says, or not at all. */
class VariablesTest {
    @RegisterExtension
    final ToolBench bench = new ToolBench();

    @BeforeEach
    void anAgentWithPlacesToFill() {
        bench.api()
                .on("GET /api/widget/agents", Records.page(Records.agentAskingFor("first_name", "day")))
                .on("POST /api/widget/agents/*", r -> StubApi.Answer.ok(answer(r.path())));
    }

    private static Map<String, Object> answer(String path) {
        return path.endsWith("/chat")
                ? Map.of("sessionId", "s1", "reply", "Hello!", "ended", false)
                : Map.of(
                        "callId",
                        Records.CALL,
                        "url",
                        "ws://localhost:4003/",
                        "token",
                        "osw_1",
                        "expiresAt",
                        "2026-03-01T09:01:00.000Z");
    }

    @Test
    void ofSeveralPeopleItIsSaidWhoLacksThem() throws Exception {
        bench.api()
                .on(
                        "GET /api/widget/phone-numbers",
                        Records.page(Records.number(Records.NUMBER, "+12025550150", "active")));
        Map<String, String> all = Map.of("first_name", "Ben", "day", "Monday");

        ToolBench.Answer refused = bench.bad(
                "start_outbound_call",
                Map.of(
                        "agent",
                        "Appointment reminder",
                        "people",
                        List.of(
                                Map.of("to", "+12025550101", "variables", all),
                                Map.of("to", "+12025550102", "variables", Map.of("day", "Friday")))));

        assertThat(refused.text()).contains("needs for +12025550102: first_name.");
    }

    @ParameterizedTest
    @CsvSource({
        "start_outbound_call, to,      +12025550100, Appointment reminder",
        "start_outbound_call, to,      +12025550100, " + Records.AGENT,
        "start_web_call,      ,        ,             Appointment reminder",
        "start_web_call,      ,        ,             " + Records.AGENT,
        "chat_with_agent,     message, Hello,        Appointment reminder",
        "chat_with_agent,     message, Hello,        " + Records.AGENT,
    })
    void nothingBeginsWhileOneIsMissing(String tool, String argument, String value, String agent) throws Exception {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("agent", agent);
        if (argument != null) {
            arguments.put(argument, value);
        }
        assertThat(bench.bad(tool, arguments).field("code")).isEqualTo("missing_variables");
        arguments.put("variables", Map.of());
        assertThat(bench.bad(tool, arguments).field("code")).isEqualTo("missing_variables");
        arguments.put("variables", Map.of("day", "Tuesday"));
        ToolBench.Answer error = bench.bad(tool, arguments);
        assertThat(error.field("field")).isEqualTo("variables");
        assertThat(error.structured().get("missing")).map(JsonNode::asText).containsExactly("first_name");
        assertThat(bench.api().requests()).noneMatch(request -> request.method().equals("POST"));

        arguments.put("variables", Map.of("day", "Tuesday", "first_name", ""));
        bench.good(tool, arguments);
    }

    @Test
    void aTalkThatGoesOnHasThoseItBeganWith() throws Exception {
        bench.good(
                "chat_with_agent", Map.of("agent", "Appointment reminder", "message", "And then?", "session_id", "s1"));
    }
}
