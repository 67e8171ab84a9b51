package com.osmtalk.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.SipTrunk;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The person called wants to talk with a person: the agent calls one, tells what it is about, and joins the two. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransferIT {
    private static final String TO = "441134960001";
    private static final String COLLEAGUE = "441134960002";
    /** Its trunk connects calls itself. */
    private static final String REFERRING = "441134960101";

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
    void whoTakesTheCallIsHeardByWhoAskedForThem() {
        try (Baresip phone = centre.phone(TO);
                Baresip colleague = centre.phone(COLLEAGUE)) {
            centre.osmtalk().call(AGENT, "+" + TO);
            phone.await("CALL_ESTABLISHED");
            phone.hearTurn(centre.ear());
            phone.say("let me talk to a person");

            // that they are to wait
            phone.hearTurn(centre.ear());
            colleague.await("CALL_ESTABLISHED");
            // what it is about, and which key takes the call
            colleague.hearTurn(centre.ear());
            colleague.press("1");
            // that they are put through now
            phone.hearTurn(centre.ear());

            colleague.say("we open at nine o'clock on monday");
            assertThat(phone.hearTurn(centre.people())).isEqualTo("we open at nine o'clock on monday");
            phone.say("how long does the delivery take");
            assertThat(colleague.hearTurn(centre.people())).isEqualTo("how long does the delivery take");
            phone.hangUp();
            colleague.await("CALL_CLOSED");
        }
    }

    @Test
    void aTrunkThatIsAskedConnectsTheTwoItself() {
        Office.attach(
                centre.osmtalk().api(),
                REFERRING,
                SipTrunk.at(centre.provider().host())
                        .port(centre.provider().port())
                        .transport(SipTrunk.Transport.UDP)
                        .username(REFERRING)
                        .password(Kamailio.password(REFERRING))
                        .plus(false)
                        .transfer(SipTrunk.Transfer.REFER)
                        .build());
        try (Baresip phone = centre.phone(TO);
                Baresip colleague = centre.phone(COLLEAGUE)) {
            String call = centre.osmtalk()
                    .tool("start_outbound_call", Map.of("agent", AGENT, "from", "+" + REFERRING, "to", "+" + TO))
                    .path("call_id")
                    .asText();
            phone.await("CALL_ESTABLISHED");
            phone.hearTurn(centre.ear());

            centre.osmtalk().tool("transfer_call", Map.of("call_id", call, "to", "+" + COLLEAGUE));

            colleague.await("CALL_ESTABLISHED");
            assertThat(centre.osmtalk().outcome(call).path("ended_by").asText()).isEqualTo("transfer");
            // our program is in neither call any more
            assertThat(centre.osmtalk().trace(call)).contains("REFER sip:", "message/sipfrag");
            colleague.say("we open at nine o'clock on monday");
            phone.hangUp();
            colleague.await("CALL_CLOSED");
        }
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
