package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Tones;
import com.osmtalk.Visitor;
import com.osmtalk.Waiting;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.Home;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.voice.audio.Pcm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that dies in the middle of a web call that is recorded. */
class WebCallCrashTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void afterKillNineAWebCallHasEndedIsChargedAndItsRecordingKept(TestDatabase kind) {
        try (Tones voices = new Tones()) {
            Map<String, String> environment = environment(kind, voices);
            Program first = Program.start(environment, "serve", "--port", "0");
            CheckedApi api = api(first);
            String agent = api.get("/api/widget/agents").text("/data/0/id");
            api.put("/api/agents/" + agent, "{\"recordingEnabled\": true}");
            Answer call = api.post("/api/widget/agents/" + agent + "/connect", "{}");
            Visitor visitor = Visitor.at(call.text("/url"));
            visitor.send("{\"type\": \"session.start\", \"audio\": true, \"token\": \"" + call.text("/token") + "\"}");
            String path = "/api/calls/" + call.text("/callId");
            Waiting.untilTrue(
                    LIMIT,
                    () -> visitor.frames.size() > 20
                            && !api.get(path).json().path("transcript").isEmpty());
            first.kill();
            visitor.close();

            try (Program second = Program.start(environment, "serve", "--port", "0")) {
                CheckedApi again = api(second);
                Answer ended = Waiting.until(
                        LIMIT,
                        () -> Optional.of(again.get(path))
                                .filter(found -> found.json().has("recordingUrl")));
                assertThat(ended.text("/status")).isEqualTo("failed");
                assertThat(ended.text("/failureReason")).isEqualTo("interrupted");
                assertThat(ended.json().path("costTts").asDouble()).isPositive();
                assertThat(ended.text("/billingStatus")).isEqualTo("charged");
                assertThat(ended.json().path("transcript")).isNotEmpty();
                String recording = ended.text("/recordingUrl").replaceFirst("http://[^/]*", "");
                Answer sound = again.anonymous().get(recording);
                assertThat(sound.status()).isEqualTo(200);
                assertThat(Integer.parseInt(sound.header("Content-Length")))
                        .isGreaterThan(200 * Pcm.BYTES_PER_MILLISECOND);
            }
        }
    }

    private Map<String, String> environment(TestDatabase kind, Tones voices) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "OSMTALK_HOME", home.toString(),
                "OSMTALK_STT_MODEL", "test",
                "OSMTALK_STT_URL", voices.url().toString(),
                "OSMTALK_TTS_MODEL", "test",
                "OSMTALK_TTS_URL", voices.url().toString()));
        if (kind == TestDatabase.POSTGRESQL) {
            environment.put("OSMTALK_DATABASE_URL", TestDatabase.newPostgresUrl());
        }
        return environment;
    }

    private CheckedApi api(Program server) {
        String line = server.awaitOut(out -> out.contains("osmTalk at "));
        String key = new Home(home).localKey().orElseThrow();
        return new CheckedApi(URI.create(line.substring(line.indexOf("http"))))
                .withKey(key)
                .withBearer(key);
    }
}
