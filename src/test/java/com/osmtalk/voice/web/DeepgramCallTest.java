package com.osmtalk.voice.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.Visitor;
import com.osmtalk.Waiting;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.speech.FakeSpeechService;
import com.osmtalk.voice.speech.SpeechProvider;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.speech.SpeechSettings;
import com.osmtalk.voice.speech.VendorMessages;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call that is heard and spoken by Deepgram, with everything between the visitor's socket and Deepgram's. */
class DeepgramCallTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final VendorMessages flux = new VendorMessages("deepgram-flux");
    private final VendorMessages speak = new VendorMessages("deepgram-speak");
    private final FakeSpeechService ears = new FakeSpeechService();
    private final FakeSpeechService mouth = new FakeSpeechService()
            .greets(connection -> connection.answers(text -> {
                if (text.contains("Flush")) {
                    connection.send(new byte[20 * Pcm.FRAME_BYTES]);
                    connection.send(speak.text("FlushedOfAura"));
                }
            }));
    private final SpeechServices speech = SpeechServices.of(new SpeechSettings(
            List.of(service(ears.url(), "flux-general-en", "")),
            List.of(service(mouth.url(), "aura-2", "thalia")),
            ""));
    private final CallWithSound call = new CallWithSound("Hello there.", speech);

    private static SpeechSettings.Service service(URI url, String model, String voice) {
        return new SpeechSettings.Service(SpeechProvider.DEEPGRAM, url, "key", model, voice, Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        call.close();
        speech.close();
        ears.close();
        mouth.close();
    }

    private String turn(String event, String words) {
        ObjectNode message = flux.message(event);
        return message.put("transcript", words).toString();
    }

    @Test
    void whatIsSaidIsAnsweredAloudAlsoWhenTheConnectionBreaksInTheMiddleOfIt() {
        try (Visitor visitor = call.join(true)) {
            mouth.connection(0).awaitText("Hello there.");
            Waiting.untilTrue(LIMIT, () -> visitor.frames.size() >= 20);
            visitor.awaitAgent("Hello there.");

            call.play(visitor, 60, 5_000);
            FakeSpeechService.Connection first = ears.connection(0);
            first.awaitBytes(50 * Pcm.FRAME_BYTES);
            first.send(turn("StartOfTurn", "Yes that"));
            first.drop();
            call.play(visitor, 20, 30);
            FakeSpeechService.Connection second = ears.connection(1);
            second.awaitBytes(60 * Pcm.FRAME_BYTES);
            second.send(turn("StartOfTurn", "Yes that"));
            second.send(turn("EndOfTurn", "Yes, that suits me."));

            assertThat(visitor.await("caller.text").path("text").asText()).isEqualTo("Yes, that suits me.");
            Waiting.untilTrue(
                    LIMIT,
                    () -> visitor.types().lastIndexOf("agent.text")
                            > visitor.types().indexOf("caller.text"));
            Waiting.untilTrue(LIMIT, () -> visitor.frames.size() >= 40);
            assertThat(visitor.types()).doesNotContain("error");
            // both sentences came by one connection
            assertThat(mouth.connection(0).texts()).hasSizeGreaterThanOrEqualTo(4);
            visitor.send("{\"type\": \"call.end\"}");
            second.awaitText("CloseStream");
        }
    }
}
