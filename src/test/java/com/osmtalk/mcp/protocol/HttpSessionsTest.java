package com.osmtalk.mcp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpSessionsTest {
    private final SettableClock clock = new SettableClock();
    private final HttpSessions sessions = new HttpSessions(clock);

    @Test
    void aSessionNobodyUsedForHalfADayGoesAndCancelsWhatItRuns() throws Exception {
        sessions.add(session("idle"));
        sessions.add(session("busy"));
        Cancellation running = sessions.find("idle").orElseThrow().inFlight().begin(1L);
        clock.now = clock.now.plus(Duration.ofHours(7));
        sessions.find("busy");
        clock.now = clock.now.plus(Duration.ofHours(6));
        sessions.add(session("new"));
        assertThat(sessions.find("idle")).isEmpty();
        assertThat(sessions.find("busy")).isPresent();
        assertThat(running.pause(Duration.ofSeconds(10))).isFalse();
    }

    @Test
    void tooManySessionsPushOutTheOneUnusedForLongest() {
        for (int i = 0; i < 10_000; i++) {
            sessions.add(session("s" + i));
        }
        sessions.find("s0");
        sessions.add(session("one more"));
        assertThat(sessions.find("s0")).isPresent();
        assertThat(sessions.find("s1")).isEmpty();
        assertThat(sessions.find("s2")).isPresent();
    }

    private static McpStreamableServerSession session(String id) {
        return new McpStreamableServerSession(
                id,
                McpSchema.ClientCapabilities.builder().build(),
                McpSchema.Implementation.builder("test", "1").build(),
                Duration.ofSeconds(1),
                Map.of(),
                Map.of());
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
