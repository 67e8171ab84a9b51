package com.osmtalk.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An assistant has our program ring a telephone, and somebody talks with the agent: all that is said is heard. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationIT {
    private static final String TO = "441134960001";

    private CallCentre centre;

    @BeforeAll
    void open() {
        centre = CallCentre.open("conversation");
    }

    @AfterAll
    void close() {
        centre.close();
    }

    @Test
    void aPersonTalksWithTheAgentOverSeveralTurns() {
        List<String> said = List.of(
                "yes please tell me more", // to who is speaking
                "that sounds very good", // to whether now is a good time
                "can you repeat that please", // to the second question
                "my order number is seven four two nine",
                "i would like to order two large pizzas",
                "my name is john smith");
        List<String> questions = Office.QUESTIONS;
        List<String> asked =
                List.of("", questions.get(0), questions.get(1), questions.get(1), questions.get(2), questions.get(3));
        talk(CallCentre.AGENT, said, asked);
    }

    @Test
    void anAgentThatHearsByAStreamTalksJustSo() {
        List<String> said = List.of(
                "what does it cost", "that sounds very good", "the invoice was paid last week", "i am not interested");
        List<String> questions = Office.QUESTIONS;
        talk(CallCentre.STREAMING_AGENT, said, List.of("", questions.get(0), questions.get(1), questions.get(2)));
    }

    /** @param asked what has to be in what comes out of the earpiece before each sentence */
    private void talk(String agent, List<String> said, List<String> asked) {
        try (Baresip phone = centre.phone(TO)) {
            String call = centre.osmtalk().call(agent, "+" + TO);
            phone.await("CALL_ESTABLISHED");
            List<String> heard = new ArrayList<>();
            for (String sentence : said) {
                heard.add(phone.hearTurn(centre.ear()));
                phone.say(sentence);
            }
            phone.await("CALL_CLOSED");

            JsonNode outcome = centre.osmtalk().outcome(call);
            assertThat(CallCentre.lines(outcome, "caller")).isEqualTo(said);
            assertThat(outcome.path("simulated").asBoolean()).isFalse();
            assertThat(outcome.path("status").asText()).isEqualTo("completed");
            assertThat(outcome.path("ended_by").asText()).isEqualTo("agent");
            for (int i = 0; i < asked.size(); i++) {
                assertThat(heard.get(i)).as("turn %d of %s", i, heard).contains(asked.get(i));
            }
        }
    }
}
