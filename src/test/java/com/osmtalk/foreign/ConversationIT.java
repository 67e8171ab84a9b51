package com.osmtalk.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An assistant has our program ring a telephone, and somebody talks with the agent: all that is said is heard. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationIT {
    private final Path folder = Workplace.folder("conversation");
    private final PocketSphinx recogniser = PocketSphinx.of(folder, Sentences.KNOWN);
    private final PocketSphinx ear = Office.ear(folder);
    private final TranscriptionServer transcription = new TranscriptionServer(recogniser);
    private Kamailio provider;
    private OsmTalkProgram osmtalk;

    @BeforeAll
    void open() {
        provider = Kamailio.start(folder);
        osmtalk = OsmTalkProgram.start(
                folder,
                Map.of(
                        "OSMTALK_STT_MODEL",
                        "pocketsphinx",
                        "OSMTALK_STT_URL",
                        transcription.url().toString(),
                        "OSMTALK_STT_KEY",
                        TranscriptionServer.KEY));
        Office.hire(osmtalk.api(), Map.of());
        Office.attach(osmtalk.api(), Office.trunk(provider));
    }

    @AfterAll
    void close() {
        osmtalk.close();
        provider.close();
        transcription.close();
    }

    @Test
    void aPersonTalksWithTheAgentOverSeveralTurns() {
        try (Baresip phone =
                Baresip.start(folder.resolve("phone"), provider, "441134960001", Baresip.Answers.AUTO, "")) {
            String call = osmtalk.call(Office.AGENT, "+441134960001");
            phone.await("CALL_ESTABLISHED");
            List<String> said = List.of(
                    "yes please tell me more", // to who is speaking
                    "that sounds very good", // to whether now is a good time
                    "can you repeat that please", // to the second question
                    "my order number is seven four two nine",
                    "i would like to order two large pizzas",
                    "my name is john smith");
            List<String> heard = new ArrayList<>();
            for (String sentence : said) {
                heard.add(phone.hearTurn(ear));
                phone.say(sentence);
            }
            phone.await("CALL_CLOSED");

            JsonNode outcome = osmtalk.outcome(call);
            assertThat(lines(outcome, "caller")).isEqualTo(said);
            assertThat(outcome.path("simulated").asBoolean()).isFalse();
            assertThat(outcome.path("status").asText()).isEqualTo("completed");
            assertThat(outcome.path("ended_by").asText()).isEqualTo("agent");
            // what came out of the earpiece are the agent's words
            List<String> questions = Office.QUESTIONS;
            List<String> order =
                    List.of(questions.get(0), questions.get(1), questions.get(1), questions.get(2), questions.get(3));
            for (int i = 0; i < order.size(); i++) {
                assertThat(heard.get(i + 1)).as("turn %d of %s", i + 1, heard).contains(order.get(i));
            }
        }
    }

    private static List<String> lines(JsonNode outcome, String role) {
        List<String> lines = new ArrayList<>();
        for (JsonNode line : outcome.path("transcript")) {
            if (line.path("role").asText().equals(role)) {
                lines.add(line.path("text").asText());
            }
        }
        return lines;
    }
}
