package com.osmtalk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.server.http.TestHttpServer;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends requests to a running server on behalf of one organisation. */
public record Customer(TestHttpServer server, String organizationId, String key) {
    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, @Nullable String body) {
        return send("POST", path, body);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** With the API key, on an account route. */
    public Answer send(String method, String path, @Nullable String body) {
        return new Answer(server.send(method, path, publisher(body), "Authorization", "Bearer " + key));
    }

    /** The same with one header more, and with those of the answer. */
    public HttpResponse<String> send(String method, String path, @Nullable String body, String header, String value) {
        return server.send(method, path, publisher(body), "Authorization", "Bearer " + key, header, value);
    }

    /** With the API key, on a widget route. */
    public Answer widget(String path) {
        return new Answer(server.send("GET", path, publisher(null), "x-api-key", key));
    }

    /** With a session. */
    public Answer sendAsPerson(String method, String path, @Nullable String body) {
        return new Answer(server.send(
                method,
                path,
                publisher(body),
                "Authorization",
                "Bearer " + server.login(),
                "X-Organization-Id",
                organizationId));
    }

    /** With no credential. */
    public Answer sendAsNobody(String method, String path) {
        return new Answer(server.send(method, path, publisher(null)));
    }

    private static BodyPublisher publisher(@Nullable String body) {
        return body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    }

    /** What came back. */
    public record Answer(int status, String text) {
        Answer(HttpResponse<String> response) {
            this(response.statusCode(), response.body());
        }

        /** The body, of an answer that has this status. */
        public JsonNode as(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            try {
                return Json.MAPPER.readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("not JSON: " + text, e);
            }
        }

        /** The id of what was made. */
        public String id() {
            return as(201).path("id").asText();
        }

        /** The ids of what is listed. */
        public List<String> ids() {
            return as(200).path("data").findValuesAsText("id");
        }

        /** The paths of what a 400 finds wrong. */
        public List<String> faults() {
            return as(400).path("details").path("fields").findValuesAsText("path");
        }

        /** The code of an error with this status. */
        public String code(int expected) {
            return as(expected).path("code").asText();
        }
    }
}
