package com.osmtalk.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentationPageTest {
    private static TestHttpServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestHttpServer.withApps(folder, DocumentationPage.app());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theReferenceIsAPageOfThisServerAlone() {
        HttpResponse<String> page = get("/docs/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).doesNotContain("http://", "https://", "//");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "script-src 'self';", "connect-src 'self'");
    }

    @Test
    void everythingThePageNamesIsThere() {
        List<String> named = Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(get("/docs/").body())
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(named).hasSize(4).allSatisfy(name -> {
            HttpResponse<String> file = get("/docs/" + name);
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(file.body()).isNotEmpty();
        });
        assertThat(get("/docs/page.js").body()).contains("url: '/openapi.yaml'");
    }

    @Test
    void withoutItsSlashItLeadsToThePage() {
        HttpResponse<String> answer = get("/docs");
        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location")).contains("docs/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/docs/nothing", "/docs/../logback.xml", "/docs/%2e%2e/%2e%2e/logback.xml", "/docs/index.html/x"
            })
    void nothingElseIsServed(String path) {
        assertThat(get(path).statusCode()).isBetween(400, 404);
    }

    private static HttpResponse<String> get(String path) {
        return server.send("GET", path, (String) null);
    }
}
