package com.osmtalk.voice.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.api.Json;
import com.osmtalk.api.Pronunciation;
import com.osmtalk.client.StubServer;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.audio.Wave;
import com.osmtalk.voice.audio.WaveFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speech services behind real sockets and real processes. */
class SpeechServicesTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void speechIsSentAsAFileAndComesBackAsWords() throws Exception {
        try (StubServer service = peer(StubServer.answer(200, "{\"text\": \" Hello there. \"}"));
                SpeechEndpoint endpoint = endpoint(service)) {
            ListeningTerms terms = new ListeningTerms("en-IN", "", "", List.of("Vobiz", "dal"));
            String words = await(new OpenAiRecogniser(endpoint).recognise(new byte[3_200], 3_200, terms));

            assertThat(words).isEqualTo("Hello there.");
            StubServer.Received asked = service.only();
            assertThat(asked.method() + " " + asked.target()).isEqualTo("POST /v1/audio/transcriptions");
            assertThat(asked.headers()).containsEntry("authorization", "Bearer sk-secret");
            assertThat(asked.headers().get("content-type")).startsWith("multipart/form-data; boundary=");
            assertThat(asked.body())
                    .contains("name=\"model\"\r\n\r\nmodel-1\r\n")
                    .contains("name=\"language\"\r\n\r\nen\r\n")
                    .contains("name=\"prompt\"\r\n\r\nVobiz, dal\r\n")
                    .contains("filename=\"speech.wav\"\r\nContent-Type: audio/wav\r\n\r\nRIFF");
        }
    }

    @Test
    void aSentenceIsAskedForAndItsSoundTakenAtWhateverRateItComes() throws Exception {
        byte[] stereo = wave(2, 24_000, 24_000);
        try (StubServer service = peer(sound(stereo));
                SpeechEndpoint endpoint = endpoint(service)) {
            HeardSound heard = new HeardSound();
            SpeakingSession session = new OpenAiVoice(endpoint).speak(SpeakingTerms.in("en"), heard);
            session.write("Say \"this\".");
            session.end();

            assertThat(heard.awaitEnd()).isEqualTo("done");
            // the last frame is filled up
            assertThat(heard.frames()).isBetween(50, 51);
            assertThat(heard.firstSamples().get(25)).isBetween((short) 995, (short) 1_005);
            JsonNode request = Json.MAPPER.readTree(service.only().body());
            assertThat(request.path("input").asText()).isEqualTo("Say \"this\".");
            assertThat(request.path("voice").asText()).isEqualTo("alloy");
            assertThat(request.path("model").asText()).isEqualTo("model-1");
        }
    }

    /** Sound is there before the answer is complete, and a sentence before the text is. */
    @Test
    void whatIsWrittenIsSpokenSentenceBySentenceAsItsSoundComes() throws Exception {
        CountDownLatch heardSome = new CountDownLatch(1);
        byte[] wave = wave(1, 24_000, 24_000);
        StubServer.Reaction slow = (request, connection) -> {
            StubServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: " + wave.length + "\r\n\r\n");
            connection.getOutputStream().write(wave, 0, 20_000);
            connection.getOutputStream().flush();
            await(heardSome);
            connection.getOutputStream().write(wave, 20_000, wave.length - 20_000);
        };
        try (StubServer service = peer(slow);
                SpeechEndpoint endpoint = new SpeechEndpoint(new SpeechSettings.Service(
                        SpeechProvider.OPENAI, URI.create(service.url() + "/v1"), null, "m", "v", LONG))) {
            HeardSound heard = new HeardSound();
            SpeakingTerms terms =
                    new SpeakingTerms("en", "", "", "", List.of(new Pronunciation("Vobiz", "voh biz", "ˈvoʊbɪz")));
            SpeakingSession session = new OpenAiVoice(endpoint).speak(terms, heard);
            session.write("This is Vobiz. How can ");
            heard.awaitFrames(10);
            assertThat(heard.end()).isEmpty();
            session.write("I help? Please");
            heardSome.countDown();
            session.write(" tell.");
            session.end();

            assertThat(heard.awaitEnd()).isEqualTo("done");
            assertThat(heard.frames()).isBetween(150, 153);
            assertThat(service.received().stream().map(asked -> input(asked.body())))
                    .containsExactly("This is voh biz.", "How can I help?", "Please tell.");
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static String input(String request) {
        try {
            return Json.MAPPER.readTree(request).path("input").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void oneThatIsCancelledIsNotAskedForMore() throws Exception {
        try (StubServer service = peer(StubServer.silence());
                SpeechEndpoint endpoint = new SpeechEndpoint(new SpeechSettings.Service(
                        SpeechProvider.OPENAI, URI.create(service.url() + "/v1"), null, "m", "v", LONG))) {
            HeardSound heard = new HeardSound();
            SpeakingSession session = new OpenAiVoice(endpoint).speak(SpeakingTerms.in("en"), heard);
            session.write("One. Two. ");
            Waiting.untilTrue(LONG, () -> !service.received().isEmpty());
            session.cancel();
            session.write("Three. ");
            session.end();

            assertThat(service.received()).hasSize(1);
            assertThat(heard.end()).isEmpty();
        }
    }

    @Test
    void whatAnAgentAsksForIsAskedForAtOpenAiAndNotAtServersLikeIt() {
        SpeechSettings.Service vendor = new SpeechSettings.Service(
                SpeechProvider.OPENAI, SpeechProvider.OPENAI.address(), "key", "tts-1", "alloy");
        SpeechSettings.Service local = new SpeechSettings.Service(
                SpeechProvider.OPENAI, URI.create("http://localhost:8000/v1"), null, "kokoro", "af_heart");

        assertThat(vendor.modelFor("openai", "gpt-4o-mini-tts")).isEqualTo("gpt-4o-mini-tts");
        assertThat(vendor.voiceFor("OpenAI", "nova")).isEqualTo("nova");
        assertThat(vendor.modelFor("elevenlabs", "flash-v2.5")).isEqualTo("tts-1");
        assertThat(local.modelFor("openai", "gpt-4o-mini-tts")).isEqualTo("kokoro");
        assertThat(local.voiceFor("openai", "nova")).isEqualTo("af_heart");
    }

    static Map<String, StubServer.Reaction> peers() {
        return Map.of(
                "an error",
                StubServer.answer(500, "oops"),
                "no money",
                StubServer.answer(429, "{\"error\": {}}"),
                "a page",
                StubServer.answer(200, "<html>welcome</html>"),
                "nothing",
                StubServer.answer(200, ""),
                "an empty object",
                StubServer.answer(200, "{}"),
                "garbage",
                StubServer.rawAndClose("garbage\r\n\r\n"),
                "half",
                StubServer.rawAndClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nRIFF"),
                "silence",
                StubServer.silence(),
                "drops",
                SpeechServicesTest::drip,
                "an ocean",
                SpeechServicesTest::flood);
    }

    private static StubServer.Reaction sound(byte[] wave) {
        return (request, connection) -> {
            StubServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: " + wave.length + "\r\n\r\n");
            connection.getOutputStream().write(wave);
        };
    }

    private static void drip(StubServer.Received request, Socket connection) throws IOException {
        StubServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        for (int i = 0; i < 100; i++) {
            StubServer.write(connection, "R");
            LockSupport.parkNanos(200_000_000);
        }
    }

    private static void flood(StubServer.Received request, Socket connection) throws IOException {
        try (connection) {
            StubServer.write(connection, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            byte[] wave = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                connection.getOutputStream().write(wave);
            }
        }
    }

    static Object[][] manners() {
        return peers().entrySet().stream()
                .map(peer -> new Object[] {peer.getKey(), peer.getValue()})
                .toArray(Object[][]::new);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manners")
    void whateverAServiceDoesIsAnExceptionInTime(String name, StubServer.Reaction answer) throws Exception {
        try (StubServer service = peer(answer);
                SpeechEndpoint endpoint = endpoint(service)) {
            assertFails(new OpenAiRecogniser(endpoint).recognise(new byte[640], 640, ListeningTerms.in("en")));
            HeardSound heard = new HeardSound();
            SpeakingSession session = new OpenAiVoice(endpoint).speak(SpeakingTerms.in("en"), heard);
            session.write("Hello.");
            session.end();
            assertThat(heard.awaitEnd()).startsWith("failed: ");
        }
    }

    @Test
    void aServiceThatIsNotThereIsAnException() throws Exception {
        SpeechSettings.Service gone;
        try (StubServer service = peer(StubServer.answer(200, ""))) {
            gone = at(service);
        }
        try (SpeechEndpoint endpoint = new SpeechEndpoint(gone)) {
            assertFails(new OpenAiRecogniser(endpoint).recognise(new byte[640], 640, ListeningTerms.in("en")));
        }
    }

    @Test
    void aKeyIsNotInWhatSettingsSayOfThemselves() throws Exception {
        try (StubServer service = peer(StubServer.answer(200, ""))) {
            assertThat(new SpeechSettings(List.of(at(service)), List.of(), "").toString())
                    .doesNotContain("sk-secret");
        }
    }

    @Test
    void aCheckUsesEveryServiceAndTellsWhatIsWrong() throws Exception {
        try (StubServer service = new StubServer()
                        .will(StubServer.answer(200, "{\"text\": \"\"}"))
                        .will(StubServer.answer(401, "{\"error\": \"wrong key\"}"));
                SpeechServices speech =
                        SpeechServices.of(new SpeechSettings(List.of(at(service)), List.of(), "/nowhere"));
                SpeechServices wrong =
                        SpeechServices.of(new SpeechSettings(List.of(), List.of(at(service)), "/nowhere"))) {
            assertThat(await(speech.check())).singleElement().satisfies(check -> {
                assertThat(check.task()).isEqualTo(SpeechCheck.Task.RECOGNITION);
                assertThat(check.model()).isEqualTo("model-1");
                assertThat(check.isOk()).isTrue();
            });
            assertThat(await(wrong.check())).singleElement().satisfies(check -> {
                assertThat(check.task()).isEqualTo(SpeechCheck.Task.VOICE);
                assertThat(check.problem()).contains("401").doesNotContain("sk-secret");
            });
        }
    }

    @Test
    void withoutAnyServiceThereIsNone(@TempDir Path empty) {
        try (SpeechServices speech = SpeechServices.of(new SpeechSettings(List.of(), List.of(), empty.toString()))) {
            assertThat(speech.recogniser()).isEmpty();
            assertThat(speech.speaker()).isEmpty();
        }
    }

    @Test
    void anInstalledEspeakSpeaksAndIsGivenTheSentenceWhereItCanBeNoOption(@TempDir Path folder) throws Exception {
        Path wave = folder.resolve("sound.wav");
        Files.write(wave, wave(1, 22_050, 22_050));
        install(folder, "cat > " + folder + "/said; echo \"$@\" > " + folder + "/options; cat " + wave);

        byte[] pcm = await(espeak(folder).synthesise("--help; rm -rf /", SpeakingTerms.in("de-DE")));

        assertThat(Pcm.millis(pcm.length)).isEqualTo(1_000);
        assertThat(folder.resolve("said")).hasContent("--help; rm -rf /");
        assertThat(folder.resolve("options")).hasContent("--stdin --stdout -v de");
        await(espeak(folder).synthesise("Hello.", SpeakingTerms.in("--path=/etc")));
        assertThat(folder.resolve("options")).hasContent("--stdin --stdout -v en");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 1", "echo garbage", "sleep 30", "kill -9 $$", "cat /dev/zero"})
    void anEspeakThatDoesNotSpeakIsAnExceptionInTime(String script, @TempDir Path folder) throws Exception {
        install(folder, "exec 2>/dev/null; " + script);
        assertFails(espeak(folder).synthesise("Hello.", SpeakingTerms.in("en")));
    }

    @Test
    void noWayToCutAFileShortBreaksItsReader() throws Exception {
        byte[] file = wave(1, 8_000, 100);
        for (int length = 0; length < file.length; length++) {
            readOrRefuse(Arrays.copyOf(file, length));
        }
        Random chance = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = file.clone();
            for (int j = 0; j < 3; j++) {
                broken[chance.nextInt(Wave.HEADER_BYTES)] = (byte) chance.nextInt();
            }
            readOrRefuse(broken);
        }
    }

    private static void readOrRefuse(byte[] file) {
        try {
            Wave.sound(file);
        } catch (WaveFormatException refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }

    @Test
    void aFileThatDoesNotKnowItsLengthIsReadToItsEnd() throws Exception {
        byte[] file = wave(1, 16_000, 1_600);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(40, -1).putInt(4, -1);
        assertThat(Pcm.millis(Wave.sound(file).length)).isEqualTo(100);
    }

    private static void install(Path folder, String script) throws IOException {
        Path program = folder.resolve("espeak-ng");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private static EspeakVoice espeak(Path folder) {
        return new EspeakVoice(EspeakVoice.find("/nowhere:" + folder).orElseThrow(), Duration.ofSeconds(2));
    }

    private static StubServer peer(StubServer.Reaction reaction) throws IOException {
        return new StubServer().will(reaction);
    }

    private static SpeechSettings.Service at(StubServer service) {
        return new SpeechSettings.Service(
                SpeechProvider.OPENAI, URI.create(service.url() + "/v1"), "sk-secret", "model-1", "alloy", TIMEOUT);
    }

    private static SpeechEndpoint endpoint(StubServer service) {
        return new SpeechEndpoint(at(service));
    }

    private static <T> T await(CompletionStage<T> stage)
            throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    private static void assertFails(CompletionStage<?> stage) {
        assertThatThrownBy(() -> await(stage))
                .hasRootCauseInstanceOf(Exception.class)
                .satisfies(fault -> assertThat(fault.getCause()).isInstanceOf(SpeechException.class));
    }

    /** A tone without swing: every sample is 1,000. */
    private static byte[] wave(int channels, int rate, int frames) {
        byte[] header = Wave.header(channels, 2L * channels * frames);
        ByteBuffer file =
                ByteBuffer.allocate(header.length + 2 * channels * frames).order(ByteOrder.LITTLE_ENDIAN);
        file.put(header).putInt(24, rate);
        for (int i = 0; i < channels * frames; i++) {
            file.putShort((short) 1_000);
        }
        return file.array();
    }
}
