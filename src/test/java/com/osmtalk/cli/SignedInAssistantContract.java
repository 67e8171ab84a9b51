package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.server.auth.TestAssistant;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An assistant that knows nothing but the address of {@code osmtalk serve}: a person signs in for it, and it calls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class SignedInAssistantContract {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private CommandRun server;
    private URI url;
    private String person;
    private TestAssistant assistant;

    /** What has the server use its database. */
    abstract Map<String, String> database();

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        Map<String, String> environment = new HashMap<>(database());
        environment.putAll(
                Map.of("OSMTALK_HOME", home.toString(), "OSMTALK_CONFIRM", "never", "OSMTALK_QUIET_HOURS", "none"));
        server = CommandRun.start(environment, "serve", "--port", "0");
        String line = server.awaitOut(out -> out.contains("osmTalk at "));
        url = URI.create(line.substring(line.indexOf("http")));
        String password = server.awaitOut(out -> out.startsWith("  password "))
                .substring("  password ".length())
                .strip();
        person = json(post("/api/auth/login", "{\"email\":\"admin@localhost\",\"password\":\"" + password + "\"}"))
                .path("token")
                .asText();
        assistant = TestAssistant.registered(url, person);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void findsFromTheRefusalAloneWhereToSignIn() throws Exception {
        HttpResponse<String> refused = mcp(null, "tools/list", "{}");
        assertThat(refused.statusCode()).isEqualTo(401);
        String challenge = refused.headers().firstValue("WWW-Authenticate").orElseThrow();
        assertThat(challenge)
                .startsWith("Bearer resource_metadata=\"" + url + "/.well-known/oauth-protected-resource/mcp\"")
                .endsWith("scope=\"calls:read calls:write\"");

        for (String path : new String[] {"", "/mcp"}) {
            JsonNode resource = json(get("/.well-known/oauth-protected-resource" + path));
            assertThat(resource.path("resource").asText()).isEqualTo(url + "/mcp");
            assertThat(resource.path("authorization_servers").path(0).asText()).isEqualTo(url.toString());
            assertThat(resource.path("scopes_supported").toString()).doesNotContain("offline_access");
        }
        JsonNode issuer = json(get("/.well-known/oauth-authorization-server"));
        assertThat(issuer.path("issuer").asText()).isEqualTo(url.toString());
        assertThat(issuer.path("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
    }

    @Test
    void placesACallWithATokenThatAPersonGave() throws Exception {
        JsonNode tokens = tokens("calls:read calls:write", "{}");
        HttpResponse<String> placed = mcp(
                tokens.path("access_token").asText(),
                "tools/call",
                "{\"name\":\"start_outbound_call\",\"arguments\":{\"to\":\"+919876543210\",\"task\":\"Say hello\"}}");
        assertThat(placed.statusCode()).isEqualTo(200);
        assertThat(placed.body()).contains("call_id").doesNotContain("\"isError\":true");

        JsonNode connection = json(asPerson("GET", "/api/settings/connections", null))
                .path("data")
                .path(0);
        assertThat(connection.path("clientName").asText()).isEqualTo("Test");
        assertThat(connection.path("callsToday").asInt()).isPositive();
    }

    @Test
    void isToldWhichScopeItLacksBeforeAnythingIsDone() throws Exception {
        String token = tokens("calls:read", "{}").path("access_token").asText();
        HttpResponse<String> refused = mcp(
                token,
                "tools/call",
                "{\"name\":\"start_outbound_call\",\"arguments\":{\"to\":\"+919876543211\",\"task\":\"Say hello\"}}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"calls:read calls:write\","
                        + " resource_metadata=\"" + url + "/.well-known/oauth-protected-resource/mcp\"");
        assertThat(mcp(token, "tools/call", "{\"name\":\"list_calls\",\"arguments\":{}}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTokenOpensNothingOfTheApiItself() throws Exception {
        String token = tokens("calls:read calls:write manage", "{}")
                .path("access_token")
                .asText();
        for (String header : new String[] {"x-api-key", "Authorization"}) {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(url.resolve("/api/auth/me"))
                            .header(header, header.equals("Authorization") ? "Bearer " + token : token)
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aSessionGoesOnWithTheNextTokenAndEndsWithTheConnection() throws Exception {
        JsonNode tokens = tokens("calls:read calls:write", "{}");
        String first = tokens.path("access_token").asText();
        String session = HTTP.send(
                        request(first).POST(BodyPublishers.ofString("""
                                        {"jsonrpc":"2.0","id":0,"method":"initialize","params":\
                                        {"protocolVersion":"2025-11-25","capabilities":{},\
                                        "clientInfo":{"name":"t","version":"1"}}}""")).build(), BodyHandlers.ofString())
                .headers()
                .firstValue("Mcp-Session-Id")
                .orElseThrow();
        JsonNode next = json(assistant.refresh(tokens.path("refresh_token").asText()));
        String second = next.path("access_token").asText();
        HttpResponse<InputStream> stream = HTTP.send(
                request(second).header("Mcp-Session-Id", session).GET().build(), BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);

        for (JsonNode one :
                json(asPerson("GET", "/api/settings/connections", null)).path("data")) {
            assertThat(asPerson(
                                    "DELETE",
                                    "/api/settings/connections/"
                                            + one.path("id").asText(),
                                    null)
                            .statusCode())
                    .isEqualTo(204);
        }
        stream.body().readAllBytes();
        HttpResponse<String> refused = mcp(second, "tools/list", "{}");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"invalid_token\"");
        assertThat(assistant.refresh(next.path("refresh_token").asText()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void theLimitsOfAConnectionHoldForEachTokenOfIt() throws Exception {
        String call =
                "{\"name\":\"start_outbound_call\",\"arguments\":{\"to\":\"+9198765432%s\",\"task\":\"Say hello\"}}";
        String approval = "{\"maxCallsPerDay\":%d}";
        int before = json(asPerson("GET", "/api/settings/connections", null))
                .path("data")
                .path(0)
                .path("callsToday")
                .asInt();
        String first = tokens("calls:read calls:write", approval.formatted(before + 1))
                .path("access_token")
                .asText();
        assertThat(mcp(first, "tools/call", call.formatted("21")).body())
                .contains("call_id")
                .doesNotContain("\"isError\":true");
        String second = tokens("calls:read calls:write", approval.formatted(before + 1))
                .path("access_token")
                .asText();
        assertThat(mcp(second, "tools/call", call.formatted("22")).body()).contains("assistant_call_limit");
    }

    private JsonNode tokens(String scope, String approval) {
        return assistant.tokens(scope, approval);
    }

    // ---- HTTP

    private HttpResponse<String> mcp(String token, String method, String params) throws Exception {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
        if (token == null) {
            return HTTP.send(request(null).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        }
        HttpResponse<String> opened =
                HTTP.send(request(token).POST(BodyPublishers.ofString("""
                                {"jsonrpc":"2.0","id":0,"method":"initialize","params":\
                                {"protocolVersion":"2025-11-25","capabilities":{},\
                                "clientInfo":{"name":"t","version":"1"}}}""")).build(), BodyHandlers.ofString());
        if (opened.statusCode() != 200) {
            return opened;
        }
        return HTTP.send(
                request(token)
                        .header(
                                "Mcp-Session-Id",
                                opened.headers().firstValue("Mcp-Session-Id").orElseThrow())
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve("/mcp"))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> asPerson(String method, String path, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Authorization", "Bearer " + person)
                        .header("Content-Type", "application/json")
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return Json.MAPPER.readTree(answer.body());
    }
}
