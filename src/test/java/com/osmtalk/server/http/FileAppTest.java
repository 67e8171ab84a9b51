package com.osmtalk.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An app with deep links, modules and a library, at the root of a server beside its API; and one below a path. */
class FileAppTest {
    private static final String FOLDER = "com/osmtalk/server/http/app";
    private static final Pattern MODULE = Pattern.compile("src=\"/(@[0-9a-f]{16})/app\\.js\"");

    private static TestHttpServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestHttpServer.withApps(
                folder,
                FileApp.at("/", FOLDER)
                        .withWebJar("swagger-ui", "lib/swagger")
                        .withHeaders(() -> Map.of(
                                "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'"))
                        .withDeepLinks(),
                FileApp.at("/plain", FOLDER));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void thePageIsRevalidatedAndItsFilesAreKeptUnderTheirVersion() {
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");

        HttpResponse<String> module = get("/" + version() + "/app.js");
        assertThat(module.statusCode()).isEqualTo(200);
        assertThat(module.headers().firstValue("Content-Type")).contains("text/javascript;charset=utf-8");
        assertThat(module.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
    }

    @Test
    void whatAModuleImportsIsInTheSameFolder() {
        HttpResponse<String> imported = get("/" + version() + "/views/title.js");
        assertThat(imported.body()).contains("'Grüße'");
        assertThat(imported.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    }

    @Test
    void thePageLeadsToItsOwnFilesOnly() {
        assertThat(get("/").body())
                .contains("href=\"/" + version() + "/app.css\"")
                .contains("\"swagger\": \"/" + version() + "/lib/swagger/swagger-ui.js\"")
                .contains("\"swagger/\": \"/" + version() + "/lib/swagger/\"")
                .contains("href=\"calls/call_1\"", "href=\"#main\"", "href=\"https://example.com/app.js\"");
    }

    @Test
    void withoutDeepLinksReferencesStayRelative() {
        assertThat(get("/plain/").body())
                .containsPattern("src=\"@[0-9a-f]{16}/app.js\"")
                .containsPattern("\"\\./@[0-9a-f]{16}/lib/swagger/\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app.js", "/@0123456789abcdef/app.js"})
    void aFileUnderItsPlainNameOrThatOfAnotherVersionIsRevalidated(String path) {
        HttpResponse<String> file = get(path);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Cache-Control")).contains("no-cache");
    }

    @Test
    void aLibraryIsServedFromItsWebJar() {
        HttpResponse<String> file = get("/lib/swagger/swagger-ui.css");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type")).contains("text/css;charset=utf-8");
        assertThat(file.body()).contains(".swagger-ui");
    }

    @Test
    void anInlineScriptIsAllowedByItsHash() throws Exception {
        HttpResponse<String> page = get("/");
        Matcher script =
                Pattern.compile("<script type=\"importmap\">(.*?)</script>").matcher(page.body());
        assertThat(script.find()).isTrue();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(script.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; script-src 'self' 'sha256-"
                        + Base64.getEncoder().encodeToString(digest) + "'; style-src 'self'");
    }

    @Test
    void anAppThatSaysNothingOfItsPolicyMayDoNothing() {
        assertThat(get("/plain/")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .startsWith("default-src 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/calls", "/calls/call_1", "/agents/agent_1/versions/", "/@0123456789abcdef/calls"})
    void whenAPersonOpensAPlaceInTheAppItIsThePage(String path) {
        HttpResponse<String> page = server.send("GET", path, (String) null, "Accept", "text/html,*/*;q=0.8");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo(get("/").body());
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/missing.js",
                "/views/missing.js",
                "/views.js/title.js",
                "/index.html/x.js",
                "/notes.properties",
                "/lib/swagger/swagger-ui-bundle.js.LICENSE.txt",
                "/FileApp.class",
                "/plain/calls",
                "/plain/views",
                "/plain/views/",
                "/plain/../secret.js",
                "/@0123456789abcdef/index.html"
            })
    void whatIsNoFileOfTheAppIsNotFound(String path) {
        HttpResponse<String> answer = server.send("GET", path, (String) null, "Accept", "text/html");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(TestHttpServer.body(answer).get("code").asText()).isEqualTo("not_found");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/plain/%2e%2e/%2e%2e/logback.xml",
                "/plain/..%2f..%2flogback.xml",
                "/plain/%252e%252e/logback.xml",
                "/plain/..;/logback.xml",
                "/plain/..\\logback.xml",
                "/plain/views%5ctitle.js",
                "/plain/app.js%00.css",
                "/..%5capp.js",
                "/plain//app.js",
                "//app.js"
            })
    void noPathLeadsOutOfTheApp(String path) {
        try (RawSocket socket = new RawSocket(server.http.port())) {
            socket.send(
                    "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
            assertThat(socket.readAll()).containsPattern("\\AHTTP/1.1 40[04] ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/json"})
    void aProgramThatAsksForTheRootGetsTheApisAnswer(String accepted) {
        HttpResponse<String> answer = accepted.isEmpty()
                ? server.send("GET", "/", (String) null)
                : server.send("GET", "/", (String) null, "Accept", accepted);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(TestHttpServer.body(answer).get("code").asText()).isEqualTo("not_found");
        assertThat(server.send("GET", "/plain/", (String) null).statusCode())
                .as("below a path of its own, an app is all there is")
                .isEqualTo(200);
    }

    @Test
    void theApiBesideItAnswersForItself() {
        assertThat(get("/healthz").body()).contains("\"ok\"");
        HttpResponse<String> unknown = get("/api/unknown");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(TestHttpServer.body(unknown).get("code").asText()).isEqualTo("not_found");
        HttpResponse<String> otherMethod = server.send("GET", "/api/auth/login", (String) null);
        assertThat(otherMethod.statusCode()).isEqualTo(405);
        assertThat(otherMethod.headers().firstValue("Allow")).contains("POST");
        assertThat(server.send("POST", "/calls", "{}").statusCode()).isEqualTo(404);
        assertThat(server.send("POST", "/plain/", "{}").statusCode()).isEqualTo(405);
        assertThat(server.send("PATCH", "/plain/", "{}").statusCode()).isEqualTo(405);
        // it would send the keys and cookies of a request back
        assertThat(server.send("TRACE", "/plain/", "").statusCode()).isEqualTo(405);
    }

    @Test
    void theFolderItselfLeadsInsideAlsoBelowAProxysPath() {
        assertThat(get("/plain?a=b").headers().firstValue("Location")).contains("plain/?a=b");
    }

    @ParameterizedTest
    @CsvSource({"/, gzip", "/, ''", "/app.css, ''", "/lib/swagger/swagger-ui.css, gzip"})
    void whatTheBrowserHasIsNotSentAgain(String path, String encoding) {
        String tag = get(path, "Accept-Encoding", encoding)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            HttpResponse<String> answer = get(path, "Accept-Encoding", encoding, "If-None-Match", known);
            assertThat(answer.statusCode()).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("ETag")).contains(tag);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("script-src 'self'");
        }
        assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void textIsCompressedForThoseWhoCanReadIt() throws Exception {
        String path = "/lib/swagger/swagger-ui.css";
        HttpResponse<byte[]> compressed = bytes(path, "br, gzip;q=0.8");
        HttpResponse<byte[]> plain = bytes(path, "gzip;q=0, br");

        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(compressed.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(compressed.headers().firstValue("ETag"))
                .isPresent()
                .isNotEqualTo(plain.headers().firstValue("ETag"));
        assertThat(compressed.body().length).isLessThan(plain.body().length / 3);
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
            assertThat(in.readAllBytes()).isEqualTo(plain.body());
        }
    }

    @Test
    void aHeadHasTheHeadersOfTheGetAndNoBody() {
        for (String path : new String[] {"/", "/plain/app.js"}) {
            HttpResponse<String> head = server.send("HEAD", path, (String) null, "Accept", "text/html");
            HttpResponse<String> get = get(path);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            for (String name : new String[] {"Content-Length", "Content-Type", "ETag", "Cache-Control"}) {
                assertThat(head.headers().firstValue(name))
                        .as(name)
                        .isPresent()
                        .isEqualTo(get.headers().firstValue(name));
            }
        }
        assertThat(server.send("HEAD", "/plain/missing.js", (String) null).statusCode())
                .isEqualTo(404);
    }

    /** As the program is packed: its own files are in a JAR too. */
    @Test
    void aFolderMayBeInAJar() throws Exception {
        Properties webJar = new Properties();
        try (InputStream in = AppFiles.class
                .getClassLoader()
                .getResourceAsStream("META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            webJar.load(in);
        }
        AppFiles files =
                AppFiles.of(FileApp.at("/", "META-INF/resources/webjars/swagger-ui/" + webJar.getProperty("version")));

        assertThat(new String(files.index().bytes(), StandardCharsets.UTF_8))
                .contains(files.versionFolder() + "/index.css\"");
        assertThat(files.find("index.css").orElseThrow().type()).isEqualTo("text/css;charset=utf-8");
        assertThat(files.find("")).isEmpty();
    }

    @Test
    void aLibraryThatIsMissingIsNamed() {
        assertThatThrownBy(() -> AppFiles.of(FileApp.at("/", FOLDER).withWebJar("absent", "lib")))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("the WebJar absent is not on the class path");
        assertThatThrownBy(() -> AppFiles.of(FileApp.at("/", FOLDER).withWebJar("swagger-ui", "lib", "other.js")))
                .hasRootCauseMessage("the WebJar swagger-ui lacks one of [other.js]; it has []");
    }

    private static String version() {
        Matcher module = MODULE.matcher(get("/").body());
        assertThat(module.find()).isTrue();
        return module.group(1);
    }

    /** As a browser asks. */
    private static HttpResponse<String> get(String path, String... headers) {
        List<String> all = new ArrayList<>(List.of("Accept", "text/html,*/*;q=0.8"));
        all.addAll(List.of(headers));
        return server.send("GET", path, (String) null, all.toArray(String[]::new));
    }

    private static HttpResponse<byte[]> bytes(String path, String acceptedEncodings) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.http.port() + path))
                                .header("Accept-Encoding", acceptedEncodings)
                                .build(),
                        BodyHandlers.ofByteArray());
    }
}
