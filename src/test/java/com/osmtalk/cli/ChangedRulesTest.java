package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.server.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of the guard that are changed between the asking for a call and its time hold for it all the same. */
class ChangedRulesTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path home;

    @Test
    void aCallToANumberThatIsNotAllowedAnyMoreIsTakenBackWhenTheProgramStarts() {
        String id;
        String allowed;
        try (McpRun first = start("any")) {
            id = schedule(first, "+12025550100");
            allowed = schedule(first, "+12025550105");
        }
        try (McpRun second = start("+12025550105")) {
            awaitStatus(second, id, "failed");
            assertThat(call(second, id).at("/failure/code").asText()).isEqualTo("canceled");
            assertThat(call(second, allowed).path("status").asText()).isEqualTo("scheduled");
        }
    }

    @Test
    void aCallThatIsDueWhenTheProgramStartsIsNotDialledBeforeThat() {
        String id;
        try (McpRun first = start("any")) {
            id = schedule(first, "+12025550100");
        }
        beDueNow(id);
        try (McpRun second = start("IN")) {
            awaitStatus(second, id, "failed");
            assertThat(call(second, id).at("/failure/code").asText()).isIn("guard_refused", "canceled");
        }
    }

    private static void awaitStatus(McpRun program, String id, String status) {
        Waiting.untilTrue(LIMIT, () -> call(program, id).path("status").asText().equals(status));
    }

    private static JsonNode call(McpRun program, String id) {
        return program.call("get_call", Map.of("call_id", id));
    }

    private static String schedule(McpRun program, String to) {
        JsonNode answer = program.call(
                "start_outbound_call",
                Map.of(
                        "to",
                        to,
                        "task",
                        "Say hello",
                        "at",
                        Instant.now().plus(2, ChronoUnit.DAYS).toString()));
        assertThat(answer.path("status").asText()).as("%s", answer).isEqualTo("scheduled");
        return answer.path("call_id").asText();
    }

    private void beDueNow(String callId) {
        try (Database database = Database.sqlite(home.resolve("osmtalk.db"))) {
            database.transaction(handle -> handle.createUpdate("UPDATE calls SET scheduled_at = :at WHERE id = :id")
                    .bind("at", System.currentTimeMillis())
                    .bind("id", callId)
                    .execute());
        }
    }

    private McpRun start(String allowed) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "OSMTALK_HOME", home.toString(),
                "OSMTALK_CONFIRM", "never",
                "OSMTALK_SIM_SPEED", "100"));
        if (!allowed.equals("any")) {
            environment.put("OSMTALK_ALLOWED_NUMBERS", allowed);
        }
        return McpRun.start(environment);
    }
}
