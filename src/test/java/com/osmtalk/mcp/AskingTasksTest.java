package com.osmtalk.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.api.Call;
import com.osmtalk.api.Json;
import com.osmtalk.api.KeyScope;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.mcp.protocol.ModernClient;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.tool.ToolChoice;
import com.osmtalk.server.TestServer;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Mono;

/** Calls followed as tasks of 2026-07-28 whose agents ask the person behind them, before a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskingTasksTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String OFFERS_ANOTHER_TIME = "+12025550113";
    private static final String RINGS = "+12025550102";
    private static final String TALKS = "+12025550100";

    private final TestServer server = TestServer.create().withSpeed(10);
    private AccountBench bench;
    private String key;
    private ModernClient client;
    private String agent;

    @BeforeAll
    void start() throws IOException {
        server.open();
        key = server.limitedKey(KeyScope.VOICE);
        bench = new AccountBench(server, ToolChoice.STANDARD);
        client = client(key);
        agent = agent();
    }

    @AfterAll
    void stop() throws IOException {
        bench.close();
        server.close();
    }

    private ModernClient client(String itsKey) {
        return new ModernClient(bench.url().resolve("/mcp"))
                .header("x-api-key", itsKey)
                .meta(
                        ModernClient.CAPABILITIES,
                        Map.of("elicitation", Map.of(), "extensions", Map.of(ModernClient.TASKS, Map.of())));
    }

    private String agent() {
        return server.api()
                .post(
                        "/api/agents",
                        Json.MAPPER
                                .valueToTree(Map.of(
                                        "name",
                                        "Asks",
                                        "greeting",
                                        "Hello, this is an automated assistant.",
                                        "systemPrompt",
                                        "You call a dentist to move an appointment to Thursday morning. Ask me before"
                                                + " you accept another time.",
                                        "askOwner",
                                        true,
                                        "askOwnerSeconds",
                                        120))
                                .toString())
                .text("/id");
    }

    @Test
    void whileTheAgentAsksItsTaskNeedsInputAndTheAnswerLetsItGoOn() throws IOException {
        String id = begin(agent, OFFERS_ANOTHER_TIME);
        JsonNode asking = whenAsked(id);
        String question = asking.get("inputRequests").fieldNames().next();
        JsonNode form = asking.at("/inputRequests/" + question);
        assertThat(form.get("method").asText()).isEqualTo("elicitation/create");
        assertThat(form.at("/params/message").asText()).contains("Friday at three", "stranger on the phone");
        assertThat(form.at("/params/requestedSchema/properties/answer/type").asText())
                .isEqualTo("string");
        assertThat(asking.get("statusMessage").asText()).contains("The agent asks", "<untrusted>They say:");

        JsonNode taken = update(id, question, accepted("Yes, take it")).result();
        assertThat(taken.get("resultType").asText()).isEqualTo("complete");
        JsonNode after = get(client, id);
        assertThat(after.get("status").asText()).isNotEqualTo("input_required");
        assertThat(after.has("inputRequests")).isFalse();
        JsonNode over = whenOver(id);
        assertThat(over.get("status").asText()).isEqualTo("completed");
        assertThat(over.at("/result/structuredContent/transcript").toString())
                .contains("Answer to question 1: Yes, take it", "Friday at three it is");
    }

    @Test
    void whatIsNoAnswerChangesNothingAndOneIsTakenOnce() throws IOException {
        String id = begin(agent, OFFERS_ANOTHER_TIME);
        String question = whenAsked(id).get("inputRequests").fieldNames().next();
        List<Object> wrong = new ArrayList<>(List.of(
                "Yes",
                5,
                List.of("Yes"),
                Map.of(),
                Map.of("action", "maybe"),
                Map.of("action", 0, "content", Map.of("answer", "Yes")),
                Map.of("action", "accept"),
                Map.of("action", "accept", "content", "Yes"),
                Map.of("action", "accept", "content", Map.of("other", "Yes")),
                accepted(5),
                accepted(List.of("Yes")),
                accepted("  ")));
        for (Object response : wrong) {
            assertThat(update(id, question, response).code())
                    .as(response.toString())
                    .isEqualTo(ProtocolException.INVALID_PARAMS);
        }
        for (String text : List.of("x".repeat(501), "y".repeat(1_000_000), "Yes\0")) {
            assertThat(update(id, question, accepted(text)).code()).isEqualTo(ProtocolException.UNABLE);
        }
        for (String other : List.of("call_1_question_1", question + "1", "", "__proto__")) {
            assertThat(update(id, other, accepted("No"))
                            .result()
                            .get("resultType")
                            .asText())
                    .isEqualTo("complete");
        }
        ModernClient stranger = client(server.otherOrganization().key());
        assertThat(post(stranger, "tasks/get", Map.of("taskId", id)).code())
                .isEqualTo(ProtocolException.INVALID_PARAMS);
        assertThat(update(stranger, id, question, accepted("No")).code()).isEqualTo(ProtocolException.INVALID_PARAMS);
        // a key of the same account sees the call, but has not started it
        ModernClient colleague = client(server.limitedKey(KeyScope.VOICE));
        ModernClient.Answer refused = update(colleague, id, question, accepted("No"));
        assertThat(refused.json().at("/error/message").asText()).contains("another key has started it");
        assertThat(post(colleague, "tasks/cancel", Map.of("taskId", id)).code()).isEqualTo(ProtocolException.UNABLE);
        assertThat(update(id, question, Map.of("action", "decline"))
                        .result()
                        .get("resultType")
                        .asText())
                .isEqualTo("complete");
        assertThat(get(client, id).get("status").asText()).isEqualTo("input_required");

        update(id, question, accepted("Yes, take it"));
        assertThat(update(id, question, accepted("No, never"))
                        .result()
                        .get("resultType")
                        .asText())
                .isEqualTo("complete");
        whenOver(id);
        assertThat(update(id, question, accepted("Too late"))
                        .result()
                        .get("resultType")
                        .asText())
                .isEqualTo("complete");
        assertThat(server.client().widget().getCall(id).transcript())
                .extracting(TranscriptEntry::text)
                .filteredOn(text -> text.startsWith("Answer to question"))
                .containsExactly("Answer to question 1: Yes, take it");
    }

    @Test
    void whoCanNotBeAskedIsToldOfTheQuestionAndNotAsked() throws IOException {
        String id = begin(agent, OFFERS_ANOTHER_TIME);
        String question = whenAsked(id).get("inputRequests").fieldNames().next();
        for (ModernClient mute : List.of(
                client.meta(ModernClient.CAPABILITIES, Map.of("extensions", Map.of(ModernClient.TASKS, Map.of()))),
                client.header("X-Osmtalk-Exclude-Tools", "answer_call_question"),
                client.header("X-Osmtalk-Read-Only", "true"))) {
            JsonNode working = get(mute, id);
            assertThat(working.get("status").asText()).isEqualTo("working");
            assertThat(working.has("inputRequests")).isFalse();
            assertThat(working.get("statusMessage").asText()).contains("<untrusted>They say:");
            update(mute, id, question, accepted("No"));
        }
        assertThat(post(client.header("X-Osmtalk-Read-Only", "true"), "tasks/cancel", Map.of("taskId", id))
                        .code())
                .isEqualTo(ProtocolException.UNABLE);
        assertThat(get(client, id).get("status").asText()).isEqualTo("input_required");
        post(client, "tasks/cancel", Map.of("taskId", id));
        whenOver(id);
        assertThat(server.client().widget().getCall(id).transcript())
                .extracting(TranscriptEntry::text)
                .noneMatch(text -> text.startsWith("Answer to question"));
    }

    @Test
    void aListenerIsToldOfTheQuestion() throws IOException {
        String id = begin(agent, OFFERS_ANOTHER_TIME);
        try (ModernClient.Stream stream =
                client.open("subscriptions/listen", Map.of("notifications", Map.of("taskIds", List.of(id))))) {
            JsonNode told = stream.next().orElseThrow();
            while (!told.at("/params/status").asText().equals("input_required")) {
                told = stream.next().orElseThrow();
            }
            assertThat(told.get("method").asText()).isEqualTo("notifications/tasks");
            assertThat(told.at("/params/inputRequests")).hasSize(1);
        }
        post(client, "tasks/cancel", Map.of("taskId", id));
    }

    @Test
    void aListOfPeopleIsOneTaskWithTheCallsOfAllForItsResult() throws IOException {
        JsonNode begun = start(agent, List.of(OFFERS_ANOTHER_TIME, TALKS));
        String id = begun.get("taskId").asText();
        assertThat(begun.get("resultType").asText()).isEqualTo("task");
        JsonNode asking = whenAsked(id);
        assertThat(asking.get("statusMessage").asText()).contains(" of 2 calls are over.", "The agent asks");
        update(id, asking.get("inputRequests").fieldNames().next(), accepted("Yes, take it"));

        JsonNode over = whenOver(id);
        assertThat(over.get("status").asText()).isEqualTo("completed");
        JsonNode result = over.at("/result/structuredContent");
        ToolBench.checkSchema("start_outbound_call", result);
        assertThat(result.get("calls"))
                .extracting(call -> call.get("to").asText())
                .containsExactly(OFFERS_ANOTHER_TIME, TALKS);
        assertThat(result.get("calls")).allMatch(call -> call.get("done").asBoolean());
        assertThat(over.at("/result/isError").asBoolean()).isFalse();
    }

    @Test
    void cancellingTheTaskOfAListEndsTheCallsThatAreNotOver() throws IOException {
        String id = start(agent, List.of(RINGS, "+12025550101")).get("taskId").asText();
        List<String> calls = List.of(id.split("[.]"));
        Waiting.untilTrue(LIMIT, () -> call(calls.get(1)).status().isTerminal());
        assertThat(get(client, id).get("status").asText()).isEqualTo("working");
        post(client, "tasks/cancel", Map.of("taskId", id));

        JsonNode over = whenOver(id);
        assertThat(over.get("status").asText()).isEqualTo("completed");
        assertThat(over.at("/result/isError").asBoolean())
                .as("nobody was reached")
                .isTrue();
        assertThat(call(calls.get(0)).failureReason()).hasToString("CANCELED");
        assertThat(call(calls.get(1)).failureReason()).hasToString("BUSY");
    }

    @Test
    void aCallThatIsCancelledBeforeAnybodyAnswersIsACancelledTask() throws IOException {
        String id = begin(agent, RINGS);
        post(client, "tasks/cancel", Map.of("taskId", id));
        JsonNode over = whenOver(id);
        assertThat(over.get("status").asText()).isEqualTo("cancelled");
        assertThat(over.has("result")).isFalse();
    }

    @Test
    void anIdThatIsMadeUpIsNoTask() throws IOException {
        String id = begin(agent, TALKS);
        String others = server.otherOrganization().key();
        for (String made : List.of(
                id + "." + id, id + ".", "." + id, id + ".call_1", ".", (id + ".").repeat(25), "a.b".repeat(200))) {
            assertThat(post(client, "tasks/get", Map.of("taskId", made)).code())
                    .as(made)
                    .isEqualTo(ProtocolException.INVALID_PARAMS);
        }
        assertThat(post(client(others), "tasks/get", Map.of("taskId", id)).code())
                .isEqualTo(ProtocolException.INVALID_PARAMS);
        whenOver(id);
    }

    /** With the SDK's own client session, as its client has no methods for tasks yet. */
    @Test
    void aClientOfTheRevisionBeforeIsAskedWhileItWaitsForTheResult() {
        List<Map<String, Object>> asked = new CopyOnWriteArrayList<>();
        McpClientSession session = new McpClientSession(
                LIMIT,
                HttpClientStreamableHttpTransport.builder(bench.url().toString())
                        .addHttpRequestCustomizer(
                                (request, method, uri, body, context) -> request.header("x-api-key", key))
                        .build(),
                Map.of("elicitation/create", question -> {
                    asked.add(Json.MAPPER.convertValue(question, Json.MAP));
                    return Mono.just(accepted("Yes, take it"));
                }),
                Map.of(),
                connected -> connected);
        try {
            JsonNode opened = request(
                    session,
                    "initialize",
                    Map.of(
                            "protocolVersion",
                            "2025-11-25",
                            "capabilities",
                            Map.of("elicitation", Map.of()),
                            "clientInfo",
                            Map.of("name", "test", "version", "1")));
            assertThat(opened.at("/capabilities/tasks/requests/tools/call").isObject())
                    .isTrue();
            session.sendNotification("notifications/initialized", Map.of()).block(LIMIT);
            JsonNode task = request(
                            session,
                            "tools/call",
                            Map.of(
                                    "name",
                                    "start_outbound_call",
                                    "arguments",
                                    Map.of("agent", agent, "to", OFFERS_ANOTHER_TIME, "task", "Move it, before"),
                                    "task",
                                    Map.of("ttl", 60_000)))
                    .get("task");
            String id = task.get("taskId").asText();
            assertThat(task.get("status").asText()).isEqualTo("working");
            assertThat(task.get("ttl").isNull()).isTrue();
            JsonNode result = request(session, "tasks/result", Map.of("taskId", id));

            assertThat(asked).hasSize(1);
            assertThat(Json.MAPPER.valueToTree(asked.get(0)).at("/_meta/io.modelcontextprotocol~1related-task/taskId"))
                    .hasToString('"' + id + '"');
            assertThat(result.at("/_meta/io.modelcontextprotocol~1related-task/taskId")
                            .asText())
                    .isEqualTo(id);
            assertThat(result.at("/structuredContent/transcript").toString())
                    .contains("Answer to question 1: Yes, take it");
            assertThat(request(session, "tasks/get", Map.of("taskId", id))
                            .get("status")
                            .asText())
                    .isEqualTo("completed");
        } finally {
            session.closeGracefully().block(LIMIT);
        }
    }

    private static JsonNode request(McpClientSession session, String method, Map<String, Object> params) {
        return Json.MAPPER.valueToTree(session.sendRequest(method, params, new TypeRef<Map<String, Object>>() {})
                .block(LIMIT));
    }

    private String begin(String itsAgent, String to) throws IOException {
        JsonNode task = start(itsAgent, to);
        assertThat(task.path("resultType").asText()).as(task.toString()).isEqualTo("task");
        return task.get("taskId").asText();
    }

    /** Each call has a task of its own, so that none is taken for the same as that of another test. */
    private JsonNode start(String itsAgent, Object to) throws IOException {
        return client.call(
                        "start_outbound_call",
                        Map.of("agent", itsAgent, "to", to, "task", "Move it, " + UUID.randomUUID()))
                .result();
    }

    private Call call(String id) {
        return server.client().widget().getCall(id);
    }

    private JsonNode whenAsked(String id) {
        return when(id, "input_required");
    }

    private JsonNode whenOver(String id) {
        Waiting.untilTrue(
                LIMIT,
                () -> List.of("completed", "cancelled")
                        .contains(get(client, id).get("status").asText()));
        return get(client, id);
    }

    private JsonNode when(String id, String status) {
        JsonNode[] seen = new JsonNode[1];
        Waiting.untilTrue(LIMIT, () -> {
            seen[0] = get(client, id);
            return seen[0].get("status").asText().equals(status);
        });
        return seen[0];
    }

    private static JsonNode get(ModernClient client, String id) {
        ModernClient.Answer answer = post(client, "tasks/get", Map.of("taskId", id));
        assertThat(answer.json().has("error")).as(answer.toString()).isFalse();
        return answer.result();
    }

    private ModernClient.Answer update(String id, String question, Object response) {
        return update(client, id, question, response);
    }

    private static ModernClient.Answer update(ModernClient client, String id, String question, Object response) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("taskId", id);
        params.put("inputResponses", Map.of(question, response));
        return post(client, "tasks/update", params);
    }

    private static ModernClient.Answer post(ModernClient client, String method, Map<String, Object> params) {
        try {
            return client.post(method, params);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> accepted(Object answer) {
        return Map.of("action", "accept", "content", Map.of("answer", answer));
    }
}
