package com.osmtalk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.store.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole way once on PostgreSQL. */
class PostgresServerTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @RegisterExtension
    final TestServer server = TestServer.create().onDatabase(TestDatabase::emptyPostgresUrl);

    @Test
    void aCallIsPlacedHeldAnalysedAndCharged() {
        CheckedApi api = server.api();
        Answer placed = api.with("Idempotency-Key", "once")
                .post("/api/calls/outbound", """
                        {"agentId": "%s", "phoneNumberId": "%s",
                         "destination": "+12025550100"}""".formatted(server.agentId(), server.phoneNumberId()));
        assertThat(placed.status()).isEqualTo(201);

        Answer call = Waiting.until(
                LIMIT,
                () -> Optional.of(api.get("/api/calls/" + placed.text("/callId")))
                        .filter(answer -> answer.json().has("analysis")));

        assertThat(call.text("/status")).isEqualTo("completed");
        assertThat(call.text("/billingStatus")).isEqualTo("charged");
        Answer dashboard = api.get("/api/widget/dashboard");
        assertThat(dashboard.json().at("/balance").decimalValue())
                .isEqualTo(new BigDecimal("5000.00")
                        .subtract(call.json().at("/costTotal").decimalValue()));
        assertThat(api.get("/api/calls?q=goodbye").json().at("/total").asInt()).isOne();
    }
}
