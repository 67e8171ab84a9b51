package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The list of calls that go on, an agent that is tried in writing, and the figures of the account. */
class LiveCallsTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** As slow as in life: a call lasts until it is ended. */
    private static final TestServer SERVER = TestServer.create().withSpeed(1);

    private static CheckedApi api;

    @BeforeAll
    static void start() throws IOException {
        SERVER.open();
        api = SERVER.api();
    }

    @AfterAll
    static void stop() throws IOException {
        SERVER.close();
    }

    @Test
    void aCallIsListedFromItsBeginToItsEnd() throws Exception {
        Answer before = api.get("/api/calls/live");
        assertThat(api.with("If-None-Match", before.header("ETag"))
                        .get("/api/calls/live")
                        .status())
                .isEqualTo(304);

        String callId = call();
        CompletableFuture<Answer> begun = followed(before);
        assertThat(begun.get(LIMIT.toSeconds(), TimeUnit.SECONDS)
                        .json()
                        .at("/data/0/id")
                        .asText())
                .isEqualTo(callId);
        Waiting.untilTrue(
                LIMIT, () -> api.get("/api/calls/live").text("/data/0/status").equals("in_progress"));

        CompletableFuture<Answer> ended = followed(api.get("/api/calls/live"));
        api.send("POST", "/api/calls/" + callId + "/end", null);
        Answer after = ended.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.json().path("data")).isEmpty();
        assertThat(after.header("Preference-Applied")).isEqualTo("wait=20");
    }

    @Test
    void anotherOrganisationSeesOnlyItsOwn() {
        String callId = call();
        assertThat(api.get("/api/calls/live").json().at("/data/0/id").asText()).isEqualTo(callId);
        CheckedApi theirs = new CheckedApi(SERVER.url())
                .withBearer(SERVER.otherOrganization().key());
        assertThat(theirs.get("/api/calls/live").json().path("data")).isEmpty();
        api.send("POST", "/api/calls/" + callId + "/end", null);
        Waiting.untilTrue(
                LIMIT, () -> api.get("/api/calls/live").json().path("data").isEmpty());
    }

    @Test
    void anAgentIsTriedInWriting() {
        String path = "/api/agents/" + SERVER.agentId() + "/chat";
        Answer first = api.post(path, "{\"message\": \"Hello\"}");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("/reply")).isNotBlank();
        String session = first.text("/sessionId");
        Answer second = api.post(path, """
                {"message": "Tomorrow", "sessionId": "%s"}""".formatted(session));
        assertThat(second.text("/callId")).isEqualTo(first.text("/callId"));
        assertThat(api.get("/api/calls/" + session).text("/channel")).isEqualTo("chat");
        assertThat(api.post(path, "{\"message\": \" \"}").status()).isEqualTo(400);
        api.send("POST", "/api/calls/" + session + "/end", null);
    }

    @Test
    void theFiguresAreThoseThatTheWidgetHas() {
        String period = "?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
        assertThat(api.get("/api/dashboard" + period).json())
                .isEqualTo(api.get("/api/widget/dashboard" + period).json());
        assertThat(api.get("/api/dashboard?from=yesterday").status()).isEqualTo(400);
    }

    private static CompletableFuture<Answer> followed(Answer last) {
        CheckedApi waiting = api.with("If-None-Match", last.header("ETag")).with("Prefer", "wait=20");
        return CompletableFuture.supplyAsync(() -> waiting.get("/api/calls/live"));
    }

    private static String call() {
        String body = """
                {"agentId": "%s", "phoneNumberId": "%s",
                 "destination": "+12025550100"}""".formatted(SERVER.agentId(), SERVER.phoneNumberId());
        return api.post("/api/calls/outbound", body).text("/callId");
    }
}
