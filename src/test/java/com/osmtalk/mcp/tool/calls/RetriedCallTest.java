package com.osmtalk.mcp.tool.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.TestClock;
import com.osmtalk.Waiting;
import com.osmtalk.mcp.AccountBench;
import com.osmtalk.mcp.AccountBench.Answer;
import com.osmtalk.mcp.AccountBench.Client;
import com.osmtalk.mcp.guard.GuardSettings;
import com.osmtalk.mcp.tool.ToolChoice;
import com.osmtalk.server.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call that is repeated while nobody is reached, through the whole server: what was shown, and what is dialled. */
class RetriedCallTest {
    private static final String BUSY = "+12025550101";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final TestClock clock = new TestClock();
    private final TestServer server = TestServer.create().withClock(clock);
    private AccountBench bench;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        server.open();
        bench = new AccountBench(server, ToolChoice.STANDARD, GuardSettings.Confirmation.AUTO);
        client = bench.client(server.key());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        bench.close();
        server.close();
    }

    @Test
    void noMoreCallsAreMadeThanWereShown() {
        Map<String, Object> call = new HashMap<>(
                Map.of("to", BUSY, "task", "Say hello", "retry", Map.of("attempts", 2, "after_minutes", 60)));
        Answer preview = client.bad("start_outbound_call", call);
        assertThat(preview.text()).contains("up to 2 calls to each number", "2 calls of a minute each");
        call.put("confirmation_token", preview.get("/confirmation_token"));
        client.good("start_outbound_call", call);

        Waiting.untilTrue(LIMIT, () -> states().equals(List.of("failed", "scheduled")));
        clock.advance(Duration.ofMinutes(61));
        Waiting.untilTrue(LIMIT, () -> states().equals(List.of("failed", "failed")));
        assertThat(calls())
                .allSatisfy(one -> assertThat(one.path("to").asText()).isEqualTo(BUSY));
        // the attempt after one is made in the transaction that ends it
        assertThat(calls()).hasSize(2);
    }

    private List<String> states() {
        return calls().stream()
                .map(call -> call.path("status").asText())
                .sorted()
                .toList();
    }

    private List<JsonNode> calls() {
        JsonNode page = server.api().get("/api/calls?limit=10").json();
        return page.path("data").valueStream().toList();
    }
}
