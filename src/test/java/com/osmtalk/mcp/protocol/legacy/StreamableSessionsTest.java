package com.osmtalk.mcp.protocol.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.TestClock;
import com.osmtalk.mcp.protocol.NoFeatures;
import com.osmtalk.mcp.protocol.jsonrpc.Cancellation;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamableSessionsTest {
    private static final String KEY = "osm_mine";

    private final TestClock clock = new TestClock();
    private final StreamableSessions sessions = new StreamableSessions(clock);

    @Test
    void aSessionNobodyUsedForHalfADayGoesAndCancelsWhatItRuns() throws Exception {
        add("idle");
        add("busy");
        Cancellation running =
                sessions.find("idle", KEY).orElseThrow().running().begin(1L);
        clock.advance(Duration.ofHours(7));
        sessions.find("busy", KEY);
        clock.advance(Duration.ofHours(6));
        add("new");
        assertThat(sessions.find("idle", KEY)).isEmpty();
        assertThat(sessions.find("busy", KEY)).isPresent();
        assertThat(running.pause(Duration.ofSeconds(10))).isFalse();
    }

    @Test
    void tooManySessionsPushOutTheOneUnusedForLongest() {
        for (int i = 0; i < 10_000; i++) {
            add("s" + i);
        }
        sessions.find("s0", KEY);
        add("one more");
        assertThat(sessions.find("s0", KEY)).isPresent();
        assertThat(sessions.find("s1", KEY)).isEmpty();
        assertThat(sessions.find("s2", KEY)).isPresent();
    }

    @Test
    void aSessionIsThereForItsOwnKeyOnly() {
        add("mine");
        assertThat(sessions.find("mine", "osm_other")).isEmpty();
        assertThat(sessions.find("mine", null)).isEmpty();
        assertThat(sessions.find("mine", KEY)).isPresent();
    }

    @Test
    void aSweepEndsWhatIsIdleWithoutAnotherSession() {
        add("idle");
        clock.advance(Duration.ofHours(13));
        sessions.evictIdle();
        assertThat(sessions.find("idle", KEY)).isEmpty();
    }

    private void add(String id) {
        McpStreamableServerSession session = new McpStreamableServerSession(
                id,
                McpSchema.ClientCapabilities.builder().build(),
                McpSchema.Implementation.builder("test", "1").build(),
                Duration.ofSeconds(1),
                Map.of(),
                Map.of());
        sessions.add(session, false, KEY, new NoFeatures());
    }
}
