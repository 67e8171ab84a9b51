package com.osmtalk.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What people do on the telephone beside talking in turns. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuringACallIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TO = "441134960001";
    private static final String TALKATIVE = "Clara";
    private static final String STORY = "I am going to tell you a very long story about our company. ".repeat(8);

    private CallCentre centre;

    @BeforeAll
    void open() {
        centre = CallCentre.open("during");
        Office.hire(
                centre.osmtalk().api(),
                TALKATIVE,
                Map.of(
                        "greeting",
                        "Hello, this is Clara. " + STORY,
                        "stt",
                        Map.of("provider", "deepgram", "model", "nova-3"),
                        "keypadInputEnabled",
                        true));
    }

    @AfterAll
    void close() {
        centre.close();
    }

    @Test
    void anAgentThatIsInterruptedStopsAndListens() {
        try (Baresip phone = centre.phone(TO)) {
            String call = centre.osmtalk().call(TALKATIVE, "+" + TO);
            phone.await("CALL_ESTABLISHED");
            // well within the story
            Waiting.untilTrue(LIMIT, () -> phone.heardMilliseconds() > 6_000 && phone.hearsVoice(500));
            phone.say("wait a moment please i have a question");
            centre.osmtalk().awaitLine(call, "wait a moment please i have a question");
            phone.hangUp();

            JsonNode outcome = centre.osmtalk().outcome(call);
            // of its story the agent has said the part that was heard
            assertThat(CallCentre.lines(outcome, "agent").get(0))
                    .contains("this is Clara")
                    .hasSizeLessThan(STORY.length() / 2);
            assertThat(outcome.path("ended_by").asText()).isEqualTo("caller");
        }
    }

    @Test
    void keysThatThePersonPressesAreHeard() {
        try (Baresip phone = centre.phone(TO)) {
            String call = centre.osmtalk().call(TALKATIVE, "+" + TO);
            phone.await("CALL_ESTABLISHED");
            Waiting.untilTrue(LIMIT, () -> phone.hearsVoice(500));
            phone.press("42#");
            centre.osmtalk().awaitLine(call, "42");
            phone.hangUp();
        }
    }

    /** Its frames stay in time: what is said is understood, and the phone sees little jitter. */
    @Test
    void aScannersFloodDisturbsNoCall() {
        try (Baresip phone = centre.phone(TO);
                Flood flood = new Flood(centre.osmtalk().sipPort(), 5_000)) {
            String call = centre.osmtalk().call(CallCentre.STREAMING_AGENT, "+" + TO);
            phone.await("CALL_ESTABLISHED");
            phone.hearTurn(centre.ear());
            phone.say("what does it cost");
            String answer = phone.hearTurn(centre.ear());
            phone.hangUp();
            assertThat(answer).contains(Office.QUESTIONS.get(0));
            assertThat(CallCentre.lines(centre.osmtalk().outcome(call), "caller"))
                    .containsExactly("what does it cost");
            System.out.printf(
                    Locale.ROOT,
                    "beside %.0f packets of a scanner a second: %s%n",
                    flood.rate(),
                    centre.osmtalk().api().account().calls().get(call).quality());
        }
    }

    @Test
    void aPersonWhoHoldsTheCallAndComesBackIsHeardAgain() {
        try (Baresip phone = centre.phone(TO)) {
            String call = centre.osmtalk().call(CallCentre.STREAMING_AGENT, "+" + TO);
            phone.await("CALL_ESTABLISHED");
            phone.hearTurn(centre.ear());
            phone.hold();
            // baresip asks for a call that goes one way, or none: we answer accordingly
            Waiting.untilTrue(LIMIT, () -> centre.osmtalk().trace(call).matches("(?s).*a=(recvonly|inactive).*"));
            phone.resume();
            phone.say("what does it cost");
            centre.osmtalk().awaitLine(call, "Is now a good time to talk?");
            phone.hangUp();
            assertThat(CallCentre.lines(centre.osmtalk().outcome(call), "caller"))
                    .containsExactly("what does it cost");
        }
    }
}
