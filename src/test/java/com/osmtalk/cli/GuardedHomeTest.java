package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.mcp.Records;
import com.osmtalk.mcp.StubApi;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limits of a home hold for all processes on it, also for those that are killed. */
class GuardedHomeTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String OUTBOUND = "/api/widget/calls/outbound";

    @TempDir
    private Path home;

    private StubApi api;

    @BeforeEach
    void open() throws IOException {
        api = new StubApi()
                .on("GET /api/widget/agents", Records.page(Records.agent(Records.AGENT, "Reminder")))
                .on(
                        "GET /api/widget/phone-numbers",
                        Records.page(Records.number(Records.NUMBER, "+12025550150", "active")))
                .on("POST " + OUTBOUND, request -> new StubApi.Answer(201, Records.accepted(), Map.of()));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void twoProcessesTogetherPlaceExactlyAsManyCallsAsMayBe() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (StdioProgram first = start("5");
                StdioProgram second = start("5")) {
            List<Future<String>> outcomes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String even = "+1202555010" + i;
                String odd = "+1202555011" + i;
                outcomes.add(threads.submit(() -> outcome(first, even)));
                outcomes.add(threads.submit(() -> outcome(second, odd)));
            }
            List<String> all = new ArrayList<>();
            for (Future<String> outcome : outcomes) {
                all.add(outcome.get());
            }
            assertThat(all).filteredOn("queued"::equals).hasSize(5);
            assertThat(all).filteredOn("hourly_cap_reached"::equals).hasSize(11);
            assertThat(api.requests("POST", OUTBOUND)).hasSize(5);
        } finally {
            threads.shutdownNow();
        }
        try (StdioProgram later = start("5")) {
            assertThat(outcome(later, "+12025550199")).as("after both are gone").isEqualTo("hourly_cap_reached");
        }
    }

    @Test
    void aProcessThatIsKilledWhileItDialsHasUsedItsCall() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        api.on("POST " + OUTBOUND, request -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return StubApi.Answer.cut();
        });
        StdioProgram killed = start("1");
        Thread caller = new Thread(() -> outcome(killed, "+12025550100"));
        caller.setUncaughtExceptionHandler((thread, killedBeforeItsAnswer) -> {});
        caller.setDaemon(true);
        caller.start();
        Waiting.untilTrue(LIMIT, () -> !api.requests("POST", OUTBOUND).isEmpty());
        killed.kill();

        try (StdioProgram next = start("1")) {
            assertThat(outcome(next, "+12025550100")).isEqualTo("duplicate_suppressed");
            assertThat(outcome(next, "+12025550101")).isEqualTo("hourly_cap_reached");
        } finally {
            over.countDown();
        }
        assertThat(api.requests("POST", OUTBOUND)).hasSize(1);
    }

    private StdioProgram start(String callsPerHour) {
        Map<String, String> environment = new HashMap<>();
        environment.put("OSMTALK_HOME", home.toString());
        environment.put("OSMTALK_API_URL", api.url().toString());
        environment.put("OSMTALK_API_KEY", "osm_key");
        environment.put("OSMTALK_CONFIRM", "never");
        // at whatever time the tests run
        environment.put("OSMTALK_QUIET_HOURS", "none");
        environment.put("OSMTALK_CALLS_PER_HOUR", callsPerHour);
        return StdioProgram.start(environment);
    }

    /** The call's status, or the code of what stood against it. */
    private static String outcome(StdioProgram program, String to) {
        JsonNode answer = program.call("start_outbound_call", Map.of("agent", "Reminder", "to", to));
        return answer.path("status").asText(answer.at("/error/code").asText());
    }
}
