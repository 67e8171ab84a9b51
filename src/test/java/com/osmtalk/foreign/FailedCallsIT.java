package com.osmtalk.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.SipTrunk;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that come to nothing fail with the reason why. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailedCallsIT {
    private static final String TO = "441134960001";

    private CallCentre centre;

    @BeforeAll
    void open() {
        centre = CallCentre.open("failures");
    }

    @AfterAll
    void close() {
        centre.close();
    }

    /** The last digits of a number are what the provider answers with; 404: nobody is registered under it. */
    @ParameterizedTest
    @CsvSource({
        "+441134960486, busy",
        "+441134960603, rejected",
        "+441134960480, no_answer",
        "+441134960503, carrier_unavailable",
        "+441134960404, invalid_number"
    })
    void whatTheProviderAnswersIsTheReason(String number, String reason) {
        assertThat(failure(number)).isEqualTo(reason);
    }

    @Test
    void aPersonWhoPutsACallDownIsBusy() {
        try (Baresip phone = centre.phone(TO, Baresip.Answers.MANUAL)) {
            String call = centre.osmtalk().call(CallCentre.AGENT, "+" + TO);
            phone.await("CALL_INCOMING");
            phone.hangUp();
            assertThat(centre.osmtalk().outcome(call).at("/failure/code").asText())
                    .isEqualTo("busy");
        }
    }

    @Test
    void nobodyAnswersAndTheRingingEnds() {
        try (Baresip phone = centre.phone(TO, Baresip.Answers.MANUAL)) {
            assertThat(failure("+" + TO)).isEqualTo("no_answer");
            phone.await("CALL_CLOSED");
        }
    }

    @Test
    void aCallThatIsEndedWhileItRingsRingsNoMore() {
        try (Baresip phone = centre.phone(TO, Baresip.Answers.MANUAL)) {
            String call = centre.osmtalk().call(CallCentre.AGENT, "+" + TO);
            phone.await("CALL_INCOMING");
            centre.osmtalk().api().account().calls().end(call, null);
            phone.await("CALL_CLOSED");
            assertThat(centre.osmtalk().outcome(call).at("/failure/code").asText())
                    .isEqualTo("canceled");
        }
    }

    @Test
    void aWrongPasswordIsTheProvidersRefusal() {
        String wrong = "441134960109";
        SipTrunk trunk = Office.trunk(centre.provider(), wrong, "not-the-password");
        Office.attach(centre.osmtalk().api(), wrong, trunk);
        JsonNode started = centre.osmtalk()
                .tool(
                        "start_outbound_call",
                        Map.of("agent", CallCentre.AGENT, "from", "+" + wrong, "to", "+441134960486"));
        JsonNode outcome = centre.osmtalk().outcome(started.path("call_id").asText());
        assertThat(outcome.at("/failure/code").asText()).isEqualTo("carrier_denied");
        assertThat(outcome.at("/failure/detail").asText()).contains("does not take the user name");
        assertThat(centre.osmtalk().log()).doesNotContain("not-the-password");
    }

    private String failure(String number) {
        String call = centre.osmtalk().call(CallCentre.AGENT, number);
        JsonNode outcome = centre.osmtalk().outcome(call);
        assertThat(outcome.path("status").asText()).isEqualTo("failed");
        return outcome.at("/failure/code").asText();
    }
}
