package com.osmtalk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.store.DatabaseUnavailableException;
import com.osmtalk.server.store.PostgresWire;
import com.osmtalk.server.store.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PostgreSQL is away for a while, and comes back. */
class DatabaseAwayTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final PostgresWire wire = new PostgresWire(TestDatabase.newPostgresUrl());

    @RegisterExtension
    final TestServer server = TestServer.create().onDatabase(wire::url).withSpeed(10);

    @AfterEach
    void mend() {
        wire.mend();
    }

    @Test
    void everyRouteAnswers503AndWhenToTryAgain() {
        CheckedApi api = server.api();
        String agent = server.agentId();
        wire.cut();

        List<Answer> answers = List.of(
                api.get("/api/widget/agents"),
                api.get("/api/calls"),
                api.get("/api/auth/me"),
                api.anonymous().post("/api/auth/login", """
                        {"email": "admin@example.com", "password": "correct horse battery"}"""),
                api.with("Idempotency-Key", "once").post("/api/calls/outbound", call(agent, "pn_1")),
                api.post("/api/agents/" + agent + "/connect", "{}"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text("/code")).isEqualTo("unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("5");
        });
        assertThat(api.anonymous().get("/healthz").status()).isEqualTo(200);
    }

    /** Long enough for the calls to end while it is away. */
    @Test
    void callsThatEndWhileItIsAwayAreStoredAsTheyEndedAndChargedOnce() {
        place(12);
        Waiting.untilTrue(LIMIT, () -> answered() == 12);

        wire.cut();
        pass(Duration.ofSeconds(8));
        wire.mend();

        awaitCompleted(12);
        assertAccountsAgree();
    }

    /** A restart takes so long; it happens while lines of some calls are being stored. */
    @Test
    void noCallIsEndedByARestart() {
        place(24);
        Waiting.untilTrue(LIMIT, () -> answered() > 12);

        wire.cut();
        pass(Duration.ofSeconds(1));
        wire.mend();

        awaitCompleted(24);
        assertAccountsAgree();
    }

    /** Some calls are just being claimed, or have not been dialled yet. */
    @Test
    void callsThatAreBeingDialledWhenItGoesAreDialledOnceItIsBack() {
        for (int round = 0; round < 4; round++) {
            int before = round * 8;
            place(8);
            Waiting.untilTrue(LIMIT, () -> number("SELECT count(*) FROM calls WHERE started_at IS NOT NULL") > before);

            wire.cut();
            pass(Duration.ofMillis(500));
            wire.mend();

            awaitCompleted(before + 8);
        }
        assertAccountsAgree();
    }

    @Test
    void noCallIsEndedByADatabaseThatDoesNotRespondForAWhile() {
        place(12);
        Waiting.untilTrue(LIMIT, () -> answered() == 12);

        wire.freeze();
        pass(Duration.ofSeconds(4));
        wire.mend();

        awaitCompleted(12);
        assertAccountsAgree();
    }

    /** How long an outage takes is what is given, not what is waited for. */
    private static void pass(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        Waiting.untilTrue(LIMIT, () -> System.nanoTime() > until);
    }

    /** The first connections may take a moment longer to come back than the way to the database. */
    private void awaitCompleted(int count) {
        Waiting.untilTrue(LIMIT, () -> {
            try {
                assertThat(inStatus("failed")).isZero();
                return inStatus("completed") == count;
            } catch (DatabaseUnavailableException stillAway) {
                return false;
            }
        });
    }

    private void assertAccountsAgree() {
        long charged = number("SELECT -sum(amount) FROM ledger WHERE call_id IS NOT NULL");
        assertThat(charged).isEqualTo(number("SELECT sum(cost_total) FROM calls"));
        assertThat(number("SELECT sum(calls) FROM call_totals")).isEqualTo(number("SELECT count(*) FROM calls"));
    }

    private void place(int count) {
        for (int i = 0; i < count; i++) {
            String call = call(server.agentId(), server.phoneNumberId());
            assertThat(server.api().post("/api/calls/outbound", call).status()).isEqualTo(201);
        }
    }

    private static String call(String agent, String number) {
        String body = "{\"agentId\": \"%s\", \"phoneNumberId\": \"%s\", \"destination\": \"+12025550100\"}";
        return body.formatted(agent, number);
    }

    /** How many were; on a busy machine the first are over before the last are. */
    private long answered() {
        return number("SELECT count(*) FROM calls WHERE answered_at IS NOT NULL");
    }

    private long inStatus(String status) {
        return number("SELECT count(*) FROM calls WHERE status = '" + status + "'");
    }

    private long number(String sql) {
        return server.database()
                .read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
