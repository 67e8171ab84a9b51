package com.osmtalk.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.server.http.TestHttpServer;
import com.osmtalk.voice.audio.Pcm;
import com.osmtalk.voice.audio.Wave;
import com.osmtalk.voice.speech.SpeakingSession;
import com.osmtalk.voice.speech.SpeakingTerms;
import com.osmtalk.voice.speech.SpeechException;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.speech.TextToSpeech;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceSamplesTest {
    private static final String PATH = "/api/platform/speech";

    @TempDir
    Path folder;

    @Test
    void aSentenceIsHeardInTheVoiceThatIsAskedFor() throws IOException {
        AtomicReference<SpeakingTerms> asked = new AtomicReference<>();
        try (TestHttpServer server = server(spoken(asked, 3))) {
            HttpResponse<String> response = speak(server, """
                    {"text": "Hello", "language": "en-IN",
                     "tts": {"provider": "elevenlabs", "model": "turbo-v2.5", "voice": "alice"}}""");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("audio/wav");
            assertThat(response.headers().firstValue("Content-Length"))
                    .contains(Integer.toString(Wave.HEADER_BYTES + 3 * Pcm.FRAME_BYTES));
            assertThat(response.body()).startsWith("RIFF");
            assertThat(response.headers().firstValue("X-OsmTalk-Voice")).isPresent();
            assertThat(asked.get().voice()).isEqualTo("alice");
            assertThat(asked.get().language()).isEqualTo("en-IN");
        }
    }

    @Test
    void aFileIsNotKeptForTheSameIdempotencyKey() throws IOException {
        try (TestHttpServer server = server(spoken(new AtomicReference<>(), 1))) {
            String[] headers = {"Authorization", "Bearer " + server.fullKey(), "Idempotency-Key", "once"};
            String body = "{\"text\": \"Hello\"}";
            assertThat(server.send("POST", PATH, body, headers).statusCode()).isEqualTo(200);
            HttpResponse<String> again = server.send("POST", PATH, body, headers);
            assertThat(again.statusCode()).isEqualTo(409);
            assertThat(TestHttpServer.body(again).path("error").asText()).contains("was a file");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\": \" \"}", "{\"text\": 7}", "{\"text\": \"a\", \"tts\": {}}"})
    void whatCanNotBeSaidIsRefused(String body) throws IOException {
        try (TestHttpServer server = server(spoken(new AtomicReference<>(), 1))) {
            assertThat(speak(server, body).statusCode()).isEqualTo(400);
            assertThat(speak(server, "{\"text\": \"" + "x".repeat(201) + "\"}").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void whereNothingSpeaksThatIsSaid() throws IOException {
        try (TestHttpServer server = server(null)) {
            HttpResponse<String> response = speak(server, "{\"text\": \"Hello\"}");
            assertThat(response.statusCode()).isEqualTo(409);
            assertThat(TestHttpServer.body(response).path("code").asText()).isEqualTo("no_voice");
        }
    }

    @Test
    void aServiceThatFailsIsA502() throws IOException {
        TextToSpeech failing = (terms, listener) -> session(() -> listener.failed(new SpeechException("it is away")));
        try (TestHttpServer server = server(failing)) {
            HttpResponse<String> response = speak(server, "{\"text\": \"Hello\"}");
            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(TestHttpServer.body(response).path("code").asText()).isEqualTo("tts_error");
        }
        try (TestHttpServer silent = server(spoken(new AtomicReference<>(), 0))) {
            assertThat(speak(silent, "{\"text\": \"Hello\"}").statusCode()).isEqualTo(502);
        }
    }

    @Test
    void samplesAreCounted() throws IOException {
        try (TestHttpServer server = server(spoken(new AtomicReference<>(), 1))) {
            int status = 200;
            for (int i = 0; i < 30 && status == 200; i++) {
                status = speak(server, "{\"text\": \"Hello\"}").statusCode();
            }
            assertThat(status).isEqualTo(429);
        }
    }

    private TestHttpServer server(TextToSpeech voice) throws IOException {
        Path own = Files.createTempDirectory(folder, "server");
        return TestHttpServer.with(own, new VoiceSampleRoutes(SpeechServices.of(null, voice)));
    }

    private static HttpResponse<String> speak(TestHttpServer server, String body) {
        return server.send("POST", PATH, body, "Authorization", "Bearer " + server.login());
    }

    private static TextToSpeech spoken(AtomicReference<SpeakingTerms> asked, int frames) {
        return (terms, listener) -> {
            asked.set(terms);
            return session(() -> {
                for (int i = 0; i < frames; i++) {
                    listener.frame(new byte[Pcm.FRAME_BYTES], 0);
                }
                listener.done();
            });
        };
    }

    private static SpeakingSession session(Runnable atEnd) {
        return new SpeakingSession() {
            @Override
            public void write(String text) {}

            @Override
            public void end() {
                atEnd.run();
            }

            @Override
            public void cancel() {}
        };
    }
}
