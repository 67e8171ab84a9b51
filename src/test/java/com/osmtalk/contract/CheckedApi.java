package com.osmtalk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends raw requests to a running server; an answer that {@code openapi.yaml} does not describe fails the test. */
public final class CheckedApi {
    private static final OpenApi CONTRACT = OpenApi.load();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI baseUrl;
    private final Map<String, String> headers;

    public CheckedApi(URI baseUrl) {
        this(baseUrl, Map.of());
    }

    private CheckedApi(URI baseUrl, Map<String, String> headers) {
        this.baseUrl = baseUrl;
        this.headers = headers;
    }

    public CheckedApi withKey(String key) {
        return with("x-api-key", key);
    }

    public CheckedApi withBearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public CheckedApi with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new CheckedApi(baseUrl, more);
    }

    /** Without any credentials or other headers. */
    public CheckedApi anonymous() {
        return new CheckedApi(baseUrl);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, String json) {
        return send("POST", path, json);
    }

    public Answer put(String path, String json) {
        return send("PUT", path, json);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** @param json null: no body */
    public Answer send(String method, String path, String json) {
        return sendBytes(method, path, json == null ? null : json.getBytes(StandardCharsets.UTF_8));
    }

    /** @param content null: no body */
    public Answer sendBytes(String method, String path, byte[] content) {
        HttpRequest.BodyPublisher body =
                content == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(content);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofMinutes(2))
                .method(method, body);
        if (content != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Answer answer = new Answer(response);
            assertThat(CONTRACT.violations(new OpenApi.Answer(
                            method,
                            URI.create(path.replaceAll("\\?.*", "")).getPath(),
                            response.statusCode(),
                            response.headers().map(),
                            response.body())))
                    .as("%s %s answered %s %s", method, path, response.statusCode(), response.body())
                    .isEmpty();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            try {
                return Json.MAPPER.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("no JSON: " + response.body(), e);
            }
        }

        public String text(String pointer) {
            return json().at(pointer).asText();
        }

        public String code() {
            return text("/code");
        }
    }
}
