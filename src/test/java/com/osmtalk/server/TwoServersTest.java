package com.osmtalk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.TestClock;
import com.osmtalk.Waiting;
import com.osmtalk.api.Json;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.auth.TestAssistant;
import com.osmtalk.server.store.DatabaseUnavailableException;
import com.osmtalk.server.store.PostgresWire;
import com.osmtalk.server.store.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two servers on one PostgreSQL: what is scheduled is dialled by one of them, and a call is reached through both. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoServersTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ANSWERS = "+12025550100";
    private static final String BUSY = "+12025550101";
    private static final String OFFERS_ANOTHER_TIME = "+12025550113";
    private static final int MANY = 20;

    private final TestClock clock = new TestClock();
    private final PostgresWire wire = new PostgresWire(TestDatabase.newPostgresUrl());
    private final TestServer first = TestServer.create().onDatabase(wire::url).withClock(clock);
    private final TestServer second = TestServer.create().onDatabase(wire::url).withClock(clock);

    private String idOfFirst;
    private String asking;

    @BeforeAll
    void open() throws IOException {
        first.open();
        idOfFirst = text("SELECT id FROM servers");
        second.open();
        asking = first.api()
                .post(
                        "/api/agents",
                        json(Map.of(
                                "name",
                                "Assistant",
                                "greeting",
                                "Hello, this is an automated assistant.",
                                "systemPrompt",
                                "You call a dentist to move an appointment to Thursday morning. Ask me before you"
                                        + " accept another time.",
                                "askOwner",
                                true,
                                "askOwnerSeconds",
                                120,
                                "maxDurationSeconds",
                                7200)))
                .text("/id");
    }

    @AfterAll
    void close() throws IOException {
        wire.mend();
        second.close();
        first.close();
    }

    @Test
    void whatIsDueIsDialledOnceAlsoWhenBothLookAtOnce() {
        List<String> ids = scheduled(ANSWERS, Duration.ofHours(1), "");

        clock.advance(Duration.ofHours(1));

        ids.forEach(id -> assertThat(over(id).path("status").asText()).isEqualTo("completed"));
        assertDialledOnce(ids);
    }

    @Test
    void furtherAttemptsAreMadeOnceEach() {
        List<String> ids = scheduled(
                BUSY, Duration.ofHours(1), ", \"retry\": {\"attempts\": 2, \"afterMinutes\": 30, \"on\": [\"busy\"]}");
        clock.advance(Duration.ofHours(1));
        List<String> seconds = ids.stream().map(this::next).toList();
        clock.advance(Duration.ofMinutes(31));
        List<String> thirds = seconds.stream().map(this::next).toList();
        clock.advance(Duration.ofMinutes(31));

        thirds.forEach(id -> {
            JsonNode last = over(id);
            assertThat(last.path("failureReason").asText()).isEqualTo("busy");
            assertThat(last.path("attempt").asInt()).isEqualTo(3);
            assertThat(last.has("nextAttempt")).isFalse();
        });
        assertThat(number("SELECT count(*) FROM calls WHERE retry_of IN " + list(ids)))
                .isEqualTo(2L * ids.size());
    }

    @Test
    void theCallsOfAConnectedAssistantAreCountedTogetherAlsoWhenBothAreAskedAtOnce() throws Exception {
        int most = 5;
        String access = TestAssistant.registered(first.url(), first.token())
                .tokens("calls:read calls:write", "{\"maxCallsPerDay\": " + most + "}")
                .path("access_token")
                .asText();
        String body = "{\"agentId\": \"" + first.agentId() + "\", \"phoneNumberId\": \"" + first.phoneNumberId()
                + "\", \"destination\": \"" + ANSWERS + "\"}";
        List<Callable<Answer>> asked = new ArrayList<>();
        for (TestServer server : List.of(first, second)) {
            // the token is good at both, and each has a proof of its own for it
            String credential = server.server().assistant(access).orElseThrow().credential();
            CheckedApi api = server.api().anonymous().withKey(credential);
            for (int i = 0; i < 2 * most; i++) {
                asked.add(() -> api.post("/api/widget/calls/outbound", body));
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Integer> answers = new ArrayList<>();
            for (Future<Answer> each : threads.invokeAll(asked)) {
                answers.add(each.get().status());
            }
            assertThat(answers).containsOnly(201, 422);
            assertThat(answers.stream().filter(status -> status == 201)).hasSize(most);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void ofCancelsAtBothServersAndTheDialOneWins() throws Exception {
        List<String> ids = scheduled(ANSWERS, Duration.ofHours(1), "");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<CheckedApi> both = List.of(first.api(), second.api());
            List<Callable<Answer>> cancels = new ArrayList<>();
            for (String id : ids) {
                both.forEach(api -> cancels.add(() -> api.post("/api/calls/" + id + "/cancel", "")));
            }
            clock.advance(Duration.ofHours(1));
            List<Future<Answer>> answers = threads.invokeAll(cancels);
            List<String> dialled = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                JsonNode over = over(ids.get(i));
                boolean cancelled = answers.get(2 * i).get().status() == 200;
                assertThat(answers.get(2 * i + 1).get().status()).isEqualTo(cancelled ? 200 : 409);
                assertThat(over.path("failureReason").asText("-")).isEqualTo(cancelled ? "canceled" : "-");
                assertThat(over.path("transcript").isEmpty()).isEqualTo(cancelled);
                if (!cancelled) {
                    dialled.add(ids.get(i));
                }
            }
            assertDialledOnce(dialled);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatIsDueWhileTheDatabaseIsAwayIsDialledOnceAfterwards() {
        List<String> soon = scheduled(ANSWERS, Duration.ofMinutes(60), "");
        List<String> missed = scheduled(ANSWERS, Duration.ofMinutes(45), "");

        wire.cut();
        clock.advance(Duration.ofMinutes(62));
        pass(Duration.ofSeconds(3));
        wire.mend();

        soon.forEach(id -> assertThat(over(id).path("status").asText()).isEqualTo("completed"));
        missed.forEach(id -> assertThat(over(id).path("failureReason").asText()).isEqualTo("missed_schedule"));
        assertDialledOnce(soon);
        assertThat(number("SELECT count(*) FROM calls WHERE started_at IS NOT NULL AND id IN " + list(missed)))
                .isZero();
    }

    @Test
    void aCallIsEndedThroughTheOtherServer() {
        String id = call(first, asking, OFFERS_ANOTHER_TIME);
        Waiting.untilTrue(LIMIT, () -> get(id).has("question"));

        Answer ended = other(id).post("/api/calls/" + id + "/end", "");

        assertThat(ended.status()).isEqualTo(200);
        assertThat(over(id).path("endedBy").asText()).isEqualTo("user");
    }

    @Test
    void notesKeysAndAnswersReachACallThroughTheOtherServer() {
        String id = call(first, asking, OFFERS_ANOTHER_TIME);
        Waiting.untilTrue(LIMIT, () -> get(id).has("question"));
        CheckedApi other = other(id);
        String path = "/api/calls/" + id;

        assertThat(other.post(path + "/notes", "{\"text\": \"My order number is 4711.\"}")
                        .status())
                .isEqualTo(201);
        assertThat(other.post(path + "/keys", "{\"keys\": \"1w2#\"}").status()).isEqualTo(200);
        Waiting.untilTrue(LIMIT, () -> lines(id).contains("press_keys: 1w2#"));
        assertThat(lines(id)).contains("Note from the person behind this call: My order number is 4711.");
        assertThat(other.post(path + "/questions/1/answer", "{\"answer\": \"Yes, take it\"}")
                        .status())
                .isEqualTo(200);
        assertThat(other.post(path + "/questions/1/answer", "{\"answer\": \"No\"}")
                        .code())
                .isEqualTo("question_closed");

        over(id);
        assertThat(lines(id)).contains("Answer to question 1: Yes, take it");
        assertThat(lines(id).stream().filter(line -> line.startsWith("press_keys")))
                .hasSize(1);
        assertThat(number("SELECT count(*) FROM call_commands WHERE call_id = '" + id + "'"))
                .isZero();
    }

    @Test
    void aCallIsTransferredThroughTheOtherServer() {
        String id = call(first, asking, OFFERS_ANOTHER_TIME);
        Waiting.untilTrue(LIMIT, () -> get(id).has("question"));

        Answer accepted = other(id).post("/api/calls/" + id + "/transfer", "{\"destination\": \"+12025550108\"}");

        assertThat(accepted.status()).isEqualTo(200);
        assertThat(over(id).path("endedBy").asText()).isEqualTo("transfer");
    }

    /** Each call talks once, is charged once, and was begun by one server. */
    private void assertDialledOnce(List<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        assertThat(number("SELECT count(*) FROM ledger WHERE call_id IN " + list(ids)))
                .isEqualTo(ids.size());
        long greetings = number(
                "SELECT count(*) FROM call_turns WHERE role = 'agent' AND turn_index = 0 AND call_id IN " + list(ids));
        assertThat(greetings).isEqualTo(ids.size());
        ids.forEach(id -> assertThat(lines(id)).doesNotHaveDuplicates());
    }

    private static String list(List<String> ids) {
        return ids.isEmpty() ? "('')" : "('" + String.join("', '", ids) + "')";
    }

    private List<String> scheduled(String number, Duration in, String more) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            TestServer server = i % 2 == 0 ? first : second;
            ids.add(request(
                    server,
                    first.agentId(),
                    number,
                    ", \"scheduledAt\": \"" + clock.instant().plus(in) + "\"" + more));
        }
        return ids;
    }

    private String call(TestServer server, String agent, String number) {
        return request(server, agent, number, "");
    }

    private String request(TestServer server, String agent, String number, String more) {
        Answer placed = server.api()
                .post("/api/widget/calls/outbound", """
                {"agentId": "%s", "phoneNumberId": "%s", "destination": "%s",
                 "dynamicVariables": {"first_name": "Arjun", "day": "Tuesday"}%s}
                """.formatted(agent, first.phoneNumberId(), number, more));
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        return placed.text("/callId");
    }

    /** The server that does not hold a call. */
    private CheckedApi other(String id) {
        boolean isFirst =
                text("SELECT server_id FROM calls WHERE id = '" + id + "'").equals(idOfFirst);
        return (isFirst ? second : first).api();
    }

    private JsonNode get(String id) {
        return first.api().get("/api/calls/" + id).json();
    }

    private List<String> lines(String id) {
        return get(id).path("transcript").findValuesAsText("text");
    }

    private String next(String id) {
        over(id);
        return Waiting.until(
                LIMIT,
                () -> Optional.of(get(id).at("/nextAttempt/callId").asText()).filter(next -> !next.isEmpty()));
    }

    private JsonNode over(String id) {
        return Waiting.until(LIMIT, () -> {
            Answer answer = first.api().get("/api/calls/" + id);
            return answer.status() == 503
                    ? Optional.empty()
                    : Optional.of(answer.json())
                            .filter(call -> call.path("status").asText().matches("completed|failed"));
        });
    }

    /** How long an outage takes is what is given, not what is waited for. */
    private static void pass(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        Waiting.untilTrue(time.multipliedBy(2), () -> System.nanoTime() > until);
    }

    private long number(String sql) {
        return Waiting.until(LIMIT, () -> {
            try {
                return Optional.of(first.database()
                        .read(handle ->
                                handle.createQuery(sql).mapTo(Long.class).one()));
            } catch (DatabaseUnavailableException stillAway) {
                return Optional.empty();
            }
        });
    }

    private String text(String sql) {
        return first.database()
                .read(handle -> handle.createQuery(sql).mapTo(String.class).one());
    }

    private static String json(Object value) {
        return Json.MAPPER.valueToTree(value).toString();
    }
}
