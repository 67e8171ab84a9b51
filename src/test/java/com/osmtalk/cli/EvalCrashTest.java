package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.Home;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.voice.FakeModel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that dies while a test case is run. */
class EvalCrashTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void afterKillNineNoRunIsTakenForRunning(TestDatabase kind) {
        // answers nothing, for as long as it is asked
        try (FakeModel model = new FakeModel()) {
            Map<String, String> environment = environment(kind, model);
            Program first = Program.start(environment, "serve", "--port", "0");
            CheckedApi api = api(first);
            String agent = api.get("/api/widget/agents").text("/data/0/id");
            String testCase = api.post(
                            "/api/eval/test-cases",
                            "{\"agentId\": \"%s\", \"name\": \"a\", \"criteria\": {\"maxTurns\": 3}}".formatted(agent))
                    .text("/id");
            String run = "/api/eval/runs/"
                    + api.post("/api/eval/test-cases/" + testCase + "/run", "{}")
                            .text("/id");
            Waiting.untilTrue(LIMIT, () -> !model.received().isEmpty());
            assertThat(api.get(run).text("/status")).isEqualTo("running");
            first.kill();

            try (Program second = Program.start(environment, "serve", "--port", "0")) {
                CheckedApi again = api(second);
                Answer over = Waiting.until(
                        LIMIT,
                        () -> Optional.of(again.get(run))
                                .filter(answer -> answer.text("/status").equals("error")));
                assertThat(over.text("/error")).contains("Run it again");
            }
        }
    }

    private Map<String, String> environment(TestDatabase kind, FakeModel model) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "OSMTALK_HOME", home.toString(),
                "OPENAI_BASE_URL", model.baseUrl().toString(),
                "OPENAI_MODEL", "test"));
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
