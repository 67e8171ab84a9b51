package com.osmtalk.mcp.protocol.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.TestClock;
import com.osmtalk.Waiting;
import com.osmtalk.mcp.Lines;
import com.osmtalk.mcp.protocol.Probe;
import com.osmtalk.mcp.protocol.ProtocolServer;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks as sessions of 2025-11-25 have them, byte by byte. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SessionTasksTest {
    private static final String RELATED = "/_meta/io.modelcontextprotocol~1related-task/taskId";
    private static final Map<String, Object> TASK = Map.of("taskId", "task-1");

    private final Probe features = new Probe();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ProtocolServer server = new ProtocolServer(features, 20, new TestClock());
    private Lines client;

    @BeforeEach
    void connect() throws IOException {
        client = new Lines((in, out) -> server.serveStdio(in, out, timer));
    }

    @AfterEach
    void leave() throws IOException {
        client.close();
        server.close();
        timer.shutdownNow();
    }

    private JsonNode open(String version, Map<String, Object> capabilities) throws IOException {
        return client.request(
                        "initialize",
                        Map.of(
                                "protocolVersion",
                                version,
                                "capabilities",
                                capabilities,
                                "clientInfo",
                                Map.of("name", "test", "version", "1")))
                .get("result");
    }

    private JsonNode begin() throws IOException {
        return client.request(
                        "tools/call", Map.of("name", "begin", "arguments", Map.of(), "task", Map.of("ttl", 60_000)))
                .get("result");
    }

    @Test
    void onlyTheRevisionThatHasTasksIsOfferedThem() throws IOException {
        for (String version : List.of("2024-11-05", "2025-03-26", "2025-06-18")) {
            assertThat(open(version, Map.of()).at("/capabilities").has("tasks")).isFalse();
            assertThat(begin().has("content"))
                    .as("an older server passes over `task`")
                    .isTrue();
            for (String method : List.of("tasks/get", "tasks/result", "tasks/cancel")) {
                assertThat(client.request(method, TASK).at("/error/code").asInt())
                        .isEqualTo(ProtocolException.METHOD_NOT_FOUND);
            }
        }
        JsonNode tasks = open("2025-11-25", Map.of()).at("/capabilities/tasks");
        assertThat(tasks.at("/requests/tools/call").isObject()).isTrue();
        assertThat(tasks.has("cancel")).isTrue();
        assertThat(tasks.has("list")).isFalse();
        assertThat(client.request("tasks/update", TASK).at("/error/code").asInt())
                .isEqualTo(ProtocolException.METHOD_NOT_FOUND);
    }

    @Test
    void aToolThatIsCalledAsATaskIsAnsweredWithItAndItsResultIsFetched() throws IOException {
        open("2025-11-25", Map.of());
        JsonNode begun = begin();
        assertThat(begun.has("content")).isFalse();
        assertThat(begun.at("/task/taskId").asText()).isEqualTo("task-1");
        assertThat(begun.at("/task/status").asText()).isEqualTo("working");
        assertThat(begun.at("/task/ttl").asInt()).isEqualTo(60_000);
        assertThat(begun.at("/task/pollInterval").asInt()).isEqualTo(1000);
        assertThat(begun.at("/_meta/io.modelcontextprotocol~1model-immediate-response")
                        .asText())
                .isEqualTo("{}");
        features.tasks.put("task-1", "completed");
        assertThat(client.request("tasks/get", TASK).at("/result/status").asText())
                .isEqualTo("completed");
        JsonNode result = client.request("tasks/result", TASK).get("result");
        assertThat(result.at("/content/0/text").asText()).isEqualTo("over");
        assertThat(result.at(RELATED).asText()).isEqualTo("task-1");
    }

    @Test
    void theResultIsWaitedForAndOthersAreAnsweredMeanwhile() throws IOException {
        open("2025-11-25", Map.of());
        int waiting = client.begin("tasks/result", TASK);
        Waiting.untilTrue(Duration.ofMinutes(2), () -> features.taskWatches.containsKey("task-1"));
        assertThat(client.request("tasks/get", TASK).at("/result/status").asText())
                .isEqualTo("working");
        features.tasks.put("task-1", "completed");
        tell();
        assertThat(client.response(waiting).at("/result/content/0/text").asText())
                .isEqualTo("over");
        assertThat(features.taskWatches).isEmpty();
    }

    @Test
    void whoWaitsForTheResultIsAskedOnceAndTheAnswerIsTaken() throws IOException {
        open("2025-11-25", Map.of("elicitation", Map.of()));
        features.tasks.put("task-1", "input_required");
        int waiting = client.begin("tasks/result", TASK);
        JsonNode question = client.next().orElseThrow();
        assertThat(question.get("method").asText()).isEqualTo("elicitation/create");
        assertThat(question.at("/params/message").asText()).isEqualTo("Take it?");
        assertThat(question.at("/params" + RELATED).asText()).isEqualTo("task-1");
        tell();
        client.send("{\"jsonrpc\":\"2.0\",\"id\":" + question.get("id")
                + ",\"result\":{\"action\":\"accept\",\"content\":{\"ok\":true}}}");
        Waiting.untilTrue(Duration.ofMinutes(2), () -> !features.answers.isEmpty());
        features.tasks.put("task-1", "completed");
        tell();
        JsonNode result = client.response(waiting);
        assertThat(result.at("/result/content/0/text").asText()).isEqualTo("over");
        assertThat(client.notifications()).as("it was asked a second time").isEmpty();
        assertThat(features.answers)
                .containsExactly(Map.of("question-1", Map.of("action", "accept", "content", Map.of("ok", true))));
    }

    @Test
    void whoCanNotBeAskedWaitsAllTheSame() throws IOException {
        open("2025-11-25", Map.of());
        features.tasks.put("task-1", "input_required");
        int waiting = client.begin("tasks/result", TASK);
        Waiting.untilTrue(Duration.ofMinutes(2), () -> features.taskWatches.containsKey("task-1"));
        features.tasks.put("task-1", "completed");
        tell();
        assertThat(client.response(waiting).at("/result/content/0/text").asText())
                .isEqualTo("over");
    }

    @Test
    void whoNoLongerWaitsIsToldNothing() throws IOException {
        open("2025-11-25", Map.of());
        int waiting = client.begin("tasks/result", TASK);
        Waiting.untilTrue(Duration.ofMinutes(2), () -> features.taskWatches.containsKey("task-1"));
        client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":" + waiting
                + "}}");
        Waiting.untilTrue(Duration.ofMinutes(2), () -> features.taskWatches.isEmpty());
        assertThat(client.request("ping", Map.of()).has("result")).isTrue();
        assertThat(client.notifications()).isEmpty();
    }

    @Test
    void aCancelledTaskStaysCancelledAndIsCancelledOnce() throws IOException {
        open("2025-11-25", Map.of());
        assertThat(client.request("tasks/cancel", TASK).at("/result/status").asText())
                .isEqualTo("cancelled");
        features.tasks.put("task-1", "completed");
        assertThat(client.request("tasks/get", TASK).at("/result/status").asText())
                .isEqualTo("cancelled");
        assertThat(client.request("tasks/cancel", TASK).at("/error/code").asInt())
                .isEqualTo(ProtocolException.INVALID_PARAMS);
    }

    @Test
    void aToolThatBeginsNothingCanNotBeATask() throws IOException {
        open("2025-11-25", Map.of());
        assertThat(client.request("tools/call", Map.of("name", "echo", "arguments", Map.of(), "task", Map.of()))
                        .at("/error/code")
                        .asInt())
                .isEqualTo(ProtocolException.METHOD_NOT_FOUND);
        for (Object wrong : List.of("yes", 5, List.of())) {
            assertThat(client.request("tools/call", Map.of("name", "begin", "arguments", Map.of(), "task", wrong))
                            .at("/error/code")
                            .asInt())
                    .isEqualTo(ProtocolException.INVALID_PARAMS);
        }
        for (String method : List.of("tasks/get", "tasks/result", "tasks/cancel")) {
            assertThat(client.request(method, Map.of("taskId", "task-9"))
                            .at("/error/code")
                            .asInt())
                    .isEqualTo(ProtocolException.INVALID_PARAMS);
            assertThat(client.request(method, Map.of()).at("/error/code").asInt())
                    .isEqualTo(ProtocolException.INVALID_PARAMS);
        }
    }

    /** As a list of people does of which one could not be called. */
    @Test
    void aToolWhoseWorkDoesNotGoOnIsATaskThatIsOver() throws IOException {
        open("2025-11-25", Map.of());
        features.beginsNothing = true;
        JsonNode begun = begin();
        String id = begun.at("/task/taskId").asText();
        assertThat(begun.at("/task/status").asText()).isEqualTo("working");
        assertThat(client.request("tasks/get", Map.of("taskId", id))
                        .at("/result/status")
                        .asText())
                .isEqualTo("failed");
        JsonNode result = client.request("tasks/result", Map.of("taskId", id)).get("result");
        assertThat(result.at("/content/0/text").asText()).isEqualTo("{}");
        assertThat(result.get("isError").asBoolean()).isTrue();
        assertThat(result.at(RELATED).asText()).isEqualTo(id);
        assertThat(client.request("tasks/cancel", Map.of("taskId", id))
                        .at("/error/code")
                        .asInt())
                .isEqualTo(ProtocolException.INVALID_PARAMS);
    }

    private void tell() {
        features.tell("task-1");
    }
}
