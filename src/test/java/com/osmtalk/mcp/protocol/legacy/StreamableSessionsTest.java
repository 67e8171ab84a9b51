package com.osmtalk.mcp.protocol.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.TestClock;
import com.osmtalk.mcp.protocol.NoFeatures;
import com.osmtalk.mcp.protocol.http.HttpRefusedException;
import com.osmtalk.mcp.protocol.http.ReplayMemory;
import com.osmtalk.mcp.protocol.http.SessionStreams;
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
    void aSessionNobodyUsedForHalfADayGoes() throws Exception {
        add("idle");
        add("busy");
        clock.advance(Duration.ofHours(7));
        sessions.find("busy", KEY);
        clock.advance(Duration.ofHours(6));
        sessions.evictIdle();
        assertThat(sessions.find("idle", KEY)).isEmpty();
        assertThat(sessions.find("busy", KEY)).isPresent();
    }

    @Test
    void aKeyThatHasManySessionsMakesRoomAmongItsOwnUnusedOnesAndElseIsRefused() throws Exception {
        add("others", "osm_other");
        for (int i = 0; i < 500; i++) {
            add("s" + i);
        }
        assertThatThrownBy(() -> add("one more"))
                .isInstanceOf(HttpRefusedException.class)
                .hasMessageContaining("500 sessions already");
        clock.advance(Duration.ofMinutes(10));
        sessions.find("s0", KEY);
        add("one more");
        assertThat(sessions.find("s0", KEY)).isPresent();
        assertThat(sessions.find("s1", KEY)).isEmpty();
        assertThat(sessions.find("s2", KEY)).isPresent();
        assertThat(sessions.find("others", "osm_other")).isPresent();
    }

    @Test
    void anAddressThatHasManySessionsIsRefusedWhateverItsKeys() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            add("s" + i, "osm_" + i / 100);
        }
        assertThatThrownBy(() -> add("one more", "osm_new"))
                .isInstanceOf(HttpRefusedException.class)
                .hasMessageContaining("network address");
        sessions.endAll("osm_3");
        assertThat(sessions.holds("osm_3")).isFalse();
        assertThat(sessions.find("s300", "osm_3")).isEmpty();
        add("one more", "osm_new");
    }

    @Test
    void aSessionThatRunsAToolIsNotIdle() throws Exception {
        add("busy");
        sessions.find("busy", KEY).orElseThrow().running().begin(1L);
        clock.advance(Duration.ofHours(13));
        sessions.evictIdle();
        assertThat(sessions.find("busy", KEY)).isPresent();
    }

    @Test
    void aSessionIsThereForItsOwnKeyOnly() throws Exception {
        add("mine");
        assertThat(sessions.find("mine", "osm_other")).isEmpty();
        assertThat(sessions.find("mine", null)).isEmpty();
        assertThat(sessions.find("mine", KEY)).isPresent();
    }

    @Test
    void aSweepEndsWhatIsIdleWithoutAnotherSession() throws Exception {
        add("idle");
        clock.advance(Duration.ofHours(13));
        sessions.evictIdle();
        assertThat(sessions.find("idle", KEY)).isEmpty();
    }

    private void add(String id) throws HttpRefusedException {
        add(id, KEY);
    }

    private void add(String id, String key) throws HttpRefusedException {
        McpStreamableServerSession session = new McpStreamableServerSession(
                id,
                McpSchema.ClientCapabilities.builder().build(),
                McpSchema.Implementation.builder("test", "1").build(),
                Duration.ofSeconds(1),
                Map.of(),
                Map.of());
        sessions.add(new StreamableSession(
                session,
                false,
                key,
                Map.of(),
                new SessionStreams(new ReplayMemory(), clock, false),
                sessions.room(key, "192.0.2.1"),
                new NoFeatures(),
                null,
                clock.instant()));
    }
}
