package com.osmtalk.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.KeyScope;
import com.osmtalk.api.Organization;
import com.osmtalk.server.http.HttpSettings;
import com.osmtalk.server.http.Rate;
import com.osmtalk.server.http.RateLimits;
import com.osmtalk.server.http.TestHttpServer;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountRoutesTest {
    private TestHttpServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = TestHttpServer.with(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void signingInOpensASession() {
        HttpResponse<String> response = login(TestHttpServer.EMAIL, TestHttpServer.PASSWORD);
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode session = TestHttpServer.body(response);
        assertThat(session.at("/user/email").asText()).isEqualTo(TestHttpServer.EMAIL);
        assertThat(session.at("/organizations/0/id").asText()).isEqualTo(server.organization.id());
        JsonNode me =
                TestHttpServer.body(get("/api/auth/me", session.get("token").asText()));
        assertThat(me.at("/user/name").asText()).isEqualTo("Administrator");
        assertThat(me.at("/organization/name").asText()).isEqualTo("My organisation");
        assertThat(me.has("apiKey")).isFalse();
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressLookTheSame() {
        HttpResponse<String> wrong = login(TestHttpServer.EMAIL, "wrong password");
        HttpResponse<String> unknown = login("nobody@example.com", "wrong password");
        assertThat(wrong.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(401);
        assertThat(TestHttpServer.body(wrong).get("error"))
                .isEqualTo(TestHttpServer.body(unknown).get("error"));
        assertThat(login(TestHttpServer.EMAIL, "x".repeat(100_000)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void signingInNeedsBothFields() {
        HttpResponse<String> response = server.send("POST", "/api/auth/login", "{\"email\":\"a@example.com\"}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"password\"", "is required");
    }

    @Test
    void signingOutEndsTheSessionAtOnce() {
        String token = server.login();
        assertThat(send("POST", "/api/auth/logout", null, token).statusCode()).isEqualTo(204);
        assertThat(get("/api/auth/me", token).statusCode()).isEqualTo(401);
    }

    @Test
    void anExpiredSessionIsA401() {
        String token = server.login();
        server.clock.advance(Duration.ofDays(31));
        assertThat(get("/api/auth/me", token).statusCode()).isEqualTo(401);
    }

    @Test
    void guessingPasswordsIsSlowedDown(@TempDir Path other) {
        Rate plenty = new Rate(1000, 1000);
        HttpSettings settings = TestHttpServer.settings()
                .withLimits(new RateLimits(plenty, plenty, new Rate(1, 2), new Rate(1, 4), plenty));
        Database database = TestDatabase.SQLITE.open(other);
        try (TestHttpServer strict = new TestHttpServer(database, settings, List.of(), List.of())) {
            String body = "{\"email\":\"%s\",\"password\":\"wrong password\"}";
            String asha = body.formatted(TestHttpServer.EMAIL);
            assertThat(strict.send("POST", "/api/auth/login", asha).statusCode())
                    .isEqualTo(401);
            assertThat(strict.send("POST", "/api/auth/login", asha.replace("asha", "ASHA"))
                            .statusCode())
                    .isEqualTo(401);
            HttpResponse<String> third = strict.send("POST", "/api/auth/login", asha);
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("Retry-After")).isPresent();
            String another = body.formatted("b@example.com");
            assertThat(strict.send("POST", "/api/auth/login", another).statusCode())
                    .isEqualTo(401);
            assertThat(strict.send("POST", "/api/auth/login", body.formatted("c@example.com"))
                            .statusCode())
                    .as("the fifth from this address")
                    .isEqualTo(429);
        }
    }

    @Test
    void aKeyLearnsWhoItIs() {
        HttpResponse<String> response =
                server.send("GET", "/api/auth/me", (String) null, "x-api-key", server.key(KeyScope.CHAT));
        JsonNode me = TestHttpServer.body(response);
        assertThat(me.has("user")).isFalse();
        assertThat(me.at("/apiKey/scopes").toString()).isEqualTo("[\"chat\"]");
        assertThat(me.at("/organization/id").asText()).isEqualTo(server.organization.id());
    }

    @Test
    void aPersonManagesKeys() {
        String token = server.login();
        HttpResponse<String> created = send(
                "POST",
                "/api/settings/api-keys",
                "{\"name\":\"web\",\"scopes\":[\"chat\"],\"allowedDomains\":[\"shop.example\"],"
                        + "\"agentIds\":[\"agent_1\"]}",
                token);
        assertThat(created.statusCode()).isEqualTo(201);
        JsonNode body = TestHttpServer.body(created);
        String secret = body.get("key").asText();
        String id = body.at("/apiKey/id").asText();
        assertThat(secret).startsWith("osm_");
        assertThat(body.at("/apiKey/kind").asText()).isEqualTo("browser");
        assertThat(body.at("/apiKey/agentIds/0").asText()).isEqualTo("agent_1");

        HttpResponse<String> list = get("/api/settings/api-keys?limit=1", token);
        assertThat(TestHttpServer.body(list).at("/data/0/id").asText()).isEqualTo(id);
        assertThat(TestHttpServer.body(list).has("nextCursor")).isTrue();
        assertThat(list.body()).doesNotContain(secret);

        String path = "/api/settings/api-keys/" + id;
        JsonNode edited = TestHttpServer.body(
                send("PUT", path, body.get("apiKey").toString().replace("web", "shop"), token));
        assertThat(edited.get("name").asText()).isEqualTo("shop");
        assertThat(send("DELETE", path, null, token).statusCode()).isEqualTo(204);
        assertThat(send("DELETE", path, null, token).statusCode()).isEqualTo(404);
    }

    @Test
    void aKeyManagesNoKeysAndEndsNoSession() {
        String key = server.fullKey();
        assertThat(get("/api/settings/api-keys", key).statusCode()).isEqualTo(403);
        assertThat(send("POST", "/api/settings/api-keys", "{\"name\":\"more\"}", key)
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/api/auth/logout", null, key).statusCode()).isEqualTo(403);
    }

    @Test
    void anotherOrganisationsKeysAreNotThere() {
        Organization foreign = server.accounts.createOrganization("Foreign", ZoneOffset.UTC);
        String id = server.apiKeys
                .create(foreign.id(), ApiKeyDraft.secret("theirs", null))
                .apiKey()
                .id();
        String token = server.login();
        assertThat(send("PUT", "/api/settings/api-keys/" + id, "{\"enabled\":false}", token)
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("DELETE", "/api/settings/api-keys/" + id, null, token).statusCode())
                .isEqualTo(404);
        assertThat(get("/api/settings/api-keys", token).body()).doesNotContain(id);
    }

    @Test
    void aSecretIsNotReplayed() {
        String token = server.login();
        for (int expected : new int[] {201, 409}) {
            HttpResponse<String> response = server.send(
                    "POST",
                    "/api/settings/api-keys",
                    "{\"name\":\"once\"}",
                    "Authorization",
                    "Bearer " + token,
                    "Idempotency-Key",
                    "k1");
            assertThat(response.statusCode()).isEqualTo(expected);
        }
        assertThat(TestHttpServer.body(get("/api/settings/api-keys", token))
                        .get("total")
                        .asInt())
                .isEqualTo(1);
    }

    private HttpResponse<String> login(String email, String password) {
        return server.send(
                "POST", "/api/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    private HttpResponse<String> get(String path, String bearer) {
        return send("GET", path, null, bearer);
    }

    private HttpResponse<String> send(String method, String path, String body, String bearer) {
        return server.send(method, path, body, "Authorization", "Bearer " + bearer);
    }
}
