package com.osmtalk.voice.speech;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Allocation;
import com.osmtalk.Waiting;
import com.osmtalk.voice.audio.Pcm;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A frame on its way to a service that is streamed to. The library makes a buffer for each message, and objects for the
 * message and its place in a queue; that is all there is.
 */
class StreamedFramesAllocationTest {
    private static final int FRAMES = 2_000;
    /** Of the library, for a message of any length, without its buffers. */
    private static final int OBJECTS_OF_A_MESSAGE = 600;

    private final FakeSpeechService service = new FakeSpeechService();
    private SpeechServices speech;

    @AfterEach
    void stop() {
        speech.close();
        service.close();
    }

    /** Base64 of 24 kHz is twice as long as the sound of a frame. */
    @ParameterizedTest
    @CsvSource({"DEEPGRAM, nova-3, 2, 1", "DEEPGRAM, flux-general-en, 4, 1", "REALTIME, whisper-1, 5, 2"})
    void nothingIsMadeForAFrameButTheMessageOfTheLibrary(
            SpeechProvider provider, String model, int framesOfAMessage, int length) {
        VendorMessages messages = new VendorMessages("openai-realtime");
        service.greets(connection -> {
            connection.send(messages.text("session.created"));
            connection.answers(text -> {
                if (text.contains("commit")) {
                    connection.send(messages.text("completed"));
                }
            });
        });
        speech = SpeechServices.of(new SpeechSettings(
                List.of(new SpeechSettings.Service(provider, service.url(), null, model, "", Duration.ofMinutes(5))),
                List.of(),
                ""));
        ListeningSession session = speech.recogniser().orElseThrow().listen(ListeningTerms.in("en"), new HeardTurns());
        FakeSpeechService.Connection connection = service.connection(0);
        byte[] frame = new byte[Pcm.FRAME_BYTES];
        Random chance = new Random(1);
        for (int at = 0; at < frame.length; at += 2) {
            Pcm.put(frame, at, chance.nextInt(10_000) - 5_000);
        }

        Waiting.untilTrue(FakeSpeechService.LIMIT, () -> {
            session.frame(frame, 0);
            return connection.bytes() > 0 || connection.texts.stream().anyMatch(text -> text.contains("append"));
        });

        double bytes = Allocation.perRound(FRAMES, () -> session.frame(frame, 0));
        session.close();

        assertThat(bytes).isLessThan(2.0 * length * Pcm.FRAME_BYTES + (double) OBJECTS_OF_A_MESSAGE / framesOfAMessage);
    }
}
