package com.osmtalk.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.Json;
import com.osmtalk.server.Customer;
import com.osmtalk.server.Customer.Answer;
import com.osmtalk.server.FeatureServer;
import com.osmtalk.server.store.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentRoutesTest {
    private static final String BARE = "{\"name\": \"Reception\"}";

    @TempDir
    static Path folder;

    private static FeatureServer server;

    private Customer us;
    private Customer them;

    @BeforeAll
    static void start() {
        server = new FeatureServer(TestDatabase.POSTGRESQL, folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void join() {
        us = server.newCustomer();
        them = server.newCustomer();
    }

    @Test
    void anAgentIsMadeReadChangedListedAndDeleted() throws Exception {
        JsonNode made = us.post("/api/agents", json(DemoAgent.draft())).as(201);
        String path = "/api/agents/" + made.path("id").asText();
        assertThat(made.path("id").asText()).startsWith("agent_");
        assertThat(made.path("llm"))
                .isEqualTo(Json.MAPPER.readTree("{\"provider\":\"openai\",\"model\":\"gpt-4.1-mini\"}"));
        assertThat(made.at("/tools/transferSettings/transferToHuman/destinationNumber")
                        .asText())
                .isEqualTo("+12025550188");
        assertThat(made.at("/postCallAnalysis/schema/0/type").asText()).isEqualTo("boolean");
        assertThat(made.path("createdAt").asText()).isEqualTo("2026-03-10T10:00:00.000Z");
        JsonNode read = ((ObjectNode) made).deepCopy().without("notApplied");
        assertThat(us.get(path).as(200)).isEqualTo(read);

        ObjectNode sentBack = ((ObjectNode) read).put("greeting", "Good morning");
        ObjectNode changed = ((ObjectNode) us.put(path, sentBack.toString()).as(200)).without("notApplied");
        assertThat(changed.path("updatedAt")).isNotEqualTo(sentBack.path("updatedAt"));
        sentBack.set("updatedAt", changed.path("updatedAt"));
        assertThat(changed).isEqualTo(sentBack);
        assertThat(us.get("/api/agents").as(200).path("data").get(0))
                .as("without what a script makes of it")
                .isEqualTo(sentBack.deepCopy().without("script"));

        assertThat(us.delete(path).status()).isEqualTo(204);
        assertThat(us.get(path).code(404)).isEqualTo("not_found");
        assertThat(us.delete(path).status()).isEqualTo(404);
        assertThat(us.get("/api/agents").as(200).path("total").asInt()).isZero();
    }

    private static final String WITH_SERVER = """
            {"name": "Shop", "tools": {"mcpServers": [{"name": "shop", "url": "https://mcp.example.com/%s",
                "headers": {"Authorization": "%s"}, "allowedTools": ["find"]}]}}
            """;

    @Test
    void theHeadersOfAnMcpServerAreShownToNobody() throws Exception {
        JsonNode made = us.post("/api/agents", WITH_SERVER.formatted("a", "Bearer s3cret"))
                .as(201);
        String path = "/api/agents/" + made.path("id").asText();
        assertThat(made.at("/tools/mcpServers/0/headers/Authorization").asText())
                .isEqualTo("(kept)");
        assertThat(made.at("/tools/mcpServers/0/allowedTools/0").asText()).isEqualTo("find");

        JsonNode version = us.post(path + "/versions", "{}").as(201);
        for (JsonNode answer : List.of(
                made,
                version,
                us.get(path).as(200),
                us.get("/api/agents").as(200),
                us.get(path + "/versions").as(200),
                us.get(path + "/versions/1").as(200),
                us.post(path + "/versions/1/rollback", "{}").as(201),
                us.put(path, us.get(path).as(200).toString()).as(200))) {
            assertThat(answer.toString()).contains("(kept)").doesNotContain("s3cret");
        }
    }

    @Test
    void aHeaderIsKeptForTheSamePlaceOnly() throws Exception {
        JsonNode made = us.post("/api/agents", WITH_SERVER.formatted("a", "Bearer s3cret"))
                .as(201);
        String path = "/api/agents/" + made.path("id").asText();

        us.put(path, WITH_SERVER.formatted("b", "(kept)")).as(200);
        String otherSpelling = WITH_SERVER
                .formatted("c", "(kept)")
                .replace("https://mcp.example.com/", "HTTPS://MCP.example.com:443/")
                .replace("Authorization", "authorization");
        assertThat(us.put(path, otherSpelling)
                        .as(200)
                        .at("/tools/mcpServers/0/headers/authorization")
                        .asText())
                .isEqualTo("(kept)");
        for (String place : List.of("http://mcp.example.com:443/", "https://mcp.example.com:8443/")) {
            assertThat(us.put(path, WITH_SERVER.formatted("c", "(kept)").replace("https://mcp.example.com/", place))
                            .code(400))
                    .isEqualTo("invalid_request");
        }
        String elsewhere = WITH_SERVER.formatted("a", "(kept)").replace("mcp.example.com", "thief.example.com");
        assertThat(us.put(path, elsewhere).code(400)).isEqualTo("invalid_request");
        assertThat(us.post("/api/agents", WITH_SERVER.formatted("a", "(kept)")).code(400))
                .isEqualTo("invalid_request");
    }

    @Test
    void anAgentIsHandedOverToAgentsOfTheSameOrganisationOnly() throws Exception {
        String ours = us.post("/api/agents", BARE).as(201).path("id").asText();
        String theirs = them.post("/api/agents", BARE).as(201).path("id").asText();
        String path =
                "/api/agents/" + us.post("/api/agents", BARE).as(201).path("id").asText();
        String change = """
                {"tools": {"transferSettings": {"transferToAgents": [{"agentId": "%s",
                    "triggerDescription": "for bills"}]}}}
                """;

        JsonNode changed = us.put(path, change.formatted(ours)).as(200);
        assertThat(changed.at("/tools/transferSettings/transferToAgents/0/agentId")
                        .asText())
                .isEqualTo(ours);
        assertThat(us.put(path, change.formatted(theirs)).code(400)).isEqualTo("invalid_request");
        assertThat(us.put(path, change.formatted(path.substring("/api/agents/".length())))
                        .code(400))
                .as("to itself")
                .isEqualTo("invalid_request");

        us.delete("/api/agents/" + ours);
        assertThat(us.put(path, changed.toString()).as(200).at("/tools/transferSettings/transferToAgents"))
                .as("one that was deleted since may stay where it is")
                .isEqualTo(changed.at("/tools/transferSettings/transferToAgents"));
        assertThat(us.post("/api/agents", change.formatted(ours).replace("{\"tools", "{\"name\": \"x\", \"tools"))
                        .code(400))
                .isEqualTo("invalid_request");
    }

    @Test
    void whatChangesNothingHereIsKeptGivenBackAndNamed() throws Exception {
        JsonNode made = us.post("/api/agents", """
                        {"name": "Imported", "temperature": 0.2, "stt": {"provider": "deepgram", "model": "nova-3"},
                         "tools": {"mcpServers": [{"name": "shop", "url": "https://mcp.example.com"}]}}
                        """).as(201);
        String path = "/api/agents/" + made.path("id").asText();

        assertThat(made.path("notApplied").findValuesAsText("field"))
                .containsExactly("temperature", "tools.mcpServers", "stt");
        assertThat(made.at("/notApplied/0/reason").asText()).contains("no language model");
        JsonNode read = us.get(path).as(200);
        assertThat(read.has("notApplied")).isFalse();
        assertThat(read.path("temperature").asDouble()).isEqualTo(0.2);
        assertThat(read.at("/tools/mcpServers/0/name").asText()).isEqualTo("shop");
        assertThat(us.put(path, made.toString()).status())
                .as("it can be sent back")
                .isEqualTo(200);
        assertThat(us.put(path, "{\"greeting\": \"Hi\"}").as(200).has("notApplied"))
                .isFalse();
        assertThat(us.put(path, "{\"temperatur\": 1}").code(400)).isEqualTo("invalid_request");
    }

    @Test
    void aPersonMayDoTheSame() {
        String id = us.sendAsPerson("POST", "/api/agents", BARE).id();
        assertThat(us.sendAsPerson("GET", "/api/agents/" + id, null).status()).isEqualTo(200);
        assertThat(us.sendAsNobody("GET", "/api/agents/" + id).status()).isEqualTo(401);
    }

    @Test
    void agentsAreListedPageByPage() {
        String first = us.post("/api/agents", BARE).id();
        String second = us.post("/api/agents", BARE).id();
        String third = us.post("/api/agents", BARE).id();
        Answer page = us.get("/api/agents?limit=2");
        assertThat(page.ids()).containsExactly(third, second);
        assertThat(page.as(200).path("total").asInt()).isEqualTo(3);
        assertThat(page.as(200).path("limit").asInt()).isEqualTo(2);
        String cursor = page.as(200).path("nextCursor").asText();
        Answer rest = us.get("/api/agents?limit=2&cursor=" + cursor);
        assertThat(rest.ids()).containsExactly(first);
        assertThat(rest.as(200).get("nextCursor").isNull()).isTrue();
        assertThat(us.get("/api/agents?offset=1&limit=1").ids()).containsExactly(second);
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=101, limit", "offset=-1, offset", "cursor=zzz, cursor", "page=2, page"})
    void aPageThatIsNoneIsRefused(String query, String path) {
        assertThat(us.get("/api/agents?" + query).faults()).containsExactly(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | name",
                "{\"name\": 5} | name",
                "{\"name\": \"  \"} | name",
                "{\"name\": \"a\\u0000b\"} | name",
                "{\"name\": \"x\", \"greeting\": []} | greeting",
                "{\"name\": \"x\", \"systemPrompt\": true} | systemPrompt",
                "{\"name\": \"x\", \"language\": \"klingon!\"} | language",
                "{\"name\": \"x\", \"llm\": \"gpt\"} | llm",
                "{\"name\": \"x\", \"llm\": {\"provider\": \"openai\"}} | llm.model",
                "{\"name\": \"x\", \"stt\": {\"provider\": \"\", \"model\": \"m\"}} | stt.provider",
                "{\"name\": \"x\", \"tts\": {\"provider\": \"p\", \"model\": \"m\"}} | tts.voice",
                "{\"name\": \"x\", \"temperature\": 2.01} | temperature",
                "{\"name\": \"x\", \"temperature\": \"1\"} | temperature",
                "{\"name\": \"x\", \"maxTokens\": 0} | maxTokens",
                "{\"name\": \"x\", \"maxTokens\": 1.5} | maxTokens",
                "{\"name\": \"x\", \"maxTokens\": 99999999999} | maxTokens",
                "{\"name\": \"x\", \"frequencyPenalty\": -3} | frequencyPenalty",
                "{\"name\": \"x\", \"recordingEnabled\": \"yes\"} | recordingEnabled",
                "{\"name\": \"x\", \"keypadInputEnabled\": 1} | keypadInputEnabled",
                "{\"name\": \"x\", \"maxDurationSeconds\": 9} | maxDurationSeconds",
                "{\"name\": \"x\", \"idleTimeoutSeconds\": 601} | idleTimeoutSeconds",
                "{\"name\": \"x\", \"surprise\": 1} | surprise",
                "{\"name\": \"x\", \"tools\": {\"httpTools\": [null]}} | tools.httpTools[0]",
                "{\"name\": \"x\", \"tools\": {\"httpTools\": [{\"name\": \"a\", \"description\": \"d\","
                        + " \"method\": \"HEAD\", \"url\": \"https://example.com\"}]}} | tools.httpTools[0].method",
                "{\"name\": \"x\", \"tools\": {\"transferSettings\": {\"transferToHuman\": {"
                        + "\"enabled\": true, \"destinationNumber\": \"12\"}}}}"
                        + " | tools.transferSettings.transferToHuman.destinationNumber",
                "{\"name\": \"x\", \"postCallAnalysis\": {\"schema\": []}} | postCallAnalysis.enabled",
                "{\"name\": \"x\", \"postCallAnalysis\": {\"enabled\": true, "
                        + "\"schema\": [{\"name\": \"a\", \"type\": \"dates\"}]}} | postCallAnalysis.schema[0].type",
            })
    void aFieldThatIsOffIsNamedAndNothingIsMadeOrChanged(String body, String path) {
        assertThat(us.post("/api/agents", body).faults()).containsExactly(path);
        assertThat(us.get("/api/agents").ids()).isEmpty();
        if (!body.equals("{}")) {
            String id = us.post("/api/agents", BARE).id();
            JsonNode before = us.get("/api/agents/" + id).as(200);
            assertThat(us.put("/api/agents/" + id, body).faults()).containsExactly(path);
            assertThat(us.get("/api/agents/" + id).as(200)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"name\": \"x\"} trailing"})
    void aBodyThatIsNoObjectIsRefused(String body) {
        assertThat(us.post("/api/agents", body).code(400)).isEqualTo("invalid_request");
    }

    @Test
    void anotherOrganisationFindsNothing() {
        String id = us.post("/api/agents", BARE).id();
        us.post("/api/agents/" + id + "/versions", "{}").as(201);
        String path = "/api/agents/" + id;
        for (String request : List.of("GET ", "DELETE ", "GET /stats", "GET /versions", "GET /versions/1")) {
            assertNotFound(request.split(" ", 2)[0], path + request.split(" ", 2)[1], null);
        }
        assertNotFound("PUT", path, BARE);
        assertNotFound("POST", path + "/versions", "{}");
        assertNotFound("POST", path + "/versions/1/rollback", null);
        assertThat(them.get("/api/agents").ids()).isEmpty();
        assertThat(us.get("/api/agents/" + id).as(200).path("currentVersion").asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent_unknown", "%E2%82%AC", "a%20b", "%27%3B--"})
    void anIdThatIsNoneIsNotFound(String id) {
        assertThat(us.get("/api/agents/" + id).code(404)).isEqualTo("not_found");
        assertThat(us.get("/api/agents/" + id + "/stats").code(404)).isEqualTo("not_found");
    }

    @Test
    void anIdWithANulIsAnErrorOfTheSender() {
        assertThat(us.get("/api/agents/%00").status()).isBetween(400, 404);
    }

    @Test
    void anAgentWithALiveCallStays() {
        String id = us.post("/api/agents", BARE).id();
        server.rows.call(us.organizationId(), id, "ringing", FeatureServer.NOW);
        assertThat(us.delete("/api/agents/" + id).code(409)).isEqualTo("agent_in_use");
        assertThat(us.get("/api/agents/" + id).status()).isEqualTo(200);
    }

    @Test
    void figuresComeInWordsAndNumbersOfTheContract() {
        String id = us.post("/api/agents", BARE).id();
        server.rows.call(
                us.organizationId(),
                id,
                "completed",
                FeatureServer.NOW,
                Map.of("duration_ms", 12_500, "cost_total", 1516, "cost_llm", 1516));
        server.rows.call(us.organizationId(), id, "in_progress", FeatureServer.NOW);
        JsonNode stats = us.get("/api/agents/" + id + "/stats").as(200);
        assertThat(stats.path("agentId").asText()).isEqualTo(id);
        assertThat(stats.path("totalCalls").asInt()).isEqualTo(2);
        assertThat(stats.path("byStatus").path("completed").asInt()).isEqualTo(1);
        assertThat(stats.path("byStatus").path("in_progress").asInt()).isEqualTo(1);
        assertThat(stats.path("completionRate").asDouble()).isEqualTo(1);
        assertThat(stats.has("successRate")).as("of calls that nobody judged").isFalse();
        assertThat(stats.path("p95DurationSeconds").asDouble()).isEqualTo(12.5);
        assertThat(stats.path("spend").path("total").decimalValue()).isEqualByComparingTo("15.16");
        assertThat(stats.path("callsPerDay").get(29))
                .isEqualTo(
                        Json.MAPPER.createObjectNode().put("date", "2026-03-10").put("count", 2));
    }

    @Test
    void versionsArePublishedListedReadAndRolledBackTo() {
        String path = "/api/agents/" + us.post("/api/agents", BARE).id();
        JsonNode one = us.post(path + "/versions", "{\"label\": \"first\", \"notes\": \"why\"}")
                .as(201);
        assertThat(one.path("id").asText()).startsWith("ver_");
        assertThat(one.path("version").asInt()).isEqualTo(1);
        assertThat(one.path("label").asText()).isEqualTo("first");
        assertThat(one.path("notes").asText()).isEqualTo("why");
        assertThat(one.path("snapshot").path("name").asText()).isEqualTo("Reception");

        us.put(path, "{\"name\": \"Changed\"}").as(200);
        us.post(path + "/versions", "{}").as(201);
        JsonNode three = us.post(path + "/versions/1/rollback", null).as(201);
        assertThat(three.path("version").asInt()).isEqualTo(3);
        assertThat(us.get(path).as(200).path("name").asText()).isEqualTo("Reception");
        assertThat(us.get(path).as(200).path("currentVersion").asInt()).isEqualTo(3);

        Answer page = us.get(path + "/versions?limit=2");
        assertThat(page.as(200).path("data").findValuesAsText("version")).containsExactly("3", "2");
        String cursor = page.as(200).path("nextCursor").asText();
        assertThat(us.get(path + "/versions?limit=2&cursor=" + cursor)
                        .as(200)
                        .path("data")
                        .get(0))
                .isEqualTo(one);
        assertThat(us.get(path + "/versions/1").as(200)).isEqualTo(one);
    }

    @Test
    void aVersionThatIsNoneIsRefused() {
        String path = "/api/agents/" + us.post("/api/agents", BARE).id();
        assertThat(us.post(path + "/versions", "{\"label\": 1, \"x\": 2}").faults())
                .containsExactlyInAnyOrder("label", "x");
        assertThat(us.post(path + "/versions", "{\"label\": \"%s\"}".formatted("x".repeat(101)))
                        .faults())
                .containsExactly("label");
        assertThat(us.get(path + "/versions/1").code(404)).isEqualTo("not_found");
        assertThat(us.get(path + "/versions/x").code(404)).isEqualTo("not_found");
        assertThat(us.post(path + "/versions/1/rollback", null).code(404)).isEqualTo("not_found");
        assertThat(us.get(path + "/versions?cursor=!").faults()).containsExactly("cursor");
    }

    private void assertNotFound(String method, String path, @Nullable String body) {
        assertThat(them.send(method, path, body).code(404)).isEqualTo("not_found");
    }

    private static String json(Object value) throws JsonProcessingException {
        return Json.MAPPER.writeValueAsString(value);
    }
}
