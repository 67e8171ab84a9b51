package com.osmtalk.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.mcp.StubApi.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** MCP over HTTP against another server's API: nothing is given to a key that this API does not know. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostedKeysTest {
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"t","version":"1"}}}""";
    private static final String LIST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";
    private static final String DISCOVER = """
            {"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{\
            "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientCapabilities":{}}}}""";

    @RegisterExtension
    final ToolBench bench = new ToolBench();

    private final Set<String> valid = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile boolean away;
    private OsmTalkMcp mcp;
    private HttpHost host;

    @BeforeEach
    void start() {
        valid.addAll(List.of("osm_good", "osm_other"));
        bench.api().on("GET /api/widget/agents", request -> {
            String key = request.header("x-api-key");
            if (away) {
                return Answer.error(503, "unavailable", "The server is stopping.", Map.of());
            }
            if (key.equals("osm_page")) {
                return Answer.error(403, "forbidden", "This is a browser key.", Map.of());
            }
            return valid.contains(key)
                    ? Answer.ok(Records.page(Records.agent(Records.AGENT, "Reminder")))
                    : Answer.error(401, "unauthenticated", "This API key is not known.", Map.of());
        });
        InstantSource clock = () -> Instant.now().plus(later.get());
        mcp = OsmTalkMcp.builder(bench.client())
                .clock(clock.withZone(ZoneOffset.UTC))
                .build();
        host = new HttpHost(mcp);
    }

    @AfterEach
    void stop() {
        host.close();
        mcp.close();
    }

    @Test
    void aMadeUpKeyOpensNothingOfAnyRevision() throws Exception {
        List<HttpRequest.Builder> requests = List.of(
                post("/mcp", INITIALIZE),
                post("/mcp", LIST).header("Mcp-Session-Id", "x"),
                post("/mcp", DISCOVER)
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", "server/discover"),
                get("/mcp").header("Mcp-Session-Id", "x"),
                get("/mcp").method("DELETE", HttpRequest.BodyPublishers.noBody()),
                get("/sse"),
                post("/sse/message?sessionId=x", INITIALIZE));
        for (HttpRequest.Builder request : requests) {
            for (String[] key : new String[][] {
                {"x-api-key", "osm_made_up"}, {"Authorization", "Bearer osm_made_up"}, {"x-api-key", "osm_a b"}
            }) {
                HttpResponse<String> answer =
                        http.send(request.copy().header(key[0], key[1]).build(), BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                        .startsWith("Bearer error=\"invalid_token\"")
                        .contains("resource_metadata=\"http://");
                assertThat(answer.headers().firstValue("Mcp-Session-Id")).isEmpty();
            }
        }
        HttpResponse<String> page = send(post("/mcp", INITIALIZE), "osm_page");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("browser key");
    }

    @Test
    void aKeyThatIsDisabledIsRefusedAndItsStreamsEnd() throws Exception {
        String session = session("osm_good");
        String others = session("osm_other");
        HttpResponse<InputStream> stream = listen(session, "osm_good");
        HttpResponse<InputStream> sse =
                http.send(get("/sse").header("x-api-key", "osm_good").build(), BodyHandlers.ofInputStream());
        HttpResponse<InputStream> othersStream = listen(others, "osm_other");

        valid.remove("osm_good");
        later.set(Duration.ofSeconds(6));
        // by the server's own look at the keys of open streams, without another request
        for (HttpResponse<InputStream> ended : List.of(stream, sse)) {
            ended.body().readAllBytes();
        }
        assertThat(send(post("/mcp", LIST).header("Mcp-Session-Id", session), "osm_good")
                        .statusCode())
                .isEqualTo(401);
        valid.add("osm_good");
        later.set(Duration.ofSeconds(20));
        assertThat(send(post("/mcp", LIST).header("Mcp-Session-Id", session), "osm_good")
                        .statusCode())
                .as("its session has ended with it")
                .isEqualTo(404);
        assertThat(send(post("/mcp", LIST).header("Mcp-Session-Id", others), "osm_other")
                        .statusCode())
                .isEqualTo(200);
        othersStream.body().close();
    }

    @Test
    void anApiThatIsAwayMakesNoKeyInvalid() throws Exception {
        String session = session("osm_good");
        HttpResponse<InputStream> stream = listen(session, "osm_good");
        away = true;
        later.set(Duration.ofSeconds(30));
        assertThat(send(post("/mcp", LIST).header("Mcp-Session-Id", session), "osm_good")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> unknown = send(post("/mcp", INITIALIZE), "osm_new");
        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(unknown.headers().firstValue("Retry-After")).isPresent();
        away = false;
        valid.add("osm_new");
        assertThat(send(post("/mcp", INITIALIZE), "osm_new").statusCode()).isEqualTo(200);
        stream.body().close();
    }

    @Test
    void aStrangersManyRequestsCostLittleAndEndNobodysSession() throws Exception {
        String session = session("osm_good");
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            statuses.add(send(post("/mcp", INITIALIZE), "osm_stranger_" + i).statusCode());
        }
        assertThat(statuses).doesNotContain(200).contains(401);
        assertThat(statuses.get(999)).as("made-up keys have become too many").isGreaterThan(401);
        assertThat(bench.api().requests()).as("questions to the API").hasSizeLessThan(200);
        assertThat(send(post("/mcp", LIST).header("Mcp-Session-Id", session), "osm_good")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aKeyHasItsShareOfStreamsAndKeepsThem() throws Exception {
        String session = session("osm_good");
        List<HttpResponse<InputStream>> streams = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            streams.add(listen(session, "osm_good"));
        }
        assertThat(streams).allMatch(stream -> stream.statusCode() == 200);
        HttpResponse<String> more = send(get("/mcp").header("Mcp-Session-Id", session), "osm_good");
        assertThat(more.statusCode()).isEqualTo(429);
        assertThat(more.body()).contains("100 open streams");
        HttpResponse<InputStream> other = listen(session("osm_other"), "osm_other");
        assertThat(other.statusCode()).isEqualTo(200);

        streams.get(0).body().close();
        HttpResponse<InputStream> again = Waiting.until(Duration.ofMinutes(2), () -> {
            HttpResponse<InputStream> next = listen(session, "osm_good");
            return next.statusCode() == 200 ? Optional.of(next) : Optional.empty();
        });
        again.body().close();
        other.body().close();
        for (HttpResponse<InputStream> stream : streams) {
            stream.body().close();
        }
    }

    private HttpResponse<InputStream> listen(String session, String key) {
        try {
            return http.send(
                    get("/mcp")
                            .header("Mcp-Session-Id", session)
                            .header("x-api-key", key)
                            .build(),
                    BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String session(String key) throws Exception {
        return send(post("/mcp", INITIALIZE), key)
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String key) throws Exception {
        return http.send(request.copy().header("x-api-key", key).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder post(String path, String body) {
        return get(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(host.url() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json, text/event-stream");
    }
}
