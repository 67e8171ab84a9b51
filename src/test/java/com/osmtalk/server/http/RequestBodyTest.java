package com.osmtalk.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Money;
import com.osmtalk.api.PhoneNumber;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
    private static TestHttpServer server;
    private static String key;

    enum Colour {
        RED,
        DARK_BLUE
    }

    record Part(String name, @Nullable Integer size) {}

    @JsonIgnoreProperties({"id"})
    record Thing(
            String name,
            PhoneNumber number,
            @Nullable Colour colour,
            @Nullable Integer count,
            @Nullable Long big,
            @Nullable Double ratio,
            @Nullable Boolean on,
            @Nullable Money price,
            @Nullable Instant at,
            @Nullable LocalDate day,
            @Nullable List<Part> parts,
            @Nullable Map<String, String> variables,
            @Nullable Map<String, Object> free) {}

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestHttpServer.with(
                folder,
                router -> router.post("/things", Access.ACCOUNT, request -> {
                    Thing thing = request.body(Thing.class);
                    return () -> Response.created(thing);
                }));
        key = server.fullKey();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aBodyThatFitsIsTaken() {
        HttpResponse<String> response = post("""
                {"id":"ignored","name":"a","number":"+12025550100","colour":"dark_blue","count":1,"big":5000000000,
                 "ratio":0.5,"on":true,"price":15.16,"at":"2026-01-01T00:00:00+05:30","day":"2026-01-31",
                 "parts":[{"name":"p","size":null}],"variables":{"first name":"Asha"},"free":{"x":[1,{"y":null}]}}
                """);
        assertThat(response.statusCode()).isEqualTo(201);
        JsonNode thing = TestHttpServer.body(response);
        assertThat(thing.get("at").asText()).isEqualTo("2025-12-31T18:30:00.000Z");
        assertThat(thing.get("price").asText()).isEqualTo("15.16");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name|5|must be a string",
                "name|null|must not be null",
                "number|\"12025550100\"|must be a phone number with its country code",
                "number|12025550100|must be a string",
                "colour|\"green\"|must be one of red, dark_blue",
                "colour|0|must be one of red, dark_blue",
                "count|\"1\"|must be an integer",
                "count|1.5|must be an integer",
                "count|99999999999|is an integer that is too large",
                "count|-99999999999|is an integer that is too small",
                "big|1e30|must be an integer",
                "ratio|\"0.5\"|must be a number",
                "ratio|1e400|must be a number",
                "on|1|must be true or false",
                "on|\"true\"|must be true or false",
                "price|1.001|at most two decimals",
                "price|1e999999999|too large",
                "at|1700000000|must be a time in ISO-8601 form",
                "at|\"yesterday\"|must be a time in ISO-8601 form",
                "at|\"+99999-01-01T00:00:00Z\"|must be a time in ISO-8601 form",
                "day|\"2026-02-30\"|must be a date",
                "parts|{}|must be a list",
                "parts|[1]|must be an object",
                "parts|[null]|must not be null",
                "variables|[]|must be an object",
                "variables|{\"a\":1}|must be a string",
                "free|{\"a\":[1e999999999]}|too large",
                "free|{\"a\":\"\\u0000\"}|NUL",
                "name|\"a\\u0000b\"|NUL",
                "name|\"\\ud800\"|surrogate",
                "variables|{\"\\u0000\":\"x\"}|NUL",
            })
    void aWrongValueIsA400NamingItsField(String field, String value, String message) {
        String others = field.equals("name")
                ? "\"number\":\"+12025550100\""
                : field.equals("number") ? "\"name\":\"a\"" : "\"name\":\"a\",\"number\":\"+12025550100\"";
        HttpResponse<String> response = post("{" + others + ",\"" + field + "\":" + value + "}");
        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode fields = TestHttpServer.body(response).at("/details/fields");
        assertThat(fields).hasSize(1);
        assertThat(fields.get(0).get("path").asText()).startsWith(field);
        assertThat(fields.get(0).get("message").asText()).contains(message);
        assertThat(response.body()).doesNotContain("com.osmtalk", "java.", "jackson");
    }

    @Test
    void everyWrongFieldIsNamedWithItsPlace() {
        HttpResponse<String> response =
                post("{\"naem\":\"a\",\"count\":\"x\",\"parts\":[{\"name\":\"ok\"},{\"size\":true,\"sise\":1}]}");
        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode body = TestHttpServer.body(response);
        assertThat(body.get("code").asText()).isEqualTo("invalid_request");
        assertThat(body.at("/details/fields").findValuesAsText("path"))
                .containsExactlyInAnyOrder(
                        "naem", "count", "parts[1].size", "parts[1].sise", "parts[1].name", "name", "number");
        assertThat(body.toString()).contains("known are name, number, colour");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "[]",
                "\"text\"",
                "5",
                "null",
                "{",
                "{\"name\":}",
                "{\"name\":\"a\"} {}",
                "{'name':'a'}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":NaN}",
                "<xml/>"
            })
    void whatIsNoJsonObjectIsA400(String text) {
        HttpResponse<String> response = post(text);
        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode body = TestHttpServer.body(response);
        assertThat(body.get("code").asText()).isEqualTo("invalid_request");
        assertThat(body.get("error").asText()).startsWith("The body ").doesNotContain("jackson", "Token");
    }

    @Test
    void malformedJsonIsPointedAt() {
        assertThat(TestHttpServer.body(post("{\"name\":\"a\",\n  oops}"))
                        .get("error")
                        .asText())
                .contains("line 2, column 3");
    }

    @Test
    void deepNestingIsA400() {
        String deep = "{\"free\":" + "{\"a\":".repeat(5000) + "1" + "}".repeat(5001);
        HttpResponse<String> response = post(deep);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestHttpServer.body(response).get("error").asText()).contains("64 levels");
    }

    @Test
    void bytesThatAreNotUtf8AreA400() {
        byte[] latin1 = "{\"name\":\"Müller\"}".getBytes(StandardCharsets.ISO_8859_1);
        HttpResponse<String> response =
                server.send("POST", "/things", BodyPublishers.ofByteArray(latin1), "Authorization", "Bearer " + key);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestHttpServer.body(response).get("error").asText()).isEqualTo("The body is not UTF-8 text.");
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(post("\uFEFF{\"name\":\"a\",\"number\":\"+12025550100\"}").statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json,201",
        "application/json; charset=utf-8,201",
        "Application/JSON,201",
        "text/plain,415",
        "application/x-www-form-urlencoded,415",
        "nonsense,415"
    })
    void onlyJsonIsRead(String contentType, int status) {
        HttpResponse<String> response = server.send(
                "POST",
                "/things",
                "{\"name\":\"a\",\"number\":\"+12025550100\"}",
                "Authorization",
                "Bearer " + key,
                "Content-Type",
                contentType);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void aBodyOfMoreThanAMegabyteIsA413WhetherItsLengthIsSaidOrNot() {
        byte[] large = ("{\"name\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> said =
                server.send("POST", "/things", BodyPublishers.ofByteArray(large), "Authorization", "Bearer " + key);
        assertThat(said.statusCode()).isEqualTo(413);
        assertThat(TestHttpServer.body(said).get("code").asText()).isEqualTo("body_too_large");
        HttpResponse<String> unsaid = server.send(
                "POST",
                "/things",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
                "Authorization",
                "Bearer " + key);
        assertThat(unsaid.statusCode()).isEqualTo(413);
    }

    @Test
    void longNamesAreSaidBackShortened() {
        HttpResponse<String> response = post("{\"" + "n".repeat(40_000) + "\":1}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body().length()).isLessThan(2000);
    }

    @Test
    void noBodyWhateverMakesTheServerFail() {
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            HttpResponse<String> response = post(object(random, 0));
            assertThat(response.statusCode()).isIn(201, 400);
        }
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            HttpResponse<String> response =
                    server.send("POST", "/things", BodyPublishers.ofByteArray(noise), "Authorization", "Bearer " + key);
            assertThat(response.statusCode()).isEqualTo(400);
        }
    }

    private static String object(Random random, int depth) {
        String[] names = {
            "name",
            "number",
            "colour",
            "count",
            "big",
            "ratio",
            "on",
            "price",
            "at",
            "day",
            "parts",
            "variables",
            "free",
            "id",
            "size",
            "__proto__",
            "",
            "\\u0000"
        };
        StringBuilder json = new StringBuilder("{\"name\":\"a\",\"number\":\"+12025550100\"");
        for (int i = random.nextInt(4); i >= 0; i--) {
            json.append(",\"")
                    .append(names[2 + random.nextInt(names.length - 2)])
                    .append("\":");
            json.append(value(random, depth));
        }
        return json.append('}').toString();
    }

    private static String value(Random random, int depth) {
        String[] leaves = {
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e5",
            "1e-400",
            "9223372036854775808",
            "1e99999",
            "\"\"",
            "\"red\"",
            "\"\\u0000\"",
            "\"\\udc00\"",
            "\"+12025550100\"",
            "\"2026-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59-18:00\"",
            "[]",
            "{}",
            "\"" + "x".repeat(10_000) + "\"",
            "12345678901234567890123456789"
        };
        if (depth < 3 && random.nextInt(4) == 0) {
            return random.nextBoolean() ? object(random, depth + 1) : "[" + value(random, depth + 1) + "]";
        }
        return leaves[random.nextInt(leaves.length)];
    }

    private static HttpResponse<String> post(String body) {
        return server.send("POST", "/things", body, "Authorization", "Bearer " + key);
    }
}
