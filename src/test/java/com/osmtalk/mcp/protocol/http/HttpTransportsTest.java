package com.osmtalk.mcp.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.osmtalk.mcp.HttpHost;
import com.osmtalk.mcp.OsmTalkMcp;
import com.osmtalk.mcp.Records;
import com.osmtalk.mcp.StubApi;
import com.osmtalk.mcp.ToolBench;
import com.osmtalk.mcp.protocol.http.KeyCheck.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streamable HTTP and HTTP+SSE, byte by byte. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpTransportsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"t","version":"1"}}}""";
    private static final String LIST_AGENTS = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\","
            + "\"params\":{\"name\":\"list_agents\",\"arguments\":{}}}";
    private static final String WAIT =
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"wait_for_call\","
                    + "\"arguments\":{\"call_id\":\"" + Records.CALL + "\"},\"_meta\":{\"progressToken\":\"p\"}}}";

    private static final String KEY = "osm_k";

    @RegisterExtension
    final ToolBench bench = new ToolBench();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private OsmTalkMcp mcp;
    private HttpHost host;

    @BeforeEach
    void start() {
        mcp = OsmTalkMcp.builder(bench.client())
                .allowedHosts(List.of("mcp.example.com"))
                .keyCheck(KeyCheck.ANY)
                .build();
        host = new HttpHost(mcp);
    }

    @AfterEach
    void stop() {
        host.close();
        mcp.close();
    }

    @Test
    void theKeyOfTheRequestIsTheKeyOfItsCalls() throws Exception {
        post(LIST_AGENTS, "Mcp-Session-Id", session("osm_first"), "x-api-key", "osm_first");
        post(
                LIST_AGENTS,
                "Mcp-Session-Id",
                session("osm_second"),
                "x-api-key",
                "",
                "Authorization",
                "Bearer osm_second");
        post(LIST_AGENTS, "Mcp-Session-Id", session(KEY), "x-api-key", KEY, "Authorization", "Bearer osm_other");
        assertThat(bench.api().requests())
                .extracting(r -> r.header("x-api-key"))
                .containsExactly("osm_first", "osm_second", KEY);
        assertThat(bench.api().requests()).allMatch(r -> r.header("authorization") == null);
    }

    @Test
    void aSessionIsThereForTheKeyThatOpenedItOnly() throws Exception {
        String session = session("osm_first");
        assertRefused(post(LIST_AGENTS, "Mcp-Session-Id", session, "x-api-key", "osm_second"), 404, "initialize");
        assertThat(bench.api().requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"x-api-key,' '", "Authorization,Basic abc", "Authorization,Bearer", "X-Other,osm_key"})
    void withoutAKeyNothingIsAnsweredButHowToGiveOne(String header, String value) throws Exception {
        for (String path : List.of("/mcp", "/sse")) {
            HttpResponse<String> answer = send(host.url().resolve(path), INITIALIZE, "x-api-key", "", header, value);
            assertRefused(answer, 401, "x-api-key");
            String challenge = answer.headers().firstValue("WWW-Authenticate").orElseThrow();
            assertThat(challenge).startsWith("Bearer resource_metadata=\"");
            String metadata = challenge.substring(challenge.indexOf('"') + 1, challenge.lastIndexOf('"'));
            JsonNode document = JSON.readTree(
                    http.send(HttpRequest.newBuilder(URI.create(metadata)).build(), BodyHandlers.ofString())
                            .body());
            assertThat(document.get("resource").asText())
                    .isEqualTo(host.url().resolve(path).toString());
        }
        assertThat(bench.api().requests()).isEmpty();
    }

    @Test
    void behindAProxyTheKeylessAreSentToThePublicUrl() throws Exception {
        String wellKnown = "/.well-known/oauth-protected-resource/mcp";
        try (OsmTalkMcp hosted = OsmTalkMcp.builder(bench.client())
                        .publicUrl(URI.create("https://calls.example.com/osmtalk"))
                        .build();
                HttpHost proxied = new HttpHost(hosted)) {
            // as a proxy hands it on that has taken the TLS and the folder off
            String name = "calls.example.com";
            assertThat(raw(proxied, rawRequest("/mcp", name, INITIALIZE, "Connection: close\r\n")))
                    .contains("401 Unauthorized", "\"https://calls.example.com/osmtalk" + wellKnown + "\"");
            assertThat(rawGet(proxied, wellKnown, name))
                    .contains("\"resource\":\"https://calls.example.com/osmtalk/mcp\"");
            // and as one hands it on that forwards the host's own well-known places as they are (RFC 9728, 3.1)
            assertThat(rawGet(proxied, "/.well-known/oauth-protected-resource/osmtalk/mcp", name))
                    .contains("\"resource\":\"https://calls.example.com/osmtalk/mcp\"");
            assertThat(rawGet(proxied, "/.well-known/oauth-protected-resource/osmtalk/admin", name))
                    .contains("404 Not Found");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://calls.example.com, 401",
        "http://calls.example.com, 403",
        "http://calls.example.com.:80, 403",
        "http://localhost:3000, 401"
    })
    void aPageThatCameInTheClearMayNotCallAServerThatIsReachedByTls(String origin, int status) throws Exception {
        try (OsmTalkMcp hosted = OsmTalkMcp.builder(bench.client())
                        .publicUrl(URI.create("https://calls.example.com"))
                        .build();
                HttpHost proxied = new HttpHost(hosted)) {
            String headers = "Connection: close\r\nOrigin: " + origin + "\r\n";
            assertThat(raw(proxied, rawRequest("/mcp", "calls.example.com", INITIALIZE, headers)))
                    .contains("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void aKeyNoHeaderCanCarryGoesNowhere() throws Exception {
        JsonNode result = JSON.readTree(post(LIST_AGENTS, "Mcp-Session-Id", session("osm_a b"), "x-api-key", "osm_a b")
                        .body())
                .get("result");
        assertThat(result.at("/structuredContent/error/code").asText()).isEqualTo("unauthenticated");
        assertThat(bench.api().requests()).isEmpty();
    }

    @Test
    void anOperatorsKeyServesThoseWhoBringNone() throws Exception {
        try (OsmTalkMcp open = OsmTalkMcp.builder(bench.client())
                        .apiKey("osm_operator")
                        .keyCheck(KeyCheck.ANY)
                        .build();
                HttpHost openHost = new HttpHost(open)) {
            URI url = openHost.url().resolve("/mcp");
            for (String key : List.of("", "osm_own")) {
                send(url, LIST_AGENTS, "Mcp-Session-Id", session(openHost.url(), key), "x-api-key", key);
            }
        }
        assertThat(bench.api().requests())
                .extracting(r -> r.header("x-api-key"))
                .containsExactly("osm_operator", "osm_own");
    }

    /** Its session is gone by then: a 404 would have it begin another one, again and again. */
    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/sse/message?sessionId=gone"})
    void whoLosesAccessWhileARequestIsOnItsWayIsToldThat(String path) throws Exception {
        Queue<Verdict> verdicts = new ConcurrentLinkedQueue<>(List.of(Verdict.VALID, Verdict.invalid("It was ended.")));
        try (OsmTalkMcp ending = OsmTalkMcp.builder(bench.client())
                        .keyCheck((key, address) -> verdicts.remove())
                        .build();
                HttpHost its = new HttpHost(ending)) {
            HttpResponse<String> answer = send(its.url().resolve(path), LIST_AGENTS, "Mcp-Session-Id", "gone");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Bearer error=\"invalid_token\"")
                    .contains("resource_metadata=");
        }
        assertThat(verdicts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:3000",
                "http://localhost.",
                "http://127.0.0.1",
                "https://mcp.example.com",
                "http://[::1]:99"
            })
    void pagesOfThisServersNamesMayCall(String origin) throws Exception {
        assertThat(post(INITIALIZE, "Origin", origin).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "https://mcp.example.com.evil.example",
                "file://localhost",
                "http://localhost@evil.example",
                "http://",
                "%%%"
            })
    void pagesOfOtherSitesMayNot(String origin) throws Exception {
        for (String path : List.of("/mcp", "/sse", "/sse/message?sessionId=x")) {
            HttpResponse<String> answer = send(host.url().resolve(path), INITIALIZE, "Origin", origin);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertSmallError(answer);
        }
    }

    @Test
    void whoIsRefusedBeforeTheMessageIsReadIsToldThatTheConnectionEnds() throws Exception {
        assertThat(raw(host, rawRequest("/mcp", "evil.example", INITIALIZE, "")))
                .contains("HTTP/1.1 403 ", "Connection: close");
    }

    @Test
    void oneOriginOrRevisionThatIsWrongIsEnough() throws Exception {
        String key = "Connection: close\r\nx-api-key: osm_k\r\n";
        assertThat(raw(host, rawRequest("/mcp", "localhost", INITIALIZE, key + "Origin: http://localhost\r\n")))
                .contains("HTTP/1.1 200 ");
        assertThat(raw(
                        host,
                        rawRequest(
                                "/mcp",
                                "localhost",
                                INITIALIZE,
                                key + "Origin: http://localhost\r\nOrigin: https://evil.example\r\n")))
                .contains("HTTP/1.1 403 ");
        assertThat(raw(
                        host,
                        rawRequest(
                                "/mcp",
                                "localhost",
                                INITIALIZE,
                                key + "MCP-Protocol-Version: 2025-11-25\r\nMCP-Protocol-Version: 1999-01-01\r\n")))
                .contains("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example,403",
        "evil.example:80,403",
        "localhost.evil.example,403",
        "169.254.169.254,403",
        "localhost..,403",
        "evil.example.,403",
        "mcp.example.com,200",
        "MCP.example.com:443,200",
        "localhost,200",
        "[::1]:8080,200",
        "localhost.,200",
        "mcp.example.com.:443,200"
    })
    void onlyItsOwnNamesAreAnswered(String name, int status) throws Exception {
        assertThat(rawPost("/mcp", name, INITIALIZE)).contains("HTTP/1.1 " + status + " ");
        if (status == 403) {
            assertThat(rawPost("/sse/message", name, INITIALIZE)).contains("HTTP/1.1 403 ");
        }
    }

    @Test
    void anUnknownProtocolVersionIsRefused() throws Exception {
        String session = session();
        HttpResponse<String> answer =
                post(LIST_AGENTS, "Mcp-Session-Id", session, "MCP-Protocol-Version", "1999-01-01");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertSmallError(answer);
        assertThat(answer.body()).contains("2025-11-25");
        for (String path : List.of("/mcp", "/sse", "/sse/message?sessionId=none")) {
            for (String method : List.of("GET", "POST", "DELETE")) {
                HttpRequest request = HttpRequest.newBuilder(
                                request(host.url().resolve(path), LIST_AGENTS), (name, value) -> true)
                        .header("Mcp-Session-Id", session)
                        .header("MCP-Protocol-Version", "1999-01-01")
                        .method(method, HttpRequest.BodyPublishers.ofString(LIST_AGENTS))
                        .build();
                assertRefused(http.send(request, BodyHandlers.ofString()), 400, "2025-11-25");
            }
        }
        assertThat(post(LIST_AGENTS, "Mcp-Session-Id", session, "MCP-Protocol-Version", "2025-06-18")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {nonsense                                    | -32700
            []                                           | -32600
            {"jsonrpc":"2.0","id":1}                     | -32600
            ``                                           | -32700
            """)
    void aBadMessageIsASmallErrorAndNothingMore(String body, int code) throws Exception {
        HttpResponse<String> answer = post(body, "Mcp-Session-Id", session());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertSmallError(answer);
        assertThat(JSON.readTree(answer.body()).at("/error/code").asInt()).isEqualTo(code);
    }

    @Test
    void wrongUseOfHttpIsTold() throws Exception {
        String session = session();
        URI url = host.url().resolve("/mcp");
        assertRefused(post(LIST_AGENTS), 400, "Mcp-Session-Id");
        assertRefused(post(LIST_AGENTS, "Mcp-Session-Id", "no-such"), 404, "initialize");
        assertRefused(send(url, INITIALIZE, "Content-Type", "text/plain"), 415, "application/json");
        assertRefused(post(INITIALIZE, "Accept", "text/html"), 406, "text/event-stream");
        assertRefused(post("x".repeat(5_000_000), "Mcp-Session-Id", session), 413, "4194304");
        for (String method : List.of("PUT", "OPTIONS")) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(url)
                            .header("x-api-key", KEY)
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            assertRefused(answer, 405, "POST");
            assertThat(answer.headers().firstValue("Allow")).contains("GET, POST, DELETE");
        }
        assertRefused(send(host.url().resolve("/sse"), INITIALIZE), 405, "GET");
        assertRefused(send(host.url().resolve("/sse/message"), INITIALIZE), 404, "session");
        assertRefused(send(host.url().resolve("/sse/message?sessionId=none"), INITIALIZE), 404, "session");
        assertThat(rawPost("/sse/message?sessionId=%zz", "localhost", INITIALIZE))
                .contains("HTTP/1.1 404 ");
        String form = "application/x-www-form-urlencoded";
        assertRefused(send(host.url().resolve("/sse/message"), "%zz", "Content-Type", form), 404, "session");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/mcp/", "/sse", "/sse/", "/sse/message"})
    void aPreflightOfAPageThatMayCallIsAnsweredWithoutAKey(String path) throws Exception {
        HttpRequest preflight = HttpRequest.newBuilder(host.url().resolve(path))
                .header("Origin", "http://localhost:6274")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "mcp-param-x, x-osmtalk-toolsets, x-evil")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = http.send(preflight, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("http://localhost:6274");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("GET", "POST", "DELETE");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains(
                        "authorization",
                        "content-type",
                        "last-event-id",
                        "mcp-protocol-version",
                        "mcp-session-id",
                        "x-api-key",
                        "mcp-param-x",
                        "x-osmtalk-toolsets")
                .doesNotContain("x-evil");
        HttpRequest elsewhere = HttpRequest.newBuilder(preflight, (name, value) -> !name.equals("Origin"))
                .header("Origin", "https://evil.example")
                .build();
        assertThat(http.send(elsewhere, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }

    @Test
    void aPageThatMayCallReadsAnswersAndTheirHeaders() throws Exception {
        HttpResponse<String> opened = post(INITIALIZE, "Origin", "http://localhost:6274");
        assertThat(opened.headers().firstValue("Access-Control-Allow-Origin")).contains("http://localhost:6274");
        assertThat(opened.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
                .contains("mcp-session-id", "www-authenticate");
        HttpResponse<String> keyless = post(INITIALIZE, "Origin", "http://localhost:6274", "x-api-key", "");
        assertThat(keyless.statusCode()).isEqualTo(401);
        assertThat(keyless.headers().firstValue("Access-Control-Allow-Origin")).contains("http://localhost:6274");
    }

    @Test
    void aSlashAtTheEndMakesNoDifference() throws Exception {
        URI slash = host.url().resolve("/mcp/");
        HttpResponse<String> opened = send(slash, INITIALIZE);
        assertThat(opened.statusCode()).isEqualTo(200);
        String session = opened.headers().firstValue("Mcp-Session-Id").orElseThrow();
        assertThat(send(slash, LIST_AGENTS, "Mcp-Session-Id", session).statusCode())
                .isEqualTo(200);
        assertThat(post(LIST_AGENTS, "Mcp-Session-Id", session).statusCode()).isEqualTo(200);
        HttpResponse<String> keyless = send(slash, INITIALIZE, "x-api-key", "");
        assertThat(keyless.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("/.well-known/oauth-protected-resource/mcp\"");
        assertThat(rawGet(host, "/.well-known/oauth-protected-resource/mcp/", "localhost"))
                .contains("200 OK");
        for (String path : List.of("/mcp/x", "/mcp/mcp", "/sse/x")) {
            assertRefused(send(host.url().resolve(path), INITIALIZE), 404, "path");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "9223372036854775807",
                "9223372036854775808",
                "-123456789012345678901234567890",
                "0",
                "1.0",
                "\"9007199254740993\"",
                "\"\""
            })
    void anIdIsEchoedAsItCame(String id) throws Exception {
        String session = session();
        for (String request : List.of(LIST_AGENTS, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")) {
            String body = request.replace("\"id\":1", "\"id\":" + id);
            assertThat(post(body, "Mcp-Session-Id", session).body())
                    .startsWith("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e999999999", "1e-999999999", "true", "[1]", "{}", "null"})
    void whatIsNoIdIsRefused(String id) throws Exception {
        String body = LIST_AGENTS.replace("\"id\":1", "\"id\":" + id);
        assertRefused(post(body, "Mcp-Session-Id", session()), 400, "`id` must be");
    }

    @Test
    void aDeletedSessionIsGone() throws Exception {
        String session = session();
        HttpRequest delete = HttpRequest.newBuilder(host.url().resolve("/mcp"))
                .header("Mcp-Session-Id", session)
                .header("x-api-key", KEY)
                .DELETE()
                .build();
        assertThat(http.send(delete, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
        assertThat(http.send(delete, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
        assertThat(post(LIST_AGENTS, "Mcp-Session-Id", session).statusCode()).isEqualTo(404);
    }

    @Test
    void notificationsAreAcceptedInSilence() throws Exception {
        HttpResponse<String> answer =
                post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", "Mcp-Session-Id", session());
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        assertThat(post("{\"jsonrpc\":\"2.0\",\"id\":\"nobody\",\"result\":{}}", "Mcp-Session-Id", session())
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void withoutProgressTheAnswerIsPlainJsonWithProgressAStream() throws Exception {
        String session = session();
        HttpResponse<String> plain = post(LIST_AGENTS, "Mcp-Session-Id", session, "x-api-key", KEY);
        assertThat(plain.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.completed("Hello", "Yes"));
        HttpResponse<String> stream = post(WAIT, "Mcp-Session-Id", session, "x-api-key", KEY);
        assertThat(stream.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        List<JsonNode> events = events(stream.body());
        assertThat(events).hasSize(4);
        assertThat(events.subList(0, 3))
                .allMatch(e -> e.at("/params/progressToken").asText().equals("p"));
        assertThat(events.get(3).at("/result/structuredContent/done").asBoolean())
                .isTrue();
    }

    @Test
    void aCancelledRequestEndsWithoutAnAnswer() throws Exception {
        CountDownLatch looked = ringing();
        String session = session();
        CompletableFuture<HttpResponse<String>> waiting = postAsync(WAIT, "Mcp-Session-Id", session, "x-api-key", KEY);
        assertThat(looked.await(120, TimeUnit.SECONDS)).isTrue();
        post(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":2}}",
                "Mcp-Session-Id",
                session);
        HttpResponse<String> ended = waiting.get(120, TimeUnit.SECONDS);
        assertThat(events(ended.body())).noneMatch(e -> e.has("id"));
    }

    @Test
    void nobodyCancelsAnothersRequest() throws Exception {
        CountDownLatch looked = ringing();
        String session = session();
        String short_ = WAIT.replace("\"call_id\"", "\"timeout_seconds\":2,\"call_id\"");
        CompletableFuture<HttpResponse<String>> waiting =
                postAsync(short_, "Mcp-Session-Id", session, "x-api-key", KEY);
        assertThat(looked.await(120, TimeUnit.SECONDS)).isTrue();
        post(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":2}}",
                "Mcp-Session-Id",
                session());
        assertThat(events(waiting.get(120, TimeUnit.SECONDS).body())).anyMatch(e -> e.has("result"));
    }

    @Test
    void toolsThatWaitHoldNoThreadOfTheWebServer() throws Exception {
        ringing();
        String session = session();
        List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, 300)
                .mapToObj(i -> postAsync(
                        WAIT.replace("\"id\":2", "\"id\":" + (100 + i)), "Mcp-Session-Id", session, "x-api-key", KEY))
                .toList();
        assertThat(post(LIST_AGENTS, "Mcp-Session-Id", session, "x-api-key", KEY)
                        .statusCode())
                .isEqualTo(200);
        assertThat(waiting).as("those that wait").noneMatch(CompletableFuture::isDone);
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.completed("Hello", "Yes"));
        for (CompletableFuture<HttpResponse<String>> each : waiting) {
            assertThat(each.get(120, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theOldTransportAnswersOnItsStream() throws Exception {
        HttpResponse<InputStream> stream = http.send(
                HttpRequest.newBuilder(host.url().resolve("/sse"))
                        .header("x-api-key", KEY)
                        .build(),
                BodyHandlers.ofInputStream());
        try (BufferedReader events = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(events.readLine()).isEqualTo("event: endpoint");
            URI messages = host.url().resolve(events.readLine().substring("data: ".length()));
            assertThat(send(messages, "{nonsense").statusCode()).isEqualTo(400);
            assertThat(send(messages, LIST_AGENTS).statusCode()).isEqualTo(202);
            assertThat(message(events).at("/error/message").asText()).contains("initialize");
            send(messages, INITIALIZE);
            assertThat(message(events).at("/result/protocolVersion").asText()).isEqualTo("2025-11-25");
            send(messages, LIST_AGENTS, "x-api-key", KEY);
            assertThat(message(events).at("/result/structuredContent/total").asInt())
                    .isEqualTo(1);
        }
        assertThat(bench.api().requests())
                .extracting(r -> r.header("x-api-key"))
                .containsExactly(KEY);
    }

    @Test
    void answersThatComeAtTheSameTimeAreWholeEvents() throws Exception {
        String[] said = new String[100];
        Arrays.fill(said, "some words that fill a line of the transcript ".repeat(3));
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.completed(said));
        HttpResponse<InputStream> stream = http.send(
                HttpRequest.newBuilder(host.url().resolve("/sse"))
                        .header("x-api-key", KEY)
                        .build(),
                BodyHandlers.ofInputStream());
        try (BufferedReader events = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            events.readLine();
            URI messages = host.url().resolve(events.readLine().substring("data: ".length()));
            send(messages, INITIALIZE);
            message(events);
            for (int i = 0; i < 40; i++) {
                String get = "{\"jsonrpc\":\"2.0\",\"id\":" + i
                        + ",\"method\":\"tools/call\",\"params\":{\"name\":\"get_call\","
                        + "\"arguments\":{\"call_id\":\"" + Records.CALL + "\",\"transcript_limit\":100}}}";
                http.sendAsync(request(messages, get, "x-api-key", KEY), BodyHandlers.discarding());
            }
            Set<Integer> answered = new HashSet<>();
            while (answered.size() < 40) {
                JsonNode answer = message(events);
                assertThat(answer.at("/result/structuredContent/transcript")).hasSize(100);
                answered.add(answer.get("id").asInt());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/sse"})
    void aClientThatLeavesEndsItsWaitingTool(String path) throws Exception {
        SynchronousQueue<Boolean> looks = new SynchronousQueue<>();
        bench.api().on("GET /api/widget/calls/" + Records.CALL, r -> {
            looks.offer(true);
            return StubApi.Answer.ok(Records.call("ringing"));
        });
        Socket client = path.equals("/mcp") ? waitingOverStreamable() : waitingOverSse();
        assertThat(looks.poll(120, TimeUnit.SECONDS)).isTrue();
        client.close();
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        // a tool that still waits looks every two seconds
        while (looks.poll(3, TimeUnit.SECONDS) != null) {
            assertThat(System.nanoTime()).as("the tool still looks").isLessThan(limit);
        }
    }

    @Test
    void theOldTransportTakesNothingForAStreamThatWasClosed() throws Exception {
        Socket socket = new Socket("127.0.0.1", host.url().getPort());
        URI messages = messagesOf(socket);
        assertThat(send(messages, INITIALIZE).statusCode()).isEqualTo(202);
        socket.close();
        assertRefused(send(messages, LIST_AGENTS), 404, "session");
        assertThat(bench.api().requests()).isEmpty();
    }

    /** By a client that is given no event id, and so could not come back: it hears of no progress. */
    private Socket waitingOverStreamable() throws Exception {
        String session = post(INITIALIZE.replace("2025-11-25", "2025-06-18"))
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
        Socket socket = new Socket("127.0.0.1", host.url().getPort());
        String silent = WAIT.replace(",\"_meta\":{\"progressToken\":\"p\"}", "");
        socket.getOutputStream()
                .write(rawRequest(
                        "/mcp", "localhost", silent, "Mcp-Session-Id: " + session + "\r\nx-api-key: osm_k\r\n"));
        return socket;
    }

    private Socket waitingOverSse() throws Exception {
        Socket socket = new Socket("127.0.0.1", host.url().getPort());
        URI messages = messagesOf(socket);
        send(messages, INITIALIZE);
        send(messages, WAIT, "x-api-key", KEY);
        return socket;
    }

    /** Opens the stream of the old transport. */
    private URI messagesOf(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /sse HTTP/1.1\r\nHost: localhost\r\nx-api-key: osm_k\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        BufferedReader events =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String line = events.readLine();
        while (!line.startsWith("data: ")) {
            line = events.readLine();
        }
        return host.url().resolve(line.substring("data: ".length()));
    }

    private static JsonNode message(BufferedReader events) throws Exception {
        String line;
        while (!(line = events.readLine()).startsWith("data: {")) {
            assertThat(line).matches("|event: message|: .*");
        }
        return JSON.readTree(line.substring("data: ".length()));
    }

    private CountDownLatch ringing() {
        CountDownLatch looked = new CountDownLatch(1);
        bench.api().on("GET /api/widget/calls/" + Records.CALL, r -> {
            looked.countDown();
            return StubApi.Answer.ok(Records.call("ringing"));
        });
        return looked;
    }

    private String session() throws Exception {
        return session(KEY);
    }

    private String session(String key) throws Exception {
        return session(host.url(), key);
    }

    private String session(URI url, String key) throws Exception {
        return send(url.resolve("/mcp"), INITIALIZE, "x-api-key", key)
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
    }

    private HttpResponse<String> post(String body, String... headers) throws Exception {
        return send(host.url().resolve("/mcp"), body, headers);
    }

    private HttpResponse<String> send(URI url, String body, String... headers) throws Exception {
        return http.send(request(url, body, headers), BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> postAsync(String body, String... headers) {
        return http.sendAsync(request(host.url().resolve("/mcp"), body, headers), BodyHandlers.ofString());
    }

    private static HttpRequest request(URI url, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Accept", "application/json, text/event-stream")
                .header("x-api-key", KEY)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    private String rawPost(String path, String name, String body) throws Exception {
        return raw(host, rawRequest(path, name, body, "Connection: close\r\nx-api-key: osm_k\r\n"));
    }

    private static String rawGet(HttpHost from, String path, String name) throws Exception {
        return raw(
                from,
                ("GET " + path + " HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static String raw(HttpHost to, byte[] request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", to.url().getPort())) {
            socket.setSoTimeout(120_000);
            socket.getOutputStream().write(request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] rawRequest(String path, String name, String body, String headers) {
        return ("POST " + path + " HTTP/1.1\r\nHost: " + name
                        + "\r\nContent-Type: application/json\r\nAccept: */*\r\n" + headers + "Content-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static List<JsonNode> events(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> {
                    try {
                        return JSON.readTree(line.substring("data: ".length()));
                    } catch (IOException e) {
                        throw new AssertionError(line, e);
                    }
                })
                .toList();
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String says) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertSmallError(answer);
        assertThat(answer.body()).contains(says);
    }

    private static void assertSmallError(HttpResponse<String> answer) throws Exception {
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.fieldNames()).toIterable().containsExactlyInAnyOrder("jsonrpc", "id", "error");
        assertThat(body.get("error").fieldNames()).toIterable().containsExactlyInAnyOrder("code", "message");
        assertThat(answer.body().length()).isLessThan(400);
        assertThat(answer.body()).doesNotContain("Exception", "stackTrace", "\tat ");
    }
}
