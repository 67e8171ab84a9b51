package com.osmtalk.mcp.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.osmtalk.mcp.Records;
import com.osmtalk.mcp.StubApi;
import com.osmtalk.mcp.ToolBench;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CALL = "osmtalk://calls/" + Records.CALL;

    @RegisterExtension
    final ToolBench bench = new ToolBench();

    @Test
    void whatThereIsToReadIsListedWithAllThatAClientShows() throws Exception {
        List<JsonNode> all = new ArrayList<>();
        result("resources/list", Map.of()).get("resources").forEach(all::add);
        result("resources/templates/list", Map.of()).get("resourceTemplates").forEach(all::add);
        assertThat(all.stream()
                        .map(resource -> resource.path("uri")
                                .asText(resource.path("uriTemplate").asText())))
                .containsExactly(
                        "osmtalk://agents",
                        "osmtalk://phone-numbers",
                        "osmtalk://dashboard",
                        "osmtalk://agents/{id}",
                        "osmtalk://calls/{id}",
                        "osmtalk://calls/{id}/transcript");
        for (JsonNode resource : all) {
            assertThat(resource.get("name").asText()).matches("[a-z_]+");
            assertThat(resource.get("title").asText()).isNotBlank();
            assertThat(resource.get("description").asText()).endsWith(".");
            assertThat(resource.get("mimeType").asText()).isIn("application/json", "text/markdown");
            assertThat(resource.at("/annotations/priority").asDouble()).isBetween(0.1, 1.0);
            assertThat(resource.at("/annotations/audience"))
                    .isNotEmpty()
                    .allMatch(audience -> List.of("user", "assistant").contains(audience.asText()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "osmtalk://agents,        list_agents",
        "osmtalk://phone-numbers, list_phone_numbers",
        "osmtalk://dashboard,     get_dashboard_stats",
    })
    void aListIsWhatTheToolAnswers(String uri, String tool) throws Exception {
        bench.api().on("GET /api/widget/dashboard", Records.dashboard("Asia/Kolkata"));
        JsonNode contents = read(uri);
        assertThat(contents.get("uri").asText()).isEqualTo(uri);
        assertThat(contents.get("mimeType").asText()).isEqualTo("application/json");
        assertThat(JSON.readTree(contents.get("text").asText()))
                .isEqualTo(bench.lines().call(tool, Map.of()).get("structuredContent"));
    }

    @Test
    void anAgentIsFoundOnAnyPageOfTheList() throws Exception {
        String other = "agent_01JD2Z8Q6W3V5T7X9Y0ZZZZZZZ";
        bench.api().on("GET /api/widget/agents", request -> {
            Map<String, Object> page = request.query().containsKey("cursor")
                    ? Records.page(Records.agent(other, "Survey"))
                    : Records.page(Records.agentAskingFor("day"));
            page.put("nextCursor", request.query().containsKey("cursor") ? null : "more");
            return StubApi.Answer.ok(page);
        });
        assertThat(json("osmtalk://agents/" + Records.AGENT).get("variables").toString())
                .isEqualTo("[\"day\"]");
        assertThat(json("osmtalk://agents/" + other).get("name").asText()).isEqualTo("Survey");
    }

    @Test
    void aCallHasItsDetailsAndNamesItsTranscript() throws Exception {
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.completed("Hello", "Yes"));
        JsonNode call = json(CALL);
        assertThat(call.get("status").asText()).isEqualTo("completed");
        assertThat(call.at("/details/variables/first_name").asText()).isEqualTo("Asha");
        assertThat(call.has("transcript")).isFalse();
        assertThat(call.get("transcript_total").asInt()).isEqualTo(2);
        assertThat(call.get("transcript_resource").asText()).isEqualTo(CALL + "/transcript");
    }

    @Test
    void aTranscriptIsMarkdownWithTheTimeOfEachLine() throws Exception {
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.completed("Hello Asha", "Yes, Tuesday"));
        JsonNode contents = read(CALL + "/transcript");
        assertThat(contents.get("mimeType").asText()).isEqualTo("text/markdown");
        assertThat(contents.get("text").asText())
                .startsWith("# Transcript of " + Records.CALL + "\n")
                .contains("[0] 0:00 agent: Hello Asha\n[1] 0:01 caller: Yes, Tuesday\n", "₹15.16")
                .doesNotContain("still live");
    }

    @Test
    void aTranscriptTooLongForClientsSaysWhatIsLeftOut() throws Exception {
        String[] lines = new String[300];
        java.util.Arrays.fill(lines, "word ".repeat(100).strip());
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.completed(lines));
        String text = read(CALL + "/transcript").get("text").asText();
        assertThat(text.length()).isLessThan(100_000);
        long shown = text.lines().filter(line -> line.startsWith("[")).count();
        assertThat(text).contains((300 - shown) + " more lines: `get_call` with transcript_offset " + shown + ".");
    }

    @Test
    void aTranscriptOfALiveCallSaysThatItGrows() throws Exception {
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.call("ringing"));
        assertThat(read(CALL + "/transcript").get("text").asText()).contains("Nothing has been said.", "still live");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "osmtalk://agents/agent_none",
                "osmtalk://calls/call_none",
                "osmtalk://calls/call_none/transcript",
                "osmtalk://calls/../agents",
                "osmtalk://calls/",
                "osmtalk://calls/a/b/transcript",
                "osmtalk://elsewhere",
                "file:///etc/passwd",
                ""
            })
    void whatIsNotThereIsNoResource(String uri) throws Exception {
        JsonNode error =
                bench.lines().request("resources/read", Map.of("uri", uri)).get("error");
        assertThat(error.get("code").asInt()).isEqualTo(-32002);
        assertThat(error.at("/data/uri").asText()).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"osmtalk://agents", CALL, CALL + "/transcript"})
    void troubleWithTheApiIsToldInASentence(String uri) throws Exception {
        for (String route : List.of("GET /api/widget/agents", "GET /api/widget/calls/" + Records.CALL)) {
            bench.api().on(route, request -> StubApi.Answer.error(401, "unauthenticated", "No such key.", Map.of()));
        }
        JsonNode error =
                bench.lines().request("resources/read", Map.of("uri", uri)).get("error");
        assertThat(error.get("message").asText())
                .contains("osmTalk did not accept the API key: No such key.", "OSMTALK_API_KEY");
    }

    @Test
    void aSubscriberIsToldOfEachChangeOfALiveCallAndThatItIsOver() throws Exception {
        Map<String, Object> call = new LinkedHashMap<>(Records.call("in_progress"));
        bench.api().on("GET /api/widget/calls/" + Records.CALL, request -> StubApi.Answer.ok(call));
        assertThat(result("resources/subscribe", Map.of("uri", CALL + "/transcript")))
                .isEmpty();
        call.put("transcript", Records.transcript("Hello"));
        assertThat(bench.lines().next().orElseThrow().toString()).isEqualTo(updated(CALL + "/transcript"));
        call.put("status", "completed");
        assertThat(bench.lines().next().orElseThrow().toString()).isEqualTo(updated(CALL + "/transcript"));
    }

    @Test
    void whoUnsubscribesIsToldNothingMore() throws Exception {
        Map<String, Object> call = new LinkedHashMap<>(Records.call("in_progress"));
        bench.api().on("GET /api/widget/calls/" + Records.CALL, request -> StubApi.Answer.ok(call));
        result("resources/subscribe", Map.of("uri", CALL));
        result("resources/subscribe", Map.of("uri", CALL + "/transcript"));
        result("resources/unsubscribe", Map.of("uri", CALL));
        call.put("status", "completed");
        assertThat(bench.lines().next().orElseThrow().toString()).isEqualTo(updated(CALL + "/transcript"));
        assertThat(result("resources/list", Map.of())).isNotEmpty();
        assertThat(bench.lines().notifications()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"osmtalk://agents", "osmtalk://dashboard", "osmtalk://agents/" + Records.AGENT})
    void onlyCallsCanBeWatched(String uri) throws Exception {
        assertThat(bench.lines()
                        .request("resources/subscribe", Map.of("uri", uri))
                        .at("/error/message")
                        .asText())
                .contains("cannot subscribe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"osmtalk://calls/call_none", "osmtalk://calls/call_none/transcript", "osmtalk://elsewhere"})
    void whatIsNotThereCannotBeWatched(String uri) throws Exception {
        assertThat(bench.lines()
                        .request("resources/subscribe", Map.of("uri", uri))
                        .at("/error/message")
                        .asText())
                .isEqualTo("There is no resource " + uri + ".");
    }

    private static String updated(String uri) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"uri\":\"" + uri
                + "\"}}";
    }

    private JsonNode result(String method, Map<String, ?> params) throws Exception {
        JsonNode response = bench.lines().request(method, params);
        assertThat(response.get("result")).as(response.toString()).isNotNull();
        return response.get("result");
    }

    private JsonNode read(String uri) throws Exception {
        return result("resources/read", Map.of("uri", uri)).get("contents").get(0);
    }

    private JsonNode json(String uri) throws Exception {
        return JSON.readTree(read(uri).get("text").asText());
    }
}
