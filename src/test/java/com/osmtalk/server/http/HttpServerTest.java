package com.osmtalk.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.mcp.OsmTalkMcp;
import com.osmtalk.mcp.protocol.http.KeyCheck;
import com.osmtalk.server.store.TestDatabase;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpServerTest {
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration LONGER_THAN_IDLE = IDLE.plusSeconds(1);

    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static OsmTalkClient nobody;
    private static OsmTalkMcp mcp;
    private static TestHttpServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        Feature feature = router -> {
            router.get("/things/{id}", Access.PUBLIC, request -> Response.ok(Map.of("id", request.path("id"))));
            router.put("/things/{id}", Access.ACCOUNT, request -> Response::noContent);
            router.post("/echo", Access.PUBLIC, request -> {
                Map<?, ?> body = request.body(Echo.class).values();
                return () -> Response.ok(body);
            });
            router.get("/broken", Access.PUBLIC, request -> {
                throw new IllegalStateException("SELECT secret FROM table");
            });
            router.get("/recursive", Access.PUBLIC, request -> Response.ok(recursion(0)));
            router.get("/unwritable", Access.PUBLIC, request -> Response.ok(new Object()));
            router.get("/busy", Access.PUBLIC, request -> {
                await(NEVER, LONGER_THAN_IDLE);
                return Response.ok(Map.of("done", true));
            });
        };
        nobody = OsmTalkClient.builder()
                .baseUrl(URI.create("http://localhost:9"))
                .build();
        mcp = OsmTalkMcp.builder(nobody).keyCheck(KeyCheck.ANY).build();
        server = new TestHttpServer(
                TestDatabase.SQLITE.open(folder),
                TestHttpServer.settings().withTimeouts(IDLE, Duration.ofSeconds(5)),
                List.of(feature),
                Stream.concat(
                                Stream.of(
                                        new ServletMount(new Streaming(), "/stream"),
                                        new ServletMount(new Refusing(), "/refuse/*")),
                                mcp.endpoints().stream()
                                        .map(endpoint -> new ServletMount(endpoint.servlet(), endpoint.pathSpec())))
                        .toList());
    }

    record Echo(Map<String, String> values) {}

    @AfterAll
    static void stop() {
        server.close();
        mcp.close();
        nobody.close();
    }

    @Test
    void everyAnswerHasItsHeaders() {
        for (String path : List.of("/healthz", "/nothing", "/broken", "/stream", "/refuse/x")) {
            HttpResponse<String> response = get(path);
            assertThat(response.headers().firstValue("X-Request-Id").orElseThrow())
                    .matches("req_[0-9A-Z]{26}");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.headers().allValues("Content-Security-Policy"))
                    .containsExactly("default-src 'none'; frame-ancestors 'none'");
            assertThat(response.headers().firstValue("X-Frame-Options")).contains("DENY");
            assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(response.headers().map()).doesNotContainKeys("server", "x-powered-by");
        }
        for (String path : List.of("/healthz", "/nothing", "/broken", "/refuse/x")) {
            assertThat(get(path).headers().allValues("Cache-Control")).containsExactly("no-store");
        }
        assertThat(get("/healthz").headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void aHarmlessRequestIdIsKeptAndAnotherReplaced() {
        assertThat(get("/nothing", "X-Request-Id", "trace-0123456789").body()).contains("\"trace-0123456789\"");
        assertThat(requestId(get("/healthz", "X-Request-Id", "<script>alert(1)</script>")))
                .startsWith("req_");
        assertThat(requestId(get("/healthz", "X-Request-Id", "x".repeat(500)))).startsWith("req_");
    }

    @Test
    void itSaysThatItLivesAndWhatItCanDo() {
        assertThat(get("/healthz").body()).isEqualTo("{\"status\":\"ok\",\"version\":\"1.2.3\"}");
        HttpResponse<String> openApi = get("/openapi.yaml");
        assertThat(openApi.body()).isEqualTo("openapi: 3.1.0 # …\n");
        assertThat(openApi.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/yaml");
    }

    @Test
    void anUnknownPathIsA404() {
        assertError(get("/nothing"), 404, "not_found");
        assertError(get("/things/1/2"), 404, "not_found");
    }

    @Test
    void anotherMethodIsA405ThatSaysWhichAreTaken() {
        HttpResponse<String> response = server.send("DELETE", "/things/1", (String) null);
        assertError(response, 405, "method_not_allowed");
        assertThat(response.headers().firstValue("Allow").orElseThrow().split(", "))
                .contains("GET", "PUT");
        assertError(server.send("TRACE", "/things/1", (String) null), 405, "method_not_allowed");
        assertError(server.send("BREW", "/things/1", (String) null), 405, "method_not_allowed");
    }

    @Test
    void headAnswersLikeGetWithoutABody() {
        HttpResponse<String> response = server.send("HEAD", "/things/1", (String) null);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/broken", "/recursive", "/unwritable"})
    void aFailureIsA500WithoutDetail(String path) {
        HttpResponse<String> response = get(path);
        assertError(response, 500, "internal_error");
        assertThat(response.body()).doesNotContain("SELECT", "Exception", "java");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GARBAGE|400|invalid_request",
                "GET /healthz HTTP/9.9|505|internal_error",
                "GET /%00 HTTP/1.1|400|invalid_request",
                "GET /things/a%2Fb HTTP/1.1|400|invalid_request",
                "GET /things/..%2f..%2fetc HTTP/1.1|400|invalid_request",
                "GET /things/%ff HTTP/1.1|400|invalid_request",
                "GET /things/%zz HTTP/1.1|400|invalid_request",
            })
    void whatJettyRefusesIsAnErrorOfTheApi(String requestLine, int status, String code) {
        try (RawSocket socket = new RawSocket(server.http.port())) {
            String answer = socket.send(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .readAll();
            assertThat(answer).startsWith("HTTP/1.1 " + status).contains("\"code\":\"" + code + "\"", "\"requestId\":");
            assertThat(answer).doesNotContain("Jetty", "<html");
        }
    }

    @Test
    void headersThatAreTooLongAreA431OfTheApi() {
        HttpResponse<String> response = get("/healthz", "X-Long", "x".repeat(20_000));
        assertError(response, 431, "headers_too_large");
    }

    @Test
    void aBodyThatNeverArrivesIsGivenUp() {
        try (RawSocket socket = new RawSocket(server.http.port())) {
            String answer = socket.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"values\":")
                    .readAll();
            assertThat(answer).startsWith("HTTP/1.1 408").contains("\"code\":\"request_timeout\"");
        }
    }

    @Test
    void norDoesMcpWaitForAMessageForEver() {
        try (RawSocket socket = new RawSocket(server.http.port())) {
            String answer = socket.send("POST /mcp HTTP/1.1\r\nHost: localhost\r\nx-api-key: osm_k\r\nAccept: */*\r\n"
                            + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
                    .readAll();
            assertThat(answer).startsWith("HTTP/1.1 408").contains("\"jsonrpc\"");
        }
    }

    @Test
    void aHeaderThatTricklesInIsCutOff() {
        try (RawSocket socket = new RawSocket(server.http.port())) {
            socket.send("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            Waiting.untilTrue(Duration.ofMinutes(2), () -> socket.isAnsweredOrClosed("a"));
        }
    }

    @Test
    void soIsTheHeaderOfALaterRequestOnTheSameConnection() {
        try (RawSocket socket = new RawSocket(server.http.port())) {
            socket.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                    .readUntil("\"status\":\"ok\",\"version\":\"1.2.3\"}");
            socket.send("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            Waiting.untilTrue(Duration.ofMinutes(2), () -> socket.isAnsweredOrClosed("a"));
        }
    }

    @Test
    void aBodyThatTricklesInIsCutOffWithA408() {
        try (RawSocket socket = new RawSocket(server.http.port())) {
            socket.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{");
            Waiting.untilTrue(Duration.ofMinutes(2), () -> socket.isAnsweredOrClosed(" "));
            assertThat(socket.readAll()).startsWith("HTTP/1.1 408 ").contains("request_timeout");
        }
    }

    @Test
    void aBrokenChunkIsA400() {
        try (RawSocket socket = new RawSocket(server.http.port())) {
            String answer = socket.send(
                            "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")
                    .readAll();
            assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"invalid_request\"");
        }
    }

    @Test
    void aHandlerMayTakeLongerThanAPeerMayIdle() {
        assertThat(get("/busy").statusCode()).isEqualTo(200);
    }

    @Test
    void aMountedServletMayStreamForLongerThanAPeerMayIdle() {
        assertThat(get("/stream").body()).isEqualTo("first\nlast\n");
    }

    @Test
    void anErrorOfAMountedServletIsOneOfTheApi() {
        assertError(get("/refuse/me"), 413, "body_too_large");
    }

    /** Also what Jetty itself answers while it stops. */
    @Test
    void whoIsSentAwayForAWhileIsToldForHowLong() {
        HttpResponse<String> later = get("/refuse/later");
        assertError(later, 503, "unavailable");
        assertThat(later.headers().firstValue("Retry-After")).contains("5");
        assertThat(get("/refuse/me").headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void aPortThatIsTakenIsSaidAtOnce(@TempDir Path other) {
        assertThatThrownBy(() -> HttpServer.start(
                        HttpSettings.loopback(server.http.port()),
                        server.accounts,
                        server.writes,
                        List.of(),
                        List.of(),
                        List.of()))
                .hasMessageContaining(String.valueOf(server.http.port()));
    }

    @Test
    void itListsItsRoutes() {
        assertThat(server.http.routes())
                .contains(
                        new Route("GET", "/things/{id}", Access.PUBLIC),
                        new Route("PUT", "/things/{id}", Access.ACCOUNT),
                        new Route("POST", "/api/auth/login", Access.PUBLIC))
                .doesNotHaveDuplicates();
    }

    private static HttpResponse<String> get(String path, String... headers) {
        return server.send("GET", path, (String) null, headers);
    }

    private static String requestId(HttpResponse<String> response) {
        return response.headers().firstValue("X-Request-Id").orElseThrow();
    }

    private static void assertError(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode body = TestHttpServer.body(response);
        assertThat(body.get("code").asText()).isEqualTo(code);
        assertThat(body.get("error").asText()).isNotBlank();
        assertThat(body.get("requestId").asText()).isEqualTo(requestId(response));
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    private static int recursion(int depth) {
        return recursion(depth + 1) + 1;
    }

    private static Executor onNewThread() {
        return work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            thread.start();
        };
    }

    private static boolean await(CountDownLatch latch, Duration limit) {
        try {
            return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Writes, waits, and writes again on another thread, as an event stream does. */
    private static final class Streaming extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            response.getOutputStream().print("first\n");
            response.flushBuffer();
            onNewThread().execute(() -> {
                await(NEVER, LONGER_THAN_IDLE);
                try {
                    response.getOutputStream().print("last\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                async.complete();
            });
        }
    }

    private static final class Refusing extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendError(request.getPathInfo().equals("/later") ? 503 : 413, "internal words");
        }
    }
}
