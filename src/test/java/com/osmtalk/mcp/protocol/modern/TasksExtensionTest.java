package com.osmtalk.mcp.protocol.modern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.mcp.protocol.ModernClient;
import com.osmtalk.mcp.protocol.ModernClient.Answer;
import com.osmtalk.mcp.protocol.Probe;
import com.osmtalk.mcp.protocol.Served;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tasks extension: work that goes on after its tool has answered. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TasksExtensionTest {
    private static final Map<String, Object> TASK = Map.of("taskId", "task-1");
    private static final Map<String, Object> YES =
            Map.of("question-1", Map.of("action", "accept", "content", Map.of("ok", true)));
    private static final Map<String, Object> ANSWERED = Map.of("taskId", "task-1", "inputResponses", YES);

    private final Probe features = new Probe();
    private final Served served = new Served(features);
    private final ModernClient without = served.modern();
    private final ModernClient client =
            without.meta(ModernClient.CAPABILITIES, Map.of("extensions", Map.of(ModernClient.TASKS, Map.of())));

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void aToolWhoseWorkGoesOnIsAnsweredWithItsTask() throws Exception {
        JsonNode begun = client.call("begin", Map.of()).result();
        assertThat(begun.get("resultType").asText()).isEqualTo("task");
        assertThat(begun.get("taskId").asText()).isEqualTo("task-1");
        assertThat(begun.fieldNames())
                .toIterable()
                .doesNotContain("content", "result", "task", "ttl", "requestState", "inputRequests")
                .contains("status", "createdAt", "lastUpdatedAt", "ttlMs", "pollIntervalMs");
    }

    @Test
    void clientsThatDoNotFollowTasksGetTheToolsOwnAnswer() throws Exception {
        JsonNode begun = without.call("begin", Map.of()).result();
        assertThat(begun.get("resultType").asText()).isEqualTo("complete");
        assertThat(begun.has("content")).isTrue();
        assertThat(client.call("echo", Map.of()).result().get("resultType").asText())
                .isEqualTo("complete");
    }

    @Test
    void aTaskIsLookedAtWithoutBeingOneItself() throws Exception {
        JsonNode working = client.post("tasks/get", TASK).result();
        assertThat(working.get("resultType").asText()).isEqualTo("complete");
        assertThat(working.get("status").asText()).isEqualTo("working");
        features.tasks.put("task-1", "completed");
        assertThat(client.post("tasks/get", TASK)
                        .result()
                        .at("/result/content/0/text")
                        .asText())
                .isEqualTo("over");
    }

    @Test
    void aTaskThatIsOverWhenItBeginsStillHasItsResultToBeFetched() throws Exception {
        features.tasks.put("task-1", "completed");
        JsonNode begun = client.call("begin", Map.of()).result();
        assertThat(begun.get("status").asText()).isEqualTo("completed");
        assertThat(begun.has("result")).isFalse();
    }

    @Test
    void updatingAndCancellingATaskIsAcknowledgedAndNothingMore() throws Exception {
        for (String method : List.of("tasks/update", "tasks/cancel", "tasks/cancel")) {
            JsonNode done = client.post(method, ANSWERED).result();
            assertThat(done.get("resultType").asText()).isEqualTo("complete");
            assertThat(done.fieldNames()).toIterable().containsExactlyInAnyOrder("resultType", "_meta");
        }
        assertThat(features.tasks).containsEntry("task-1", "cancelled");
    }

    @Test
    void aTaskThatAsksShowsItsQuestionsAndTakesTheAnswers() throws Exception {
        features.tasks.put("task-1", "input_required");
        JsonNode asking = client.post("tasks/get", TASK).result();
        assertThat(asking.get("resultType").asText()).isEqualTo("complete");
        assertThat(asking.get("status").asText()).isEqualTo("input_required");
        assertThat(asking.at("/inputRequests/question-1/method").asText()).isEqualTo("elicitation/create");
        assertThat(asking.at("/inputRequests/question-1/params/message").asText())
                .isEqualTo("Take it?");
        assertThat(asking.has("requestState")).isFalse();

        client.post("tasks/update", ANSWERED);
        assertThat(features.answers).containsExactly(YES);
    }

    @Test
    void answersThatAreNoObjectAreRefused() throws Exception {
        for (Object responses : Arrays.asList(null, "yes", 5, true, List.of(YES))) {
            Map<String, Object> params = new LinkedHashMap<>(TASK);
            params.put("inputResponses", responses);
            assertThat(client.post("tasks/update", params).code()).isEqualTo(ProtocolException.INVALID_PARAMS);
        }
        assertThat(client.post("tasks/update", TASK).code()).isEqualTo(ProtocolException.INVALID_PARAMS);
        assertThat(features.answers).isEmpty();
    }

    @Test
    void aCancelledTaskHasNoResult() throws Exception {
        features.tasks.put("task-1", "cancelled");
        JsonNode cancelled = client.post("tasks/get", TASK).result();
        assertThat(cancelled.get("status").asText()).isEqualTo("cancelled");
        assertThat(cancelled.has("result")).isFalse();
    }

    @Test
    void anUnknownTaskIsSaidToBeUnknown() throws Exception {
        for (String method : List.of("tasks/get", "tasks/update", "tasks/cancel")) {
            assertThat(client.post(method, Map.of("taskId", "task-9", "inputResponses", Map.of()))
                            .code())
                    .isEqualTo(ProtocolException.INVALID_PARAMS);
            assertThat(client.post(method, Map.of()).code()).isEqualTo(ProtocolException.INVALID_PARAMS);
        }
    }

    @Test
    void theHeaderMustNameTheTask() throws Exception {
        assertThat(client.header("Mcp-Name", null).post("tasks/get", TASK).code())
                .isEqualTo(ProtocolException.HEADER_MISMATCH);
    }

    @Test
    void whoDoesNotDeclareTheExtensionMayNotUseIt() throws Exception {
        for (String method : List.of("tasks/get", "tasks/update", "tasks/cancel")) {
            assertRefused(without.post(method, TASK));
        }
        assertRefused(
                without.post("subscriptions/listen", Map.of("notifications", Map.of("taskIds", List.of("task-1")))));
        assertThat(features.tasks).containsEntry("task-1", "working");
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.code()).isEqualTo(ProtocolException.MISSING_CAPABILITY);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()
                        .at("/error/data/requiredCapabilities/extensions")
                        .has(ModernClient.TASKS))
                .isTrue();
    }
}
