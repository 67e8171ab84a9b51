package com.osmtalk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.store.PostgresWire;
import com.osmtalk.server.store.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a server says of itself while its database is away, and while it is about to stop. */
class ReadinessTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final PostgresWire wire = new PostgresWire(TestDatabase.newPostgresUrl());

    @RegisterExtension
    final TestServer server = TestServer.create().onDatabase(wire::url).withSpeed(20);

    @Test
    void itIsNotReadyWhileItsDatabaseIsAwayOrDoesNotRespond() {
        assertThat(ready().text("/status")).isEqualTo("ready");

        wire.cut();
        Waiting.untilTrue(LIMIT, () -> ready().status() == 503);
        assertThat(ready().header("Retry-After")).isEqualTo("2");
        assertThat(ready().text("/error")).contains("database");
        assertThat(api().get("/healthz").status()).as("the process lives").isEqualTo(200);
        wire.mend();
        Waiting.untilTrue(LIMIT, () -> ready().status() == 200);

        wire.freeze();
        Waiting.untilTrue(LIMIT, () -> ready().status() == 503);
        wire.mend();
        Waiting.untilTrue(LIMIT, () -> ready().status() == 200);
    }

    @Test
    void aServerThatIsAboutToStopTakesNoNewCallsAndLetsLiveOnesEnd() {
        String body = "{\"agentId\": \"%s\", \"phoneNumberId\": \"%s\", \"destination\": \"+12025550100\"}";
        String call = body.formatted(server.agentId(), server.phoneNumberId());
        for (int i = 0; i < 3; i++) {
            assertThat(server.api().post("/api/calls/outbound", call).status()).isEqualTo(201);
        }
        Waiting.untilTrue(LIMIT, () -> count("answered_at IS NOT NULL") == 3);

        server.server().drain(LIMIT);

        assertThat(count("status = 'completed'")).isEqualTo(3);
        assertThat(ready().status()).isEqualTo(503);
        Answer refused = server.api().post("/api/calls/outbound", call);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(count("status <> 'completed'")).isZero();
        assertThat(api().get("/healthz").status()).isEqualTo(200);
    }

    private Answer ready() {
        return api().get("/readyz");
    }

    private CheckedApi api() {
        return new CheckedApi(server.url());
    }

    private long count(String condition) {
        return server.database()
                .read(handle -> handle.createQuery("SELECT count(*) FROM calls WHERE " + condition)
                        .mapTo(Long.class)
                        .one());
    }
}
