package com.osmtalk.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our program dies in the middle of a call, as by kill -9: nobody is left on the line, and nobody is called again. */
class KilledServerIT {
    private static final String TO = "441134960001";

    private CallCentre centre;

    @BeforeEach
    void open() {
        centre = CallCentre.open("killed");
    }

    @AfterEach
    void close() {
        centre.close();
    }

    @Test
    void aCallThatWasTalkedOnEndsForBothAndIsNotDialledAgain() {
        try (Baresip phone = centre.phone(TO)) {
            String call = centre.osmtalk().call(CallCentre.AGENT, "+" + TO);
            phone.await("CALL_ESTABLISHED");
            phone.hearTurn(centre.ear());
            killAndStart();
            check(call, phone, "CALL_ESTABLISHED");
        }
    }

    @Test
    void aCallThatRangStopsRingingAndIsNotDialledAgain() {
        try (Baresip phone = centre.phone(TO, Baresip.Answers.MANUAL)) {
            String call = centre.osmtalk().call(CallCentre.AGENT, "+" + TO);
            phone.await("CALL_INCOMING");
            killAndStart();
            check(call, phone, "CALL_INCOMING");
        }
    }

    private void killAndStart() {
        centre.osmtalk().kill();
        centre.start();
    }

    /** @param seen the event of a call that reaches the phone */
    private void check(String call, Baresip phone, String seen) {
        JsonNode outcome = centre.osmtalk().outcome(call);
        assertThat(outcome.path("status").asText()).isEqualTo("failed");
        assertThat(outcome.at("/failure/code").asText()).isEqualTo("interrupted");
        phone.await("CALL_CLOSED");

        // the next call reaches the phone as ever, and is the second that it has seen
        centre.osmtalk().call(CallCentre.AGENT, "+" + TO);
        phone.await(seen, 2);
        phone.hangUp();
        phone.await("CALL_CLOSED", 2);
        assertThat(phone.count(seen)).isEqualTo(2);
    }
}
