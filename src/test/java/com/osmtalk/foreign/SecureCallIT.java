package com.osmtalk.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.SipTrunk;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A call that nobody on the way can listen to: signalling over TLS, whose certificate is checked, sound as SRTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecureCallIT {
    private static final String FROM = "441134960110";
    private static final String TO = "441134960001";

    private CallCentre centre;

    @BeforeAll
    void open() {
        centre = CallCentre.open("secure");
        Kamailio provider = centre.provider();
        Office.attach(
                centre.osmtalk().api(),
                FROM,
                SipTrunk.at(provider.host())
                        .port(provider.tlsPort())
                        .transport(SipTrunk.Transport.TLS)
                        .username(FROM)
                        .password(Kamailio.password(FROM))
                        .srtp(SipTrunk.Encryption.REQUIRED)
                        .build());
    }

    @AfterAll
    void close() {
        centre.close();
    }

    @Test
    void bothHearEachOther() {
        try (Baresip phone = centre.phone(TO, Baresip.Answers.AUTO, ";mediaenc=srtp-mand")) {
            String call = call();
            phone.await("CALL_ESTABLISHED");
            phone.hearTurn(centre.ear());
            phone.say("what does it cost");
            String answer = phone.hearTurn(centre.ear());
            phone.hangUp();

            JsonNode outcome = centre.osmtalk().outcome(call);
            assertThat(CallCentre.lines(outcome, "caller")).containsExactly("what does it cost");
            assertThat(answer).contains(Office.QUESTIONS.get(0));
            String trace = centre.osmtalk().trace(call);
            assertThat(trace).contains("SIP/2.0/TLS", "RTP/SAVP").doesNotContain("inline:");
        }
    }

    @Test
    void thereIsNoCallToAPhoneThatDoesNotEncrypt() {
        try (Baresip phone = centre.phone(TO)) {
            String call = call();
            assertThat(centre.osmtalk().outcome(call).at("/failure/code").asText())
                    .isEqualTo("media_not_accepted");
            assertThat(phone.has("CALL_ESTABLISHED")).isFalse();
        }
    }

    private String call() {
        return centre.osmtalk()
                .tool(
                        "start_outbound_call",
                        Map.of("agent", CallCentre.STREAMING_AGENT, "from", "+" + FROM, "to", "+" + TO))
                .path("call_id")
                .asText();
    }
}
