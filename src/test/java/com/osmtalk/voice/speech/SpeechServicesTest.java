package com.osmtalk.voice.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.voice.speech.FakeSpeech.Answer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speech services behind real sockets and real processes. */
class SpeechServicesTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    @Test
    void speechIsSentAsAFileAndComesBackAsWords() throws Exception {
        try (FakeSpeech service = new FakeSpeech(FakeSpeech.with(200, "{\"text\": \" Hello there. \"}"));
                SpeechServices speech = recogniser(service)) {
            String words = await(speech.recogniser().orElseThrow().recognise(new byte[3_200], "en-IN"));

            assertThat(words).isEqualTo("Hello there.");
            assertThat(service.heads.get(0))
                    .startsWith("POST /v1/audio/transcriptions HTTP/1.1")
                    .contains("Authorization: Bearer sk-secret")
                    .contains("multipart/form-data; boundary=");
            assertThat(service.bodies.get(0))
                    .contains("name=\"model\"\r\n\r\nmodel-1\r\n")
                    .contains("name=\"language\"\r\n\r\nen\r\n")
                    .contains("filename=\"speech.wav\"\r\nContent-Type: audio/wav\r\n\r\nRIFF");
        }
    }

    @Test
    void aSentenceIsAskedForAndItsSoundTakenAtWhateverRateItComes() throws Exception {
        byte[] stereo = wave(2, 24_000, 24_000);
        try (FakeSpeech service = new FakeSpeech(FakeSpeech.with(200, stereo));
                SpeechServices speech = speaker(service)) {
            byte[] pcm = await(speech.speaker().orElseThrow().speak("Say \"this\".", "en"));

            assertThat(Pcm.millis(pcm.length)).isEqualTo(1_000);
            assertThat(Pcm.sample(pcm, 8_000)).isEqualTo((short) 1_000);
            JsonNode request = Json.MAPPER.readTree(service.bodies.get(0));
            assertThat(request.path("input").asText()).isEqualTo("Say \"this\".");
            assertThat(request.path("voice").asText()).isEqualTo("nova");
            assertThat(request.path("model").asText()).isEqualTo("model-1");
        }
    }

    static Map<String, Answer> peers() {
        return Map.of(
                "an error",
                FakeSpeech.with(500, "oops"),
                "no money",
                FakeSpeech.with(429, "{\"error\": {}}"),
                "a page",
                FakeSpeech.with(200, "<html>welcome</html>"),
                "nothing",
                FakeSpeech.with(200, ""),
                "an empty object",
                FakeSpeech.with(200, "{}"),
                "garbage",
                out -> out.write("garbage\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                "half",
                out -> out.write(
                        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nRIFF".getBytes(StandardCharsets.US_ASCII)),
                "silence",
                out -> Thread.currentThread().join(20_000),
                "drops",
                SpeechServicesTest::drip,
                "an ocean",
                SpeechServicesTest::flood);
    }

    private static void drip(java.io.OutputStream out) throws IOException, InterruptedException {
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 100; i++) {
            out.write('R');
            out.flush();
            Thread.currentThread().join(200);
        }
    }

    private static void flood(java.io.OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] wave = new byte[1 << 20];
        for (int i = 0; i < 64; i++) {
            out.write(wave);
        }
    }

    static Object[][] manners() {
        return peers().entrySet().stream()
                .map(peer -> new Object[] {peer.getKey(), peer.getValue()})
                .toArray(Object[][]::new);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manners")
    void whateverAServiceDoesIsAnExceptionInTime(String name, Answer answer) throws Exception {
        try (FakeSpeech service = new FakeSpeech(answer);
                SpeechServices in = recogniser(service);
                SpeechServices out = speaker(service)) {
            assertFails(in.recogniser().orElseThrow().recognise(new byte[640], "en"));
            assertFails(out.speaker().orElseThrow().speak("Hello.", "en"));
        }
    }

    @Test
    void aServiceThatIsNotThereIsAnException() throws Exception {
        SpeechSettings.Service gone;
        try (FakeSpeech service = new FakeSpeech(FakeSpeech.with(200, ""))) {
            gone = service.service(PATIENCE);
        }
        try (SpeechServices speech = SpeechServices.of(new SpeechSettings(gone, null, "nova", ""))) {
            assertFails(speech.recogniser().orElseThrow().recognise(new byte[640], "en"));
        }
    }

    @Test
    void aKeyIsNotInWhatSettingsSayOfThemselves() throws Exception {
        try (FakeSpeech service = new FakeSpeech(FakeSpeech.with(200, ""))) {
            assertThat(new SpeechSettings(service.service(PATIENCE), null, "a", "").toString())
                    .doesNotContain("sk-secret");
        }
    }

    @Test
    void withoutAnyServiceThereIsNone(@TempDir Path empty) {
        try (SpeechServices speech = SpeechServices.of(new SpeechSettings(null, null, "nova", empty.toString()))) {
            assertThat(speech.recogniser()).isEmpty();
            assertThat(speech.speaker()).isEmpty();
        }
    }

    @Test
    void anInstalledEspeakSpeaksAndIsGivenTheSentenceWhereItCanBeNoOption(@TempDir Path folder) throws Exception {
        Path wave = folder.resolve("sound.wav");
        Files.write(wave, wave(1, 22_050, 22_050));
        install(folder, "cat > " + folder + "/said; echo \"$@\" > " + folder + "/options; cat " + wave);

        byte[] pcm = await(espeak(folder).speak("--help; rm -rf /", "de-DE"));

        assertThat(Pcm.millis(pcm.length)).isEqualTo(1_000);
        assertThat(folder.resolve("said")).hasContent("--help; rm -rf /");
        assertThat(folder.resolve("options")).hasContent("--stdin --stdout -v de");
        await(espeak(folder).speak("Hello.", "--path=/etc"));
        assertThat(folder.resolve("options")).hasContent("--stdin --stdout -v en");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 1", "echo garbage", "sleep 30", "kill -9 $$", "cat /dev/zero"})
    void anEspeakThatDoesNotSpeakIsAnExceptionInTime(String script, @TempDir Path folder) throws Exception {
        install(folder, "exec 2>/dev/null; " + script);
        assertFails(espeak(folder).speak("Hello.", "en"));
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
        } catch (SpeechException refused) {
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

    private static SpeechServices recogniser(FakeSpeech service) {
        return SpeechServices.of(new SpeechSettings(service.service(PATIENCE), null, "nova", ""));
    }

    private static SpeechServices speaker(FakeSpeech service) {
        return SpeechServices.of(new SpeechSettings(null, service.service(PATIENCE), "nova", ""));
    }

    private static <T> T await(CompletionStage<T> stage)
            throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
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
