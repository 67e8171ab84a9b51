package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.Call;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.store.TestDatabase;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A telephone call goes from one agent to another, on the simulated network. */
class AgentHandoverTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @RegisterExtension
    final TestServer server = TestServer.create().onDatabase(TestDatabase::newPostgresUrl);

    @Test
    void aCallGoesOnWithTheOtherAgentAndStaysTheFirstOnes() {
        String billing = agent("{\"name\": \"Billing\", \"greeting\": \"This is Billing.\", \"systemPrompt\":"
                + " \"You explain invoices.\\n1. Which invoice is it about?\"}");
        String reception = agent("""
                {"name": "Reception", "greeting": "Hello, is this a good time?", "tools": {"transferSettings": {
                    "transferToAgents": [{"agentId": "%s", "triggerDescription":
                        "yes, yeah, sure, works, fine, good, okay, great, speaking, hello"}]}}}
                """.formatted(billing));

        Call call = call(reception);

        assertThat(call.agentId()).isEqualTo(reception);
        assertThat(call.failureReason()).isNull();
        assertThat(call.transcript())
                .filteredOn(line -> line.role() == TranscriptRole.SYSTEM)
                .extracting(TranscriptEntry::text)
                .containsExactly("Handed over to Billing (" + billing + ").");
        assertThat(call.transcript())
                .filteredOn(line -> line.role() == TranscriptRole.AGENT)
                .extracting(TranscriptEntry::text)
                .contains("This is Billing. Which invoice is it about?");
    }

    private String agent(String body) {
        return server.api().post("/api/agents", body).text("/id");
    }

    private Call call(String agentId) {
        String id = server.api()
                .post("/api/widget/calls/outbound", """
                        {"agentId": "%s", "phoneNumberId": "%s", "destination": "+12025550100"}
                        """.formatted(agentId, server.phoneNumberId()))
                .text("/callId");
        return Waiting.until(
                LIMIT,
                () -> Optional.of(server.client().widget().getCall(id))
                        .filter(call -> call.status().isTerminal()));
    }
}
