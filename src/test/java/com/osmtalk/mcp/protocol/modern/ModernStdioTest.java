package com.osmtalk.mcp.protocol.modern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.mcp.Lines;
import com.osmtalk.mcp.protocol.ModernClient;
import com.osmtalk.mcp.protocol.Probe;
import com.osmtalk.mcp.protocol.Served;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 2026-07-28 by lines, and both eras from the same process. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModernStdioTest {
    private static final Map<String, Object> META =
            Map.of(ModernClient.VERSION, "2026-07-28", ModernClient.CAPABILITIES, Map.of());
    private static final Map<String, Object> LISTEN =
            Map.of("_meta", META, "notifications", Map.of("resourceSubscriptions", List.of(Probe.RESOURCE)));

    private final Probe features = new Probe();
    private final Served served = new Served(features);
    private Lines lines;

    @BeforeEach
    void connect() throws IOException {
        lines = served.lines();
    }

    @AfterEach
    void stop() throws IOException {
        lines.close();
        served.close();
    }

    @Test
    void aRequestThatBringsItsRevisionNeedsNoOpening() throws Exception {
        assertThat(lines.request("tools/list", Map.of("_meta", META))
                        .at("/result/resultType")
                        .asText())
                .isEqualTo("complete");
    }

    @Test
    void aClientThatLooksFirstMayStillOpenASession() throws Exception {
        lines.request("server/discover", Map.of("_meta", META));
        lines.initialized();
        JsonNode listed = lines.request("tools/list", Map.of());
        assertThat(listed.at("/result/tools")).hasSize(1);
        assertThat(listed.get("result").has("resultType")).isFalse();
    }

    @Test
    void theMethodsOfSessionsAreUnknownToARequestThatBringsItsRevision() throws Exception {
        for (String method : List.of("initialize", "ping", "logging/setLevel")) {
            assertThat(lines.request(method, Map.of("_meta", META))
                            .at("/error/code")
                            .asInt())
                    .isEqualTo(ProtocolException.METHOD_NOT_FOUND);
        }
        assertThat(lines.request("server/discover", Map.of()).at("/error/code").asInt())
                .isEqualTo(ProtocolException.INVALID_PARAMS);
    }

    @Test
    void aCancelledToolStopsAndIsNeverAnswered() throws Exception {
        int id = lines.begin("tools/call", Map.of("_meta", META, "name", "wait"));
        assertThat(features.waiting.poll(120, TimeUnit.SECONDS)).isEqualTo("begun");
        cancel(id);
        assertThat(features.waiting.poll(120, TimeUnit.SECONDS)).isEqualTo("cancelled");
        lines.request("tools/list", Map.of("_meta", META));
        assertThat(lines.notifications()).isEmpty();
        lines.endInput();
        assertThat(lines.next()).isEmpty();
    }

    @Test
    void whoListensIsToldUntilItCancels() throws Exception {
        int id = lines.begin("subscriptions/listen", LISTEN);
        JsonNode acknowledged = lines.next().orElseThrow();
        assertThat(acknowledged.get("method").asText()).isEqualTo("notifications/subscriptions/acknowledged");
        // its id is a number here, and stays one
        assertThat(acknowledged
                        .at("/params/_meta")
                        .get(ModernClient.SUBSCRIPTION)
                        .isIntegralNumber())
                .isTrue();
        assertThat(lines.next().orElseThrow().get("method").asText()).isEqualTo("notifications/resources/updated");
        cancel(id);
        lines.request("tools/list", Map.of("_meta", META));
        features.change();
        lines.request("tools/list", Map.of("_meta", META));
        assertThat(lines.notifications()).isEmpty();
        assertThat(features.watches()).isZero();
    }

    @Test
    void theEndOfTheInputEndsWhatListensAndWhatWaits() throws Exception {
        int listening = lines.begin("subscriptions/listen", LISTEN);
        lines.next();
        lines.next();
        int waiting = lines.begin("tools/call", Map.of("_meta", META, "name", "wait"));
        assertThat(features.waiting.poll(120, TimeUnit.SECONDS)).isEqualTo("begun");
        lines.endInput();
        List<Integer> answered = List.of(
                lines.next().orElseThrow().get("id").asInt(),
                lines.next().orElseThrow().get("id").asInt());
        assertThat(answered).containsExactlyInAnyOrder(listening, waiting);
        assertThat(features.waiting.poll(120, TimeUnit.SECONDS)).isEqualTo("hurried");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.serverEnds(5000)).isTrue();
    }

    @Test
    void aFaultOfTheServerIsAnsweredAndTheNextLineWorks() throws Exception {
        JsonNode answer = lines.request("tools/call", Map.of("_meta", META, "name", "fault"));
        assertThat(answer.at("/error/code").asInt()).isEqualTo(ProtocolException.INTERNAL_ERROR);
        assertThat(answer.toString()).doesNotContain("secret");
        assertThat(lines.request("tools/list", Map.of("_meta", META)).has("result"))
                .isTrue();
    }

    private void cancel(int id) throws IOException {
        lines.send(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":" + id + "}}");
    }
}
