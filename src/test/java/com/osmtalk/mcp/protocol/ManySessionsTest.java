package com.osmtalk.mcp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.mcp.protocol.ModernClient.Stream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hosted server has many clients that mostly do nothing: they cost memory, never a thread. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManySessionsTest {
    private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
            + "{\"protocolVersion\":\"2025-11-25\","
            + "\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}";
    private static final String SUBSCRIBE =
            "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"resources/subscribe\",\"params\":" + "{\"uri\":\""
                    + Probe.RESOURCE + "\"}}";

    private final Probe features = new Probe();
    private final Served served = new Served(features);
    private final ModernClient client = served.modern();
    private final List<Stream> open = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (Stream stream : open) {
            stream.close();
        }
        served.close();
    }

    @Test
    void aThousandSessionsAndFourHundredOpenStreamsHoldWithoutAThreadEach() throws Exception {
        int threads = threads();
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            try (Stream stream = client.send(INITIALIZE, Map.of())) {
                sessions.add(stream.header("Mcp-Session-Id"));
            }
        }
        for (String session : sessions.subList(0, 200)) {
            Stream stream = client.listen(session);
            open.add(stream);
            answered(SUBSCRIBE, session);
            assertThat(method(stream)).isEqualTo("notifications/resources/updated");
        }
        for (int i = 0; i < 200; i++) {
            Stream stream = client.open(
                    "subscriptions/listen",
                    Map.of("notifications", Map.of("resourceSubscriptions", List.of(Probe.RESOURCE))));
            open.add(stream);
            // one after another: of those begun at once, the server refuses what is above its limit
            assertThat(method(stream)).isEqualTo("notifications/subscriptions/acknowledged");
            assertThat(method(stream)).isEqualTo("notifications/resources/updated");
        }
        assertThat(threads() - threads).as("threads for all of them").isLessThan(300);
        features.change();
        for (Stream stream : open) {
            assertThat(method(stream)).isEqualTo("notifications/resources/updated");
        }
        for (String session : sessions) {
            answered(LIST, session);
        }
    }

    private static String method(Stream stream) throws Exception {
        JsonNode message = stream.next().orElseThrow();
        assertThat(message.has("method")).as(message.toString()).isTrue();
        return message.get("method").asText();
    }

    private void answered(String body, String session) throws Exception {
        try (Stream stream = client.send(body, Map.of("Mcp-Session-Id", session))) {
            assertThat(stream.answer().json().has("result")).isTrue();
        }
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
