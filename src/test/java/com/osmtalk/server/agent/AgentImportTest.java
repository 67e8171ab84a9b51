package com.osmtalk.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.server.Customer;
import com.osmtalk.server.FeatureServer;
import com.osmtalk.server.store.TestDatabase;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Agents that come from another server, and changes of agents that somebody else changes meanwhile. */
class AgentImportTest {
    private static final String AGENTS = "/api/agents";
    private static final String DOCUMENTED = """
            {"name": "Documented", "vadConfidence": 0.75, "smartTurnStopSecs": 1.2, "filterIncompleteTurns": true,
             "tools": {"clientTools": [{"name": "open_page", "parameters": []}], "dtmfRoutes": {"1": "sales"}}}
            """;
    private static final String EXPORTED = """
            {"name": "Exported", "noiseSuppression": {"level": "high", "bands": [1, 2.5]},
             "llm": {"provider": "groq", "model": "llama-9", "reasoning": "low"},
             "stt": {"provider": "sarvam", "model": "saaras", "smartFormat": true},
             "tts": {"provider": "cartesia", "model": "sonic-9", "voice": "katie", "stability": 0.5},
             "tools": {"httpTools": [{"name": "find", "description": "Finds.", "method": "GET",
                 "url": "https://api.example.com/find", "timeoutSecs": 5}],
               "transferSettings": {"mode": "warm", "transferToHuman": {"enabled": false, "whisper": "Hi"}}},
             "postCallAnalysis": {"enabled": true, "webhookDelaySecs": 3}}
            """;

    @TempDir
    static Path folder;

    private static final Map<TestDatabase, FeatureServer> SERVERS = new EnumMap<>(TestDatabase.class);

    @BeforeAll
    static void start() throws IOException {
        for (TestDatabase database : TestDatabase.values()) {
            SERVERS.put(database, new FeatureServer(database, Files.createDirectory(folder.resolve(database.name()))));
        }
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(FeatureServer::close);
    }

