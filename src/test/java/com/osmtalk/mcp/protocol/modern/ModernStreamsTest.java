package com.osmtalk.mcp.protocol.modern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.mcp.protocol.ModernClient;
import com.osmtalk.mcp.protocol.ModernClient.Stream;
import com.osmtalk.mcp.protocol.Probe;
import com.osmtalk.mcp.protocol.Served;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers of 2026-07-28 over HTTP that take their time: progress, logs, changes, and clients that leave. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModernStreamsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Map<String, Object> EVERYTHING = Map.of(
            "notifications",
            Map.of(
                    "toolsListChanged", true,
                    "promptsListChanged", true,
                    "resourceSubscriptions", List.of(Probe.RESOURCE, "probe://none")));

    private final Probe features = new Probe();
    private final Served served = new Served(features);
    private final ModernClient client = served.modern();

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void closingTheAnswerStopsTheToolThatWaits() throws Exception {
        Stream stream = client.open("tools/call", Map.of("name", "wait"));
        assertThat(features.waiting.poll(120, TimeUnit.SECONDS)).isEqualTo("begun");
        stream.close();
        assertThat(features.waiting.poll(120, TimeUnit.SECONDS)).isEqualTo("cancelled");
    }

    @Test
    void progressIsForThoseWhoWantItAndOnlyGrows() throws Exception {
        List<JsonNode> messages = all(client.meta("progressToken", "p-1"), "progress");
        assertThat(messages)
                .extracting(message -> message.at("/params/progress").asInt())
                .containsExactly(1, 3, 4, 0);
        assertThat(messages.get(0).at("/params/progressToken").asText()).isEqualTo("p-1");
        assertThat(messages.get(3).has("result")).isTrue();
        assertThat(all(client, "progress")).hasSize(1);
    }

    @Test
    void theLogIsForThoseWhoNameALevel() throws Exception {
        assertThat(all(client, "log")).hasSize(1);
        assertThat(all(client.meta(ModernClient.LOG_LEVEL, "info"), "log"))
                .extracting(message -> message.at("/params/data").asText())
                .containsExactly("said", "shouted", "");
        assertThat(all(client.meta(ModernClient.LOG_LEVEL, "warning"), "log"))
                .extracting(message -> message.at("/params/data").asText())
                .containsExactly("shouted", "");
    }

    @Test
    void aServerThatDeclaresNoLogTellsNone() throws Exception {
        features.without("logging");
        assertThat(all(client.meta(ModernClient.LOG_LEVEL, "debug"), "log")).hasSize(1);
    }

    private static List<JsonNode> all(ModernClient client, String tool) throws IOException {
        List<JsonNode> messages = new ArrayList<>();
        try (Stream stream = client.open("tools/call", Map.of("name", tool))) {
            for (Optional<JsonNode> next = stream.next(); next.isPresent(); next = stream.next()) {
                messages.add(next.get());
            }
        }
        return messages;
    }

    @Test
    void whoListensIsFirstToldWhatWillBeTold() throws Exception {
        try (Stream stream = client.open("subscriptions/listen", EVERYTHING)) {
            JsonNode acknowledged = stream.next().orElseThrow();
            assertThat(acknowledged.get("method").asText()).isEqualTo("notifications/subscriptions/acknowledged");
            // prompts do not change here, and the other resource is none
            assertThat(acknowledged.at("/params/notifications").toString())
                    .isEqualTo("{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"" + Probe.RESOURCE + "\"]}");
            assertSubscription(acknowledged);
            JsonNode first = stream.next().orElseThrow();
            assertThat(first.get("method").asText()).isEqualTo("notifications/resources/updated");
            features.changeList("prompts");
            features.changeList("tools");
            JsonNode list = stream.next().orElseThrow();
            assertThat(list.get("method").asText()).isEqualTo("notifications/tools/list_changed");
            assertSubscription(list);
            features.change();
            JsonNode updated = stream.next().orElseThrow();
            assertThat(updated.at("/params/uri").asText()).isEqualTo(Probe.RESOURCE);
            assertSubscription(updated);
        }
        Waiting.untilTrue(LIMIT, () -> features.watches() == 0);
    }

    @Test
    void aTaskIsFollowedByThoseWhoDeclareThatTheyCan() throws Exception {
        ModernClient follower =
                client.meta(ModernClient.CAPABILITIES, Map.of("extensions", Map.of(ModernClient.TASKS, Map.of())));
        Map<String, Object> params = Map.of("notifications", Map.of("taskIds", List.of("task-1", "task-9")));
        try (Stream stream = follower.open("subscriptions/listen", params)) {
            assertThat(stream.next().orElseThrow().at("/params/notifications").toString())
                    .isEqualTo("{\"taskIds\":[\"task-1\"]}");
            features.taskWatches.get("task-1").accept(features.task("task-1", null));
            JsonNode told = stream.next().orElseThrow();
            assertThat(told.get("method").asText()).isEqualTo("notifications/tasks");
            assertThat(told.at("/params/status").asText()).isEqualTo("working");
            assertSubscription(told);
        }
    }

    @Test
    void aServerThatStopsSaysThatItIsOver() throws Exception {
        try (Stream stream = client.open("subscriptions/listen", EVERYTHING)) {
            stream.next();
            stream.next();
            served.server().close();
            JsonNode over = stream.next().orElseThrow();
            assertThat(over.get("id").asText()).isEqualTo("a-1");
            assertThat(over.at("/result/resultType").asText()).isEqualTo("complete");
            assertThat(over.at("/result/_meta").get(ModernClient.SUBSCRIPTION).asText())
                    .isEqualTo("a-1");
            assertThat(stream.next()).isEmpty();
        }
        assertThat(features.watches()).isZero();
    }

    @Test
    void badWishesAreRefused() throws Exception {
        for (Object wishes : List.of(
                5,
                Map.of("resourceSubscriptions", "all"),
                Map.of("resourceSubscriptions", List.of(5)),
                Map.of(
                        "resourceSubscriptions",
                        java.util.stream.IntStream.range(0, 51)
                                .mapToObj(i -> "probe://" + i)
                                .toList()))) {
            assertThat(client.post("subscriptions/listen", Map.of("notifications", wishes))
                            .code())
                    .isEqualTo(ProtocolException.INVALID_PARAMS);
        }
    }

    private static void assertSubscription(JsonNode message) {
        assertThat(message.at("/params/_meta").get(ModernClient.SUBSCRIPTION).asText())
                .isEqualTo("a-1");
    }
}
