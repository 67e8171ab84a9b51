package com.osmtalk.voice.speech;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.api.Json;
import com.osmtalk.client.StubServer;
import com.osmtalk.voice.audio.Pcm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OpenAI's realtime protocol and that of vLLM, over real sockets, with the messages of their documentation. */
class RealtimeListeningTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(4);
    private static final String COMMIT = "{\"type\":\"input_audio_buffer.commit\"}";

    private final VendorMessages openAi = new VendorMessages("openai-realtime");
    private final VendorMessages vllm = new VendorMessages("vllm-realtime");
    private final FakeSpeechService service = new FakeSpeechService();
    private final HeardTurns heard = new HeardTurns();
    private final Random chance = new Random(5);
    private SpeechServices speech;
    private ListeningSession session;

    @AfterEach
    void stop() {
        if (session != null) {
            session.close();
        }
        if (speech != null) {
            speech.close();
        }
        service.close();
    }

    private void listen(URI url, Duration timeout) {
        speech = SpeechServices.of(new SpeechSettings(
                List.of(new SpeechSettings.Service(
                        SpeechProvider.REALTIME, url, "sk-secret", "gpt-4o-mini-transcribe", "", timeout)),
                List.of(),
                ""));
        ListeningTerms terms = new ListeningTerms("en-IN", "openai", "whisper-1", List.of("Vobiz", "dal"));
        session = speech.recogniser().orElseThrow().listen(terms, heard);
    }

    private FakeSpeechService.Connection listen(String greeting) {
        service.greets(connection -> connection.send(greeting));
        listen(URI.create(service.url() + "/v1"), LONG);
        FakeSpeechService.Connection connection = service.connection(0);
        connection.awaitText("session.update");
        return connection;
    }

    private void hear(int count, int amplitude) {
        byte[] frame = new byte[Pcm.FRAME_BYTES];
        for (int i = 0; i < count; i++) {
            for (int at = 0; at < frame.length; at += 2) {
                Pcm.put(frame, at, chance.nextInt(2 * amplitude) - amplitude);
            }
            session.frame(frame, 0);
        }
    }

    /** Half a second of silence, one of speech, and as much silence as ends it. */
    private void say() {
        hear(25, 30);
        hear(50, 5_000);
        hear(40, 30);
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int bytesOfSound(List<String> messages) {
        return messages.stream()
                .map(RealtimeListeningTest::json)
                .filter(message -> message.path("type").asText().equals("input_audio_buffer.append"))
                .mapToInt(message ->
                        Base64.getDecoder().decode(message.path("audio").asText()).length)
                .sum();
    }

    private void answer(FakeSpeechService.Connection connection, String item, String words) {
        connection.send(openAi.message("input_audio_buffer.committed")
                .put("item_id", item)
                .toString());
        connection.send(openAi.message("completed")
                .put("item_id", item)
                .put("transcript", words)
                .toString());
    }

    @Test
    void anUtteranceIsSentWhileItIsSpokenAndCommittedAtItsEnd() {
        FakeSpeechService.Connection connection = listen(openAi.text("session.created"));
        assertThat(connection.resource).isEqualTo("/v1/realtime?intent=transcription&model=gpt-4o-mini-transcribe");
        assertThat(connection.headers).containsEntry("authorization", "Bearer sk-secret");
        JsonNode input =
                json(connection.texts.get(0)).path("session").path("audio").path("input");
        assertThat(input.path("format").path("rate").asInt()).isEqualTo(24_000);
        assertThat(input.path("transcription").path("language").asText()).isEqualTo("en");
        assertThat(input.path("transcription").path("prompt").asText()).isEqualTo("Vobiz, dal");
        assertThat(input.path("turn_detection").isNull()).isTrue();

        hear(25, 30);
        hear(50, 5_000);
        connection.awaitText("input_audio_buffer.append");
        assertThat(connection.texts).doesNotContain(COMMIT);
        hear(40, 30);
        connection.awaitText(COMMIT);
        // 400 ms before it was noticed, the rest of the second, and the silence that ends it, at 24 kHz
        int millis = bytesOfSound(connection.texts) / 48;
        assertThat(millis).isBetween(1_300, 2_100);

        connection.send(openAi.message("input_audio_buffer.committed")
                .put("item_id", "item_003")
                .toString());
        connection.send(openAi.text("delta"));
        connection.send(openAi.text("completed"));
        heard.await("ended");
        assertThat(heard.told).containsExactly("started", "stopped", "perhaps Hello,", "Hello, how are you?", "ended");
    }

    @Test
    void whatIsSaidMeanwhileIsSentAfterTheAnswer() {
        FakeSpeechService.Connection connection = listen(openAi.text("session.created"));
        say();
        say();
        connection.awaitText(COMMIT);
        answer(connection, "item_1", "One.");
        Waiting.untilTrue(
                LONG, () -> connection.texts.stream().filter(COMMIT::equals).count() == 2);
        answer(connection, "item_2", "Two.");
        Waiting.untilTrue(
                LONG, () -> heard.told.stream().filter("ended"::equals).count() == 2);

        assertThat(heard.told)
                .containsExactly("started", "stopped", "started", "stopped", "One.", "ended", "Two.", "ended");
    }

    @Test
    void whatHasNoAnswerIsSentAgainOnANewConnection() {
        FakeSpeechService.Connection first = listen(openAi.text("session.created"));
        say();
        first.awaitText(COMMIT);
        int sent = bytesOfSound(first.texts);
        first.send(openAi.message("delta").put("delta", "Hel").toString());
        heard.await("perhaps Hel");
        first.drop();
        FakeSpeechService.Connection second = service.connection(1);
        second.awaitText(COMMIT);

        assertThat(bytesOfSound(second.texts)).isEqualTo(sent);
        answer(second, "item_9", "Hello.");
        heard.await("ended");
        assertThat(heard.told).containsExactly("started", "stopped", "perhaps Hel", "Hello.", "ended");
    }

    @Test
    void aTranscriptionThatFailsIsToldAndTheTurnEnds() {
        FakeSpeechService.Connection connection = listen(openAi.text("session.created"));
        say();
        connection.awaitText(COMMIT);
        connection.send(openAi.text("failed"));
        heard.await("ended");

        assertThat(heard.failure()).contains("The audio could not be transcribed.");
        assertThat(service.connections).hasSize(1);
    }

    @Test
    void aServerThatFindsPausesItselfMayAnswerForPieces() {
        FakeSpeechService.Connection connection = listen(openAi.text("session.created"));
        hear(25, 30);
        hear(50, 5_000);
        connection.awaitText("input_audio_buffer.append");
        answer(connection, "item_1", "Well,");
        heard.await("Well,");
        hear(40, 30);
        connection.awaitText(COMMIT);
        connection.send(openAi.message("error")
                .set("error", Json.MAPPER.createObjectNode().put("message", "buffer too small"))
                .toString());
        heard.await("ended");

        assertThat(heard.told).containsExactly("started", "Well,", "stopped", "ended");
    }

    @Test
    void vllmIsToldOfBeginningAndEndAndIsSentSixteenKilohertz() {
        FakeSpeechService.Connection connection = listen(vllm.text("session.created"));
        assertThat(json(connection.texts.get(0)).path("model").asText()).isEqualTo("gpt-4o-mini-transcribe");
        say();
        connection.awaitText("\"final\":true");
        assertThat(connection.texts.get(1)).isEqualTo(COMMIT);
        assertThat(bytesOfSound(connection.texts) % Pcm.FRAME_BYTES).isZero();
        connection.send(vllm.text("transcription.delta"));
        connection.send(vllm.text("transcription.done"));
        heard.await("ended");

        assertThat(heard.told).containsExactly("started", "stopped", "perhaps Hello", "Hello, how are you?", "ended");
    }

    @Test
    void aServerThatDoesNotAnswerInTimeIsToldAndTheNextUtteranceGoesToANewConnection() {
        service.greets(connection -> connection.send(openAi.text("session.created")));
        listen(URI.create(service.url() + "/v1"), SHORT);
        say();
        heard.await("ended");

        assertThat(heard.failure()).contains("did not answer in time");
        service.connection(1).awaitText("session.update");
    }

    /** Which refuses a model in the address, and any field it does not know. */
    @Test
    void openAiItselfIsSentNothingThatItDoesNotDocument() {
        SpeechSettings.Service vendor = new SpeechSettings.Service(
                SpeechProvider.REALTIME, SpeechProvider.REALTIME.address(), "sk-secret", "gpt-4o-transcribe", "");
        ListeningTerms terms = new ListeningTerms("", "openai", "gpt-4o-mini-transcribe", List.of());

        assertThat(RealtimeProtocol.address(vendor, terms).uri())
                .hasToString("wss://api.openai.com/v1/realtime?intent=transcription");
        assertThat(json(RealtimeProtocol.of(openAi.message("session.created")).update(vendor, terms)))
                .isEqualTo(json("""
                        {"type": "session.update", "session": {"type": "transcription", "audio": {"input": {
                         "format": {"type": "audio/pcm", "rate": 24000},
                         "transcription": {"model": "gpt-4o-mini-transcribe"},
                         "turn_detection": null}}}}"""));
    }

    @Test
    void aRefusedKeyIsToldWithoutTheKey() throws Exception {
        try (StubServer stub = new StubServer()
                .will(StubServer.rawAndClose("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"))) {
            listen(stub.url(), LONG);
            say();
            heard.awaitFailure();

            assertThat(heard.failure()).contains("refused the key (401)").doesNotContain("sk-secret");
            long started = heard.told.stream().filter("started"::equals).count();
            assertThat(heard.told.stream().filter("ended"::equals)).hasSize((int) started);
        }
    }
}