    private static Customer customer(TestDatabase database) {
        return SERVERS.get(database).newCustomer();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void documentedFieldsWithoutEffectAreKeptGivenBackAndNamed(TestDatabase database) throws Exception {
        Customer us = customer(database);
        JsonNode made = us.post(AGENTS, DOCUMENTED).as(201);
        String path = AGENTS + "/" + made.path("id").asText();

        assertThat(named(made))
                .contains("vadConfidence", "smartTurnStopSecs", "filterIncompleteTurns", "tools.clientTools");
        assertThat(made.at("/notApplied").findValuesAsText("reason")).anyMatch(reason -> reason.contains("turnTaking"));
        JsonNode version = us.post(path + "/versions", "{}").as(201);
        for (JsonNode agent : List.of(
                made,
                us.get(path).as(200),
                us.get(AGENTS).as(200).path("data").get(0),
                version.path("snapshot"),
                us.get(path + "/versions/1").as(200).path("snapshot"))) {
            assertContains(agent, Json.MAPPER.readTree(DOCUMENTED));
        }

        us.put(path, "{\"vadConfidence\": 0.5, \"smartTurnStopSecs\": null, \"tools\": {}}")
                .as(200);
        JsonNode changed = us.get(path).as(200);
        assertThat(changed.path("vadConfidence").asDouble()).isEqualTo(0.5);
        assertThat(changed.path("filterIncompleteTurns").asBoolean()).isTrue();
        assertThat(changed.has("smartTurnStopSecs")).isFalse();
        assertThat(changed.at("/tools").has("clientTools")).isFalse();
        us.post(path + "/versions/1/rollback", "{}").as(201);
        assertContains(us.get(path).as(200), Json.MAPPER.readTree(DOCUMENTED));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anImportKeepsWhatOnlyAnotherServerKnows(TestDatabase database) throws Exception {
        Customer us = customer(database);
        assertThat(us.post(AGENTS, EXPORTED).faults()).contains("noiseSuppression", "tts.stability");

        JsonNode made = us.post(AGENTS + "?import=true", EXPORTED).as(201);
        String path = AGENTS + "/" + made.path("id").asText();
        assertThat(named(made))
                .contains(
                        "llm",
                        "stt",
                        "tts",
                        "noiseSuppression",
                        "llm.reasoning",
                        "stt.smartFormat",
                        "tts.stability",
                        "tools.httpTools[0].timeoutSecs",
                        "tools.transferSettings.mode",
                        "tools.transferSettings.transferToHuman.whisper",
                        "postCallAnalysis.webhookDelaySecs");
        assertContains(us.get(path).as(200), Json.MAPPER.readTree(EXPORTED));

        String sentBack = us.get(path).as(200).toString();
        assertContains(us.put(path, sentBack).as(200), Json.MAPPER.readTree(EXPORTED));
        assertThat(us.put(path, "{\"llm\": {\"provider\": \"groq\", \"model\": \"llama-8\"}}")
                        .faults())
                .as("by hand as strict as ever")
                .containsExactly("llm.provider");
        assertThat(us.put(path, "{\"ambience\": 1}").faults()).containsExactly("ambience");
        us.put(path + "?import=true", "{\"ambience\": 1, \"language\": \"hi\"}").as(200);
        assertThat(us.get(path).as(200).path("ambience").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "systemPromt, systemPrompt", "system_prompt, systemPrompt", "Greeting, greeting",
        "recordingEnable, recordingEnabled", "vadConfidance, vadConfidence", "smart_turn_stop_secs, smartTurnStopSecs"
    })
    void aSlipOfThePenIsRefusedWithTheFieldThatWasMeantAlsoInAnImport(String name, String meant) {
        Customer us = customer(TestDatabase.SQLITE);
        String body = "{\"name\": \"Slip\", \"%s\": 1}".formatted(name);

        for (String query : List.of("", "?import=true")) {
            JsonNode refused = us.post(AGENTS + query, body).as(400);
            assertThat(refused.at("/details/fields/0/path").asText()).isEqualTo(name);
            assertThat(refused.at("/details/fields/0/message").asText()).contains("did you mean " + meant + "?");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatCanNotBeKeptIsRefused(TestDatabase database) {
        Customer us = customer(database);
        assertThat(us.post(AGENTS + "?import=true", "{\"name\": \"a\", \"vadConfidence\": \"\\u0000\"}")
                        .faults())
                .containsExactly("vadConfidence");
        assertThat(us.post(AGENTS, "{\"name\": \"a\", \"vadConfidence\": \"%s\"}".formatted("x".repeat(64_000)))
                        .status())
                .isEqualTo(400);
        assertThat(us.post(AGENTS + "?import=yes", "{\"name\": \"a\"}").faults())
                .containsExactly("import");
        assertThat(us.post(AGENTS, "{\"name\": \"a\", \"further\": {}}").faults())
                .containsExactly("further");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aChangeOfAStateThatIsPastIsRefused(TestDatabase database) {
        Customer us = customer(database);
        HttpResponse<String> made = us.send("POST", AGENTS, "{\"name\": \"Shared\"}", "X-Request-Id", "r1");
        String first = made.headers().firstValue("ETag").orElseThrow();
        String path = AGENTS + "/" + us.get(AGENTS).as(200).at("/data/0/id").asText();
        assertThat(us.send("GET", path, null, "X-Request-Id", "r2").headers().firstValue("ETag"))
                .contains(first);

        HttpResponse<String> theirs = us.send("PUT", path, "{\"greeting\": \"Theirs\"}", "If-Match", first);
        HttpResponse<String> ours = us.send("PUT", path, "{\"greeting\": \"Ours\"}", "If-Match", first);

        assertThat(theirs.statusCode()).isEqualTo(200);
        String second = theirs.headers().firstValue("ETag").orElseThrow();
        assertThat(second).isNotEqualTo(first);
        assertThat(ours.statusCode()).isEqualTo(412);
        assertThat(ours.body()).contains("agent_changed", "Read it again");
        assertThat(us.get(path).as(200).path("greeting").asText()).isEqualTo("Theirs");
        assertThat(us.send("PUT", path, "{\"greeting\": \"Theirs\"}", "If-Match", first)
                        .statusCode())
                .as("what is so already")
                .isEqualTo(200);
        assertThat(us.send("PUT", path, "{\"greeting\": \"Ours\"}", "If-Match", "\"0\", W/" + second)
                        .statusCode())
                .isEqualTo(200);
        us.put(path, "{\"greeting\": \"Whatever it is\"}").as(200);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void ofManyChangesOfOneStateOneIsMade(TestDatabase database) {
        Customer us = customer(database);
        HttpResponse<String> made = us.send("POST", AGENTS, "{\"name\": \"Shared\"}", "X-Request-Id", "r1");
        String state = made.headers().firstValue("ETag").orElseThrow();
        String path = AGENTS + "/" + us.get(AGENTS).as(200).at("/data/0/id").asText();

        List<CompletableFuture<Integer>> answers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> us.send("PUT", path, "{\"greeting\": \"Hi " + i + "\"}", "If-Match", state)
                                .statusCode()))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join))
                .containsExactlyInAnyOrder(200, 412, 412, 412, 412, 412);
    }

    private static List<String> named(JsonNode agent) {
        return agent.path("notApplied").findValuesAsText("field");
    }

    /** Every field of what was sent, wherever it stands, is there with its value. */
    private static void assertContains(JsonNode agent, JsonNode sent) {
        sent.properties().forEach(field -> {
            JsonNode value = agent.path(field.getKey());
            if (field.getValue().isObject() && value.isObject()) {
                assertContains(value, field.getValue());
            } else if (field.getValue().isArray() && !field.getValue().isEmpty()) {
                assertThat(value).hasSameSizeAs(field.getValue());
                for (int i = 0; i < value.size(); i++) {
                    if (value.get(i).isObject()) {
                        assertContains(value.get(i), field.getValue().get(i));
                    } else {
                        assertThat(value.get(i)).isEqualTo(field.getValue().get(i));
                    }
                }
            } else {
                assertThat(value).as(field.getKey()).isEqualTo(field.getValue());
            }
        });
    }
}
