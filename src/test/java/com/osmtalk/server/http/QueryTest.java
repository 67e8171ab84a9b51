package com.osmtalk.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.CallStatus;
import com.osmtalk.server.problem.Problem;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    private static TestHttpServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestHttpServer.with(
                folder,
                router -> router.get("/things", Access.PUBLIC, request -> {
                    Query query = request.query();
                    return Response.ok(Map.of(
                            "q", query.text("q").orElse("-"),
                            "number",
                                    query.phoneNumber("number")
                                            .map(Object::toString)
                                            .orElse("-"),
                            "from", query.time("from").map(Object::toString).orElse("-"),
                            "status",
                                    query.choice("status", CallStatus.class)
                                            .map(Enum::name)
                                            .orElse("-"),
                            "page", query.page()));
                }));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "q=a%20b+c%C3%A9, /q, a b cé",
        "q=1%2B1, /q, 1+1",
        "q=a=b, /q, a=b",
        "&&q=x&, /q, x",
        "from=2026-01-01T00:00:00Z, /from, 2026-01-01T00:00:00Z",
        "from=2026-01-01T00:00:00+05:30, /from, 2025-12-31T18:30:00Z",
        "from=2026-01-01T00:00:00.123%2B05:30, /from, 2025-12-31T18:30:00.123Z",
        "number=%2B12025550100, /number, +12025550100",
        "number=+12025550100, /number, +12025550100",
        "number=%2B44%20(0)20%207946-0958, /number, +442079460958",
        "status=in_progress, /status, IN_PROGRESS",
        "status=Failed, /status, FAILED",
        "'', /page/limit, 20",
        "limit=100&offset=7, /page/limit, 100",
        "limit=100&offset=7, /page/offset, 7",
        "cursor=abc, /page/cursor, abc",
        "cursor=abc&offset=0, /page/cursor, abc",
    })
    void aParameterIsRead(String query, String pointer, String expected) {
        HttpResponse<String> response = server.send("GET", "/things?" + query, (String) null);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(TestHttpServer.body(response).at(pointer).asText()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number=12025550100|number|no country code",
                "number=%2B1202|number|too short",
                "limit=0|limit|from 1 to 100",
                "limit=101|limit|from 1 to 100",
                "limit=-1|limit|from 1 to 100",
                "limit=99999999999999|limit|from 1 to 100",
                "limit=x|limit|from 1 to 100",
                "offset=-1|offset|from 0",
                "offset=1&cursor=abc|offset|can't be combined with cursor",
                "from=2026-01-01|from|ISO-8601",
                "from=%2B1000000000-12-31T23:59:59Z|from|ISO-8601",
                "status=done|status|queued, ringing, in_progress, completed, failed",
                "status=|status|must not be empty",
                "q=a&q=b|q|more than once",
                "q=%00|q|NUL",
                "q=%ff|q|UTF-8",
                "statsu=failed|statsu|known are q, number, from, status, limit, offset, cursor",
                "x%0Ay=1|x?y|known are",
            })
    void aParameterThatIsOffIsNamed(String query, String name, String message) {
        HttpResponse<String> response = server.send("GET", "/things?" + query, (String) null);
        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode field = TestHttpServer.body(response).at("/details/fields/0");
        assertThat(field.get("path").asText()).isEqualTo(name);
        assertThat(field.get("message").asText()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%2", "%", "a%f"})
    void aValueThatIsNotPercentEncodedIsNamed(String value) {
        assertThatThrownBy(() -> new UrlQuery("q=" + value))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("q: must be percent-encoded");
    }

    @Test
    void aRouteWithoutParametersTakesNone() {
        HttpResponse<String> response = server.send("GET", "/healthz?verbose=1", (String) null);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("it takes none");
    }
}
