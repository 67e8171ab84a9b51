package com.osmtalk.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.server.http.TestHttpServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TalkPageTest {
    private static final URI VOICE = URI.create("wss://voice.example.com/below/v1");

    private static TestHttpServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestHttpServer.withApps(folder, TalkPage.app(() -> VOICE));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void thePageRunsItsOwnFilesAndConnectsToWebCallsAlone() {
        HttpResponse<String> page = get("/talk/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                        + " connect-src wss://voice.example.com; base-uri 'none';"
                        + " form-action 'none'; frame-ancestors 'none'");
        assertThat(page.headers().firstValue("Permissions-Policy").orElseThrow())
                .startsWith("microphone=(self)");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.body())
                .doesNotContain("//", "<style", "style=", "onclick")
                .containsPattern("<script type=\"module\" src=");
    }

    @Test
    void everythingThePageNamesIsThere() {
        List<String> named = Stream.of(
                        get("/talk/").body(),
                        get("/talk/talk.js").body(),
                        get("/talk/call-sound.js").body())
                .flatMap(text -> Pattern.compile("(?:src=\"|href=\"|from '\\./|new URL\\(')([^\"']+)")
                        .matcher(text)
                        .results())
                .map((MatchResult match) -> match.group(1))
                .toList();

        assertThat(named)
                .extracting(name -> name.replaceFirst("^@[0-9a-f]{16}/", ""))
                .containsExactlyInAnyOrder("icon.svg", "talk.css", "talk.js", "call-sound.js", "sound.js");
        assertThat(named).allSatisfy(name -> {
            HttpResponse<String> file = get("/talk/" + name);
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.body()).isNotEmpty();
        });
    }

    @Test
    void whatAPersonCanUseHasANameThatIsReadOut() {
        String page = get("/talk/").body();
        assertThat(page)
                .contains("<html lang=", "<label for=\"words\">", "role=\"status\"", "role=\"alert\"", "role=\"log\"");
        assertThat(Pattern.compile("<button[^>]*>([^<]*)</button>")
                        .matcher(page)
                        .results())
                .hasSize(5)
                .allMatch(button -> !button.group(1).isBlank());
    }

    @Test
    void theAddressKeepsTheTokenBehindItsHash() {
        assertThat(TalkPage.address(URI.create("http://127.0.0.1:4002"), VOICE, "osw_a"))
                .isEqualTo("http://127.0.0.1:4002/talk/#url=wss%3A%2F%2Fvoice.example.com%2Fbelow%2Fv1&token=osw_a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/talk/nothing", "/talk/../docs/page.js", "/talk/%2e%2e/docs/page.js", "/talk/index.html/x"})
    void nothingElseIsServed(String path) {
        assertThat(get(path).statusCode()).isBetween(400, 404);
    }

    private static HttpResponse<String> get(String path) {
        return server.send("GET", path, (String) null);
    }
}
