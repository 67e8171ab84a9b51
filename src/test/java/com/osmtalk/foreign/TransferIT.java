package com.osmtalk.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The person called wants to talk with a person: the agent calls one and tells what it is about. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransferIT {
    private static final String TO = "441134960001";
    private static final String COLLEAGUE = "441134960002";
    private static final String AGENT = "Dora";

    private CallCentre centre;

    @BeforeAll
    void open() {
        centre = CallCentre.open("transfer");
        Office.hire(
                centre.osmtalk().api(),
                AGENT,
                Map.of(
                        "tools",
                        Map.of(
                                "transferSettings",
                                Map.of(
                                        "transferToHuman",
                                        Map.of("enabled", true, "destinationNumber", "+" + COLLEAGUE)))));
    }

    @AfterAll
    void close() {
        centre.close();
    }

    @Test
    void whoDeclinesIsLeftAloneAndTheAgentGoesOn() {
        try (Baresip phone = centre.phone(TO);
                Baresip colleague = centre.phone(COLLEAGUE)) {
            String call = centre.osmtalk().call(AGENT, "+" + TO);
            phone.await("CALL_ESTABLISHED");
            phone.hearTurn(centre.ear());
            phone.say("let me talk to a person");

            colleague.await("CALL_ESTABLISHED");
            colleague.hearTurn(centre.ear());
            colleague.press("2");
            colleague.await("CALL_CLOSED");

            phone.hearTurn(centre.ear());
            phone.say("what does it cost");
            centre.osmtalk().awaitLine(call, "what does it cost");
            phone.hangUp();
            JsonNode outcome = centre.osmtalk().outcome(call);
            assertThat(outcome.path("status").asText()).isEqualTo("completed");
        }
    }
}
