package com.osmtalk.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.api.SipTrunk;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** We are registered with the provider, and somebody calls our number. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncomingCallIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String OURS = "441134960120";

    private CallCentre centre;

    @BeforeAll
    void open() {
        centre = CallCentre.open("incoming");
        Kamailio provider = centre.provider();
        Office.attach(
                centre.osmtalk().api(),
                OURS,
                SipTrunk.at(provider.host())
                        .port(provider.port())
                        .transport(SipTrunk.Transport.UDP)
                        .username(OURS)
                        .password(Kamailio.password(OURS))
                        .register(true)
                        .build());
        Office.answer(centre.osmtalk().api(), OURS, CallCentre.STREAMING_AGENT);
    }

    @AfterAll
    void close() {
        centre.close();
    }

    @Test
    void theAgentAnswersAndListens() {
        try (Baresip phone = centre.phone("441134960001")) {
            String uri = "sip:+" + OURS + "@" + centre.provider().host() + ":"
                    + centre.provider().port();
            // until our registration has arrived, nobody is there
            Waiting.untilTrue(LIMIT, () -> {
                int before = phone.count("CALL_CLOSED");
                phone.dial(uri);
                Waiting.untilTrue(LIMIT, () -> phone.has("CALL_ESTABLISHED") || phone.count("CALL_CLOSED") > before);
                return phone.has("CALL_ESTABLISHED");
            });
            phone.hearTurn(centre.ear());
            phone.say("what does it cost");
            String answer = phone.hearTurn(centre.ear());
            phone.hangUp();

            JsonNode call = centre.osmtalk().lastCall();
            JsonNode outcome = centre.osmtalk().outcome(call.path("call_id").asText());
            assertThat(outcome.path("direction").asText()).isEqualTo("inbound");
            assertThat(outcome.path("from").asText()).isEqualTo("+441134960001");
            assertThat(CallCentre.lines(outcome, "caller")).containsExactly("what does it cost");
            assertThat(answer).contains(Office.QUESTIONS.get(0));
        }
    }
}
