package com.osmtalk.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.TestClock;
import com.osmtalk.mcp.kit.ToolException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ToolRateTest {
    @RegisterExtension
    final ToolBench bench = new ToolBench();

    private final TestClock clock = new TestClock();
    private final ToolRate rate = new ToolRate(2, clock);

    @Test
    void oneCallTooManyWaitsUntilItsTimeHasCome() {
        rate.take("osm_one");
        rate.take("osm_one");
        assertThatThrownBy(() -> rate.take("osm_one")).isInstanceOf(ToolException.class);
        clock.advance(Duration.ofSeconds(31));
        rate.take("osm_one");
        assertThatThrownBy(() -> rate.take("osm_one")).isInstanceOf(ToolException.class);
    }

    @Test
    void everyKeyHasARateOfItsOwn() {
        for (String key : new String[] {"osm_one", "osm_two", null}) {
            rate.take(key);
            rate.take(key);
            assertThatThrownBy(() -> rate.take(key)).isInstanceOf(ToolException.class);
        }
    }

    @Test
    void aModelInALoopIsToldWhenToGoOnAndTheApiIsSpared() throws Exception {
        try (OsmTalkMcp slow = OsmTalkMcp.builder(bench.client())
                        .apiKey(ToolBench.KEY)
                        .toolCallsPerMinute(3)
                        .build();
                Lines lines = new Lines(slow).initialized()) {
            for (int i = 0; i < 3; i++) {
                assertThat(lines.call("list_agents", Map.of()).get("isError").asBoolean())
                        .isFalse();
            }
            JsonNode refused = lines.call("list_agents", Map.of());
            assertThat(refused.get("isError").asBoolean()).isTrue();
            assertThat(refused.at("/structuredContent/error/code").asText()).isEqualTo("rate_limited");
            assertThat(refused.at("/structuredContent/error/retry_after_seconds")
                            .asInt())
                    .isBetween(1, 21);
            assertThat(refused.at("/content/0/text").asText()).contains("3 tool calls allowed per minute", "Wait ");
        }
        assertThat(bench.api().requests()).hasSize(3);
    }

    @Test
    void aRequestAboutATaskIsAsAToolCall() throws Exception {
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.call("in_progress"));
        try (OsmTalkMcp slow = OsmTalkMcp.builder(bench.client())
                        .apiKey(ToolBench.KEY)
                        .toolCallsPerMinute(2)
                        .build();
                Lines lines = new Lines(slow)) {
            for (int i = 0; i < 2; i++) {
                assertThat(taskGet(lines).at("/result/status").asText()).isEqualTo("working");
            }
            assertThat(taskGet(lines).at("/error/message").asText())
                    .contains("2 tool calls allowed per minute", "Wait ");
        }
        assertThat(bench.api().requests()).hasSize(2);
    }

    private static JsonNode taskGet(Lines lines) throws Exception {
        return lines.request("tasks/get", Stateless.params(Map.of("taskId", Records.CALL)));
    }

    @Test
    void whatIsReadOrCompletedIsNoToolCall() throws Exception {
        try (OsmTalkMcp slow = OsmTalkMcp.builder(bench.client())
                        .apiKey(ToolBench.KEY)
                        .toolCallsPerMinute(1)
                        .build();
                Lines lines = new Lines(slow).initialized()) {
            for (int i = 0; i < 3; i++) {
                assertThat(lines.request("resources/read", Map.of("uri", "osmtalk://agents"))
                                .has("result"))
                        .isTrue();
                assertThat(lines.request(
                                        "completion/complete",
                                        Map.of(
                                                "ref", Map.of("type", "ref/prompt", "name", "improve_agent"),
                                                "argument", Map.of("name", "agent", "value", "")))
                                .at("/result/completion/values"))
                        .isNotEmpty();
            }
            assertThat(lines.call("list_agents", Map.of()).get("isError").asBoolean())
                    .isFalse();
            assertThat(lines.call("list_agents", Map.of()).get("isError").asBoolean())
                    .isTrue();
        }
    }
}
