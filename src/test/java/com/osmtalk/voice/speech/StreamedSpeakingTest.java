package com.osmtalk.voice.speech;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.Json;
import com.osmtalk.api.Pronunciation;
import com.osmtalk.client.StubServer;
import com.osmtalk.voice.audio.Pcm;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The voices of Deepgram and ElevenLabs, over real sockets, with the messages of their documentation. */
class StreamedSpeakingTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(4);

    private final VendorMessages deepgram = new VendorMessages("deepgram-speak");
    private final VendorMessages elevenLabs = new VendorMessages("elevenlabs-stream-input");
    private final FakeSpeechService service = new FakeSpeechService();
    private final HeardSound heard = new HeardSound();
    private SpeechServices speech;

    @AfterEach
    void stop() {
        if (speech != null) {
            speech.close();
        }
        service.close();
    }

    private SpeakingSession speak(SpeechProvider provider, SpeakingTerms terms, Duration timeout, URI url) {
        speech = SpeechServices.of(new SpeechSettings(
                List.of(),
                List.of(new SpeechSettings.Service(
                        provider, url, "secret-key", provider.speakingModel(), provider.voice(), timeout)),
                ""));
        return speech.speaker().orElseThrow().speak(terms, heard);
    }

    private SpeakingSession speak(SpeechProvider provider, SpeakingTerms terms) {
        return speak(provider, terms, LONG, service.url());
    }

    private static SpeakingTerms terms(String provider, String model, String voice) {
        return new SpeakingTerms("en-IN", provider, model, voice, List.of());
    }

    /** Frames whose first samples are the numbers. */
    private static byte[] frames(int... numbers) {
        byte[] sound = new byte[numbers.length * Pcm.FRAME_BYTES];
        for (int i = 0; i < numbers.length; i++) {
            Pcm.put(sound, i * Pcm.FRAME_BYTES, numbers[i]);
        }
        return sound;
    }

    // ---- Deepgram

    @Test
    void aVoiceOfAuraSpeaksWhatIsWrittenUntilItHasBeenFlushed() {
        SpeakingSession session = speak(SpeechProvider.DEEPGRAM, SpeakingTerms.in("en-IN"));
        session.write("Sure, I can help you cancel your subscription.");
        session.end();
        FakeSpeechService.Connection connection = service.connection(0);
        connection.awaitText("Flush");

        assertThat(connection.resource)
                .isEqualTo("/v1/speak?model=aura-2-thalia-en&encoding=linear16&sample_rate=16000");
        assertThat(connection.headers).containsEntry("authorization", "Token secret-key");
        assertThat(connection.texts).containsExactly(deepgram.text("Speak"), deepgram.text("Flush"));
        connection.send(frames(1, 2));
        heard.awaitFrames(2);
        connection.send(new byte[100]);
        connection.send(deepgram.text("FlushedOfAura"));
        assertThat(heard.awaitEnd()).isEqualTo("done");
        assertThat(heard.firstSamples()).containsExactly((short) 1, (short) 2, (short) 0);
    }

    @Test
    void withFluxSoundStillComesAfterFlushed() {
        SpeakingSession session = speak(SpeechProvider.DEEPGRAM, terms("deepgram", "flux", "haley"));
        session.write("Hello.");
        session.end();
        FakeSpeechService.Connection connection = service.connection(0);
        connection.awaitText("Flush");
        assertThat(connection.resource).startsWith("/v2/speak?model=flux-haley-en&");
        connection.send(deepgram.text("Connected"));
        connection.send(deepgram.text("SpeechStarted"));
        connection.send(frames(1));
        connection.send(deepgram.text("FlushedOfFlux"));
        connection.send(frames(2));
        connection.send(deepgram.text("SpeechMetadata"));

        assertThat(heard.awaitEnd()).isEqualTo("done");
        assertThat(heard.firstSamples()).containsExactly((short) 1, (short) 2);
    }

    @Test
    void aPronunciationGoesWithinTheText() throws Exception {
        SpeakingTerms terms = new SpeakingTerms(
                "en",
                "",
                "",
                "",
                List.of(
                        new Pronunciation("dupilumab", "doo pill you mab", "duːˈpɪljuːmæb"),
                        new Pronunciation("vobiz", "voh biz", null)));
        speak(SpeechProvider.DEEPGRAM, terms).write("The patient was prescribed dupilumab. Vobiz, not Vobizes.");
        service.connection(0).awaitText("Speak");

        String text = Json.MAPPER
                .readTree(service.connection(0).texts.get(0))
                .path("text")
                .asText();
        assertThat(text.replace(": ", ":").replace(", \"", ",\""))
                .startsWith(deepgram.message("Pronunciation")
                        .path("text")
                        .asText()
                        .replace(": ", ":")
                        .replace(", \"", ",\""))
                .endsWith(" voh biz, not Vobizes.");
    }

    // ---- ElevenLabs

    @Test
    void elevenLabsIsSentTheTextAndGivesSoundInBase64() {
        SpeakingSession session = speak(SpeechProvider.ELEVENLABS, terms("elevenlabs", "flash-v2.5", "rachel"));
        session.write("Hello World");
        session.end();
        FakeSpeechService.Connection connection = service.connection(0);
        Waiting.untilTrue(FakeSpeechService.LIMIT, () -> connection.texts.size() == 3);

        assertThat(connection.resource)
                .isEqualTo("/v1/text-to-speech/21m00Tcm4TlvDq8ikWAM/stream-input?model_id=eleven_flash_v2_5"
                        + "&output_format=pcm_16000&auto_mode=true&language_code=en");
        assertThat(connection.headers).containsEntry("xi-api-key", "secret-key");
        assertThat(connection.texts)
                .containsExactly(
                        elevenLabs.text("InitializeConnection"),
                        elevenLabs.text("SendText"),
                        elevenLabs.text("CloseConnection"));
        String audio = Base64.getEncoder().encodeToString(frames(1, 2, 3));
        connection.send(elevenLabs.message("AudioOutput").put("audio", audio).toString());
        connection.send(elevenLabs.text("FinalOutput"));
        assertThat(heard.awaitEnd()).isEqualTo("done");
        assertThat(heard.firstSamples()).containsExactly((short) 1, (short) 2, (short) 3);
    }

    @ParameterizedTest
    @CsvSource({
        "elevenlabs, multilingual-v2, default, 21m00Tcm4TlvDq8ikWAM, eleven_multilingual_v2, false",
        "ElevenLabs, turbo-v2.5, pNInz6obpgDQGcFmaJgB, pNInz6obpgDQGcFmaJgB, eleven_turbo_v2_5, true",
        "openai, tts-1, nova, 21m00Tcm4TlvDq8ikWAM, eleven_flash_v2_5, true"
    })
    void anAgentsVoiceIsAskedForWhereItIsOneOfElevenLabs(
            String provider, String model, String voice, String id, String modelId, boolean language) {
        speak(SpeechProvider.ELEVENLABS, terms(provider, model, voice));
        String resource = service.connection(0).resource;
        assertThat(resource).contains("/" + id + "/", "model_id=" + modelId + "&");
        assertThat(resource.contains("language_code=en")).isEqualTo(language);
    }

    @Test
    void aVoiceThatDoesNotExistIsAFailureInItsOwnWords() {
        speak(SpeechProvider.ELEVENLABS, terms("elevenlabs", "flash-v2.5", "x")).write("Hello.");
        service.connection(0).send(elevenLabs.text("error"));

        assertThat(heard.awaitEnd())
                .isEqualTo("failed: ElevenLabs (127.0.0.1) reports an error: A voice with voice_id bad-id does not"
                        + " exist.");
        assertThat(service.connections).hasSize(1);
    }

    // ---- the next sentence

    @Test
    void theNextSentenceIsSpokenOnTheSameConnectionWhereItCanBe() {
        service.greets(connection -> connection.answers(text -> {
            if (text.contains("Flush")) {
                connection.send(frames(1));
                connection.send(deepgram.text("FlushedOfAura"));
            }
        }));
        SpeakingSession first = speak(SpeechProvider.DEEPGRAM, SpeakingTerms.in("en"));
        first.write("One.");
        first.end();
        assertThat(heard.awaitEnd()).isEqualTo("done");
        for (int i = 1; i < 12; i++) {
            HeardSound next = new HeardSound();
            SpeakingSession session = speech.speaker().orElseThrow().speak(SpeakingTerms.in("en"), next);
            session.write("More.");
            session.end();
            assertThat(next.awaitEnd()).isEqualTo("done");
            assertThat(next.frames()).isEqualTo(1);
        }

        // ten sentences are the most of one connection
        assertThat(service.connections).hasSize(2);
        assertThat(service.connection(0).texts).hasSize(20);
    }

    @Test
    void whereItCanNotAnotherConnectionIsOpenBeforeItIsNeeded() {
        SpeakingSession first = speak(SpeechProvider.ELEVENLABS, SpeakingTerms.in("en"));
        first.write("One.");
        first.end();
        FakeSpeechService.Connection connection = service.connection(0);
        connection.awaitText(elevenLabs.text("CloseConnection"));
        connection.send(elevenLabs
                .message("AudioOutput")
                .put("audio", Base64.getEncoder().encodeToString(frames(1)))
                .toString());
        FakeSpeechService.Connection prepared = service.connection(1);
        prepared.awaitPong();
        assertThat(prepared.texts).isEmpty();
        connection.send(elevenLabs.text("FinalOutput"));
        assertThat(heard.awaitEnd()).isEqualTo("done");

        speech.speaker()
                .orElseThrow()
                .speak(SpeakingTerms.in("en"), new HeardSound())
                .write("Two.");
        prepared.awaitText("Two.");
        assertThat(prepared.texts.get(0)).isEqualTo(elevenLabs.text("InitializeConnection"));
    }

    @Test
    void aSpareConnectionThatWasClosedMeanwhileIsNotUsed() {
        service.greets(connection -> connection.answers(text -> {
            if (text.contains("Flush")) {
                connection.send(frames(1));
                connection.send(deepgram.text("FlushedOfAura"));
                connection.close(1000, "enough");
            }
        }));
        SpeakingSession first = speak(SpeechProvider.DEEPGRAM, SpeakingTerms.in("en"));
        first.write("One.");
        first.end();
        assertThat(heard.awaitEnd()).isEqualTo("done");
        HeardSound next = new HeardSound();
        SpeakingSession session = speech.speaker().orElseThrow().speak(SpeakingTerms.in("en"), next);
        session.write("Two.");
        session.end();

        assertThat(next.awaitEnd()).isEqualTo("done");
        assertThat(service.connections).hasSize(2);
    }

    // ---- what goes wrong

    @Test
    void aConnectionThatBreaksBeforeTheFirstSoundIsOpenedAgainWithAllThatWasWritten() {
        SpeakingSession session = speak(SpeechProvider.DEEPGRAM, SpeakingTerms.in("en"));
        session.write("One.");
        service.connection(0).awaitText("One.");
        service.connection(0).drop();
        session.write("Two.");
        session.end();
        FakeSpeechService.Connection second = service.connection(1);
        second.awaitText("Flush");

        assertThat(second.texts).hasSize(3);
        second.send(frames(7));
        second.send(deepgram.text("FlushedOfAura"));
        assertThat(heard.awaitEnd()).isEqualTo("done");
        assertThat(heard.firstSamples()).containsExactly((short) 7);
    }

    @Test
    void oneThatBreaksLaterEndsThere() {
        SpeakingSession session = speak(SpeechProvider.DEEPGRAM, SpeakingTerms.in("en"));
        session.write("One.");
        session.end();
        service.connection(0).awaitText("Flush");
        service.connection(0).send(frames(1));
        heard.awaitFrames(1);
        service.connection(0).close(1011, "NET-0000");

        assertThat(heard.awaitEnd()).startsWith("failed: Deepgram (127.0.0.1) closed the connection (1011");
        assertThat(service.connections).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = SpeechProvider.class,
            names = {"DEEPGRAM", "ELEVENLABS"})
    void oneThatGivesNoSoundIsAFailureInTime(SpeechProvider provider) {
        SpeakingSession session = speak(provider, SpeakingTerms.in("en"), SHORT, service.url());
        session.write("Hello.");
        session.end();

        assertThat(heard.awaitEnd()).contains("gave no sound in time");
    }

    @Test
    void oneThatIsCancelledGivesNothingMore() {
        SpeakingSession session = speak(SpeechProvider.DEEPGRAM, SpeakingTerms.in("en"));
        session.write("Hello.");
        FakeSpeechService.Connection connection = service.connection(0);
        connection.awaitText("Hello.");
        session.cancel();
        Waiting.untilTrue(FakeSpeechService.LIMIT, connection::isClosed);

        assertThat(heard.frames()).isZero();
        assertThat(heard.end()).isEmpty();
    }

    @Test
    void soundWithoutEndIsCutOff() {
        SpeakingSession session = speak(SpeechProvider.DEEPGRAM, SpeakingTerms.in("en"));
        session.write("Hello.");
        FakeSpeechService.Connection connection = service.connection(0);
        connection.awaitText("Hello.");
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < 17; i++) {
            connection.send(megabyte);
        }

        assertThat(heard.awaitEnd()).contains("gives sound without end");
    }

    @Test
    void garbageIsAFailure() {
        speak(SpeechProvider.ELEVENLABS, SpeakingTerms.in("en")).write("Hello.");
        FakeSpeechService.Connection connection = service.connection(0);
        connection.send("[1, 2");
        connection.send("{}");
        connection.send("{\"audio\": 7}");
        connection.send("{\"audio\": \"%%%\"}");

        assertThat(heard.awaitEnd()).contains("sends what is not in its protocol");
    }

    @Test
    void aRefusedKeyIsASentenceForTheOperatorAndWithoutTheKey() throws Exception {
        try (StubServer stub = new StubServer()
                .will(StubServer.rawAndClose("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"))) {
            SpeakingSession session = speak(SpeechProvider.ELEVENLABS, SpeakingTerms.in("en"), LONG, stub.url());
            session.write("Hello.");
            session.end();

            assertThat(heard.awaitEnd())
                    .isEqualTo("failed: ElevenLabs (127.0.0.1) refused the key (401). Check ELEVENLABS_API_KEY.");
            SpeechCheck check = speech.check()
                    .toCompletableFuture()
                    .get(120, TimeUnit.SECONDS)
                    .get(0);
            assertThat(check.isOk()).isFalse();
            assertThat(check.problem()).contains("401").doesNotContain("secret-key");
        }
    }

    @Test
    void aCheckTakesTheTimeUntilTheFirstSound() throws Exception {
        service.greets(connection -> connection.answers(text -> {
            if (text.contains("Flush")) {
                connection.send(frames(1));
            }
        }));
        speak(SpeechProvider.DEEPGRAM, SpeakingTerms.in("en")).cancel();
        SpeechCheck check =
                speech.check().toCompletableFuture().get(120, TimeUnit.SECONDS).get(0);

        assertThat(check.problem()).isNull();
        assertThat(check.task()).isEqualTo(SpeechCheck.Task.VOICE);
    }
}
