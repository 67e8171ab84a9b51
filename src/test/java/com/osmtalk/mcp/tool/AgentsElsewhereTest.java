package com.osmtalk.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.Json;
import com.osmtalk.mcp.Records;
import com.osmtalk.mcp.StubApi;
import com.osmtalk.mcp.ToolBench;
import com.osmtalk.voice.TestAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents on a server that lacks routes, or that somebody else changes at the same time. */
class AgentsElsewhereTest {
    private static final String AGENT = "/api/agents/" + Records.AGENT;

    @RegisterExtension
    final ToolBench bench = new ToolBench().offering(ToolChoice.of("all", null, null, false));

    @ParameterizedTest
    @ValueSource(strings = {"There is nothing at this path.", "Cannot POST /api/eval/run-all"})
    void aServerThatTestsNoAgentsIsSaidToBeOne(String message) throws Exception {
        StubApi.Answer missing = new StubApi.Answer(404, Map.of("error", message, "code", "not_found"), Map.of());
        bench.api().on("POST /api/eval/run-all", request -> missing);
        bench.api().on("GET /api/eval/*", request -> missing);
        for (Map<String, Object> arguments : List.<Map<String, Object>>of(
                Map.of("agent", Records.AGENT),
                Map.of("agent", Records.AGENT, "last_results", true),
                Map.of("agent", Records.AGENT, "test", "Greets"))) {
            ToolBench.Answer refused = bench.bad("test_agent", arguments);
            assertThat(refused.field("code")).as(arguments.toString()).isEqualTo("not_supported");
            assertThat(refused.text()).contains("This osmTalk server can't test agents", "chat_with_agent");
        }
    }

    @Test
    void anAgentThatIsNotThereIsNoMissingRoute() throws Exception {
        bench.api()
                .on(
                        "POST /api/eval/run-all",
                        request -> StubApi.Answer.error(
                                404, "not_found", "There is no agent " + Records.AGENT + ".", Map.of()));
        assertThat(bench.bad("test_agent", Map.of("agent", Records.AGENT)).field("code"))
                .isEqualTo("not_found");
    }

    /** The API takes lists as a whole: what somebody else has put beside must not be lost. */
    @Test
    void aChangeOfSomebodyElseInBetweenIsKept() throws Exception {
        List<String> states = new ArrayList<>(List.of("2026-03-01T09:00:00.000Z", "2026-03-01T09:00:01.000Z"));
        AtomicInteger reads = new AtomicInteger();
        bench.api().on("GET " + AGENT, request -> {
            int read = Math.min(reads.getAndIncrement(), 1);
            return StubApi.Answer.ok(agent(states.get(read), read == 0 ? "before" : "theirs"));
        });
        bench.api()
                .on(
                        "PUT " + AGENT,
                        request -> "\"1772355601000\"".equals(request.header("if-match"))
                                ? StubApi.Answer.ok(agent(states.get(1), "theirs"))
                                : StubApi.Answer.error(412, "agent_changed", "It was changed meanwhile.", Map.of()));

        bench.good("update_agent", Map.of("agent", Records.AGENT, "keywords", List.of("Vobiz")));

        List<StubApi.Request> changes = bench.api().requests("PUT", AGENT);
        assertThat(changes).hasSize(2);
        assertThat(changes.get(1).json().get("stt"))
                .asString()
                .contains("model=theirs")
                .contains("Vobiz");
    }

    @Test
    void whoeverIsAlwaysTooLateIsToldSo() throws Exception {
        bench.api().on("GET " + AGENT, request -> StubApi.Answer.ok(agent("2026-03-01T09:00:00.000Z", "before")));
        bench.api()
                .on(
                        "PUT " + AGENT,
                        request -> StubApi.Answer.error(412, "agent_changed", "It was changed meanwhile.", Map.of()));

        ToolBench.Answer refused =
                bench.bad("update_agent", Map.of("agent", Records.AGENT, "keywords", List.of("Vobiz")));

        assertThat(refused.text()).contains("It was changed meanwhile.");
        assertThat(bench.api().requests("PUT", AGENT)).hasSize(3);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> agent(String changed, String recognizer) {
        Map<String, Object> agent =
                Json.MAPPER.convertValue(TestAgent.reminder().build(), Map.class);
        agent.put("id", Records.AGENT);
        agent.put("updatedAt", changed);
        agent.put("stt", Map.of("provider", "deepgram", "model", recognizer, "keywords", List.of()));
        return agent;
    }
}
