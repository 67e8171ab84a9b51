package com.osmtalk.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CompletionsTest {
    private static final String OTHER = "agent_01JD2Z8Q6W3V5T7X9Y0ZZZZZZZ";

    @RegisterExtension
    final ToolBench bench = new ToolBench(Clock.fixed(Instant.parse("2026-03-01T20:00:00Z"), ZoneOffset.UTC));

    @BeforeEach
    void anAccount() {
        Map<String, Object> older = Records.call("completed");
        older.put("id", "call_01JD2Z8Q6W3V5T7X9Y0OLDER00");
        older.put("to", "+442079460100");
        bench.api()
                .on(
                        "GET /api/widget/agents",
                        Records.page(
                                Records.agent(Records.AGENT, "Appointment reminder"), Records.agent(OTHER, "Reminder")))
                .on("GET /api/widget/calls", Records.page(Records.call("completed"), older, older));
    }

    @Test
    void agentsByNameTheBestFirst() throws Exception {
        assertThat(prompt("place_call", "agent", "")).containsExactly("Appointment reminder", "Reminder");
        assertThat(prompt("place_call", "agent", "APP")).containsExactly("Appointment reminder");
        assertThat(prompt("place_call", "agent", "reminder")).containsExactly("Reminder", "Appointment reminder");
        assertThat(prompt("improve_agent", "agent", "agent_01")).containsExactly(Records.AGENT, OTHER);
        assertThat(prompt("improve_agent", "agent", "xyz")).isEmpty();
    }

    @Test
    void idsOfAgentsAndOfTheLatestCallsInAddresses() throws Exception {
        assertThat(template("osmtalk://agents/{id}", "AGENT_01JD2Z8Q6W3V5T7X9Y0Z"))
                .containsExactly(OTHER);
        assertThat(template("osmtalk://calls/{id}", "call"))
                .containsExactly(Records.CALL, "call_01JD2Z8Q6W3V5T7X9Y0OLDER00");
        assertThat(template("osmtalk://calls/{id}/transcript", "call_01JD2Z8Q6W3V5T7X9Y0O"))
                .containsExactly("call_01JD2Z8Q6W3V5T7X9Y0OLDER00");
    }

    @Test
    void numbersThatWereCalledLately() throws Exception {
        assertThat(prompt("place_call", "number", "")).containsExactly("+12025550100", "+442079460100");
        assertThat(prompt("summarize_calls", "number", "44")).containsExactly("+442079460100");
    }

    @Test
    void periodsOutcomesAndDaysOfTheUsualTimeZone() throws Exception {
        assertThat(prompt("review_calls", "period", "last")).containsExactly("last_7_days", "last_30_days");
        assertThat(prompt("review_calls", "outcome", "f")).containsExactly("failed");
        assertThat(prompt("daily_report", "date", "")).startsWith("today", "yesterday", "2026-03-02", "2026-03-01");
        assertThat(prompt("daily_report", "date", "2026-02-2"))
                .startsWith("2026-02-28")
                .hasSize(9);
    }

    @Test
    void whatIsFreeTextHasNoCompletions() throws Exception {
        assertThat(prompt("place_call", "purpose", "r")).isEmpty();
    }

    @Test
    void atMostAHundredAndSaysThatThereAreMore() throws Exception {
        bench.api()
                .on(
                        "GET /api/widget/agents",
                        Records.page(IntStream.range(0, 100)
                                .mapToObj(i -> Records.agent("agent_" + i, "agent_ " + i))
                                .toArray()));
        JsonNode completion = complete(Map.of("type", "ref/prompt", "name", "place_call"), "agent", "agent_")
                .at("/result/completion");
        assertThat(completion.get("values")).hasSize(100);
        assertThat(completion.get("total").asInt()).isEqualTo(200);
        assertThat(completion.get("hasMore").asBoolean()).isTrue();
    }

    @Test
    void aReferenceToWhatIsNotThereIsRefused() throws Exception {
        assertThat(error(Map.of("type", "ref/prompt", "name", "none"), "agent")).isEqualTo("There is no prompt none.");
        assertThat(error(Map.of("type", "ref/prompt", "name", "place_call"), "colour"))
                .isEqualTo("The prompt place_call has no argument `colour`.");
        assertThat(error(Map.of("type", "ref/resource", "uri", "osmtalk://agents"), "id"))
                .isEqualTo("The template osmtalk://agents has no variable `id`.");
        assertThat(error(Map.of("type", "ref/other"), "id")).startsWith("`ref` must be");
    }

    @Test
    void troubleWithTheApiIsToldInASentence() throws Exception {
        bench.api()
                .on(
                        "GET /api/widget/agents",
                        request -> StubApi.Answer.error(403, "forbidden", "Not from here.", Map.of()));
        assertThat(error(Map.of("type", "ref/prompt", "name", "place_call"), "agent"))
                .contains("is not allowed to do that: Not from here.");
    }

    private List<String> prompt(String name, String argument, String begun) throws Exception {
        return values(complete(Map.of("type", "ref/prompt", "name", name), argument, begun));
    }

    private List<String> template(String uri, String begun) throws Exception {
        return values(complete(Map.of("type", "ref/resource", "uri", uri), "id", begun));
    }

    private String error(Map<String, String> reference, String argument) throws Exception {
        return complete(reference, argument, "").at("/error/message").asText();
    }

    private JsonNode complete(Map<String, String> reference, String argument, String begun) throws Exception {
        return bench.lines()
                .request(
                        "completion/complete",
                        Map.of("ref", reference, "argument", Map.of("name", argument, "value", begun)));
    }

    private static List<String> values(JsonNode response) {
        assertThat(response.has("error")).as(response.toString()).isFalse();
        List<String> values = new ArrayList<>();
        response.at("/result/completion/values").forEach(value -> values.add(value.asText()));
        return values;
    }
}
