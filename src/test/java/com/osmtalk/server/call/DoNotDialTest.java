package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A number that may not be dialled is not dialled by an agent that hands over either. */
class DoNotDialTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String PERSON = "+12025550188";
    private static final String ASKS_FOR_A_PERSON = "+12025550108";

    @RegisterExtension
    final TestServer server = TestServer.create();

    @BeforeEach
    void giveTheAgentAPerson() {
        Answer changed = server.api().put("/api/agents/" + server.agentId(), """
                {"tools": {"transferSettings": {"transferToHuman": {
                  "enabled": true, "destinationNumber": "%s",
                  "triggerDescription": "asks for a human"}}}}""".formatted(PERSON));
        assertThat(changed.status()).isEqualTo(200);
    }

    @Test
    void aPersonWhoMayBeDialledTakesOver() {
        assertThat(callThatAsksForAPerson().path("endedBy").asText()).isEqualTo("transfer");
    }

    @Test
    void aPersonOnTheDoNotCallListIsNotDialled() {
        server.api().post("/api/campaigns/dnc", "{\"phoneNumber\": \"%s\"}".formatted(PERSON));

        assertNotHandedOver(callThatAsksForAPerson());
    }

    @Test
    void aPersonWhosWishComesDuringTheCallIsNotDialled() {
        String callId = place();
        server.api().post("/api/campaigns/dnc", "{\"phoneNumber\": \"%s\"}".formatted(PERSON));

        assertNotHandedOver(ended(callId));
    }

    @Test
    void aPersonInACountryThatIsNotAllowedIsNotDialled() {
        server.api().put("/api/agents/" + server.agentId(), """
                {"tools": {"transferSettings": {"transferToHuman": {
                  "enabled": true, "destinationNumber": "+919876543210",
                  "triggerDescription": "asks for a human"}}}}""");
        server.api().put("/api/settings/compliance", "{\"allowedCountries\": [\"US\"]}");

        assertNotHandedOver(callThatAsksForAPerson());
    }

    private static void assertNotHandedOver(JsonNode call) {
        assertThat(call.path("endedBy").asText()).as(call.toString()).isNotEqualTo("transfer");
        assertThat(call.path("transcript").findValuesAsText("text"))
                .anyMatch(line -> line.contains("can't put you through"));
    }

    private JsonNode callThatAsksForAPerson() {
        return ended(place());
    }

    private String place() {
        return server.api()
                .post("/api/calls/outbound", """
                        {"agentId": "%s", "phoneNumberId": "%s",
                         "destination": "%s"}""".formatted(server.agentId(), server.phoneNumberId(), ASKS_FOR_A_PERSON))
                .text("/callId");
    }

    private JsonNode ended(String callId) {
        return Waiting.until(
                LIMIT,
                () -> Optional.of(server.api().get("/api/calls/" + callId).json())
                        .filter(call -> call.path("status").asText().matches("completed|failed")));
    }
}
