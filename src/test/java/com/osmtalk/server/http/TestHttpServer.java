package com.osmtalk.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.TestClock;
import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.Json;
import com.osmtalk.api.KeyScope;
import com.osmtalk.api.Organization;
import com.osmtalk.api.User;
import com.osmtalk.server.account.Accounts;
import com.osmtalk.server.account.ApiKeyRoutes;
import com.osmtalk.server.account.ApiKeys;
import com.osmtalk.server.account.AuthRoutes;
import com.osmtalk.server.account.InitialAccount;
import com.osmtalk.server.account.Invitations;
import com.osmtalk.server.account.Memberships;
import com.osmtalk.server.account.OrganizationRoutes;
import com.osmtalk.server.account.Organizations;
import com.osmtalk.server.account.Passwords;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A real server on a free port with its own database, one organisation and a person in it, and a client for it. */
public final class TestHttpServer implements AutoCloseable {
    public static final String EMAIL = "asha@example.com";
    public static final String PASSWORD = "correct horse";

    /** As cheap as the algorithm lets them be: in life hashing is slow on purpose, and most tests begin with one. */
    public static final Passwords PASSWORDS = new Passwords(new Passwords.Cost(8, 1));

    public final TestClock clock = new TestClock();
    public final Database database;
    public final ApiKeys apiKeys;
    public final Accounts accounts;
    public final Organization organization;
    public final User user;
    public final IdempotentWrites writes;
    public final HttpServer http;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public TestHttpServer(Database database, HttpSettings settings, List<Feature> features, List<ServletMount> mounts) {
        this(database, settings, features, mounts, List.of());
    }

    private TestHttpServer(
            Database database,
            HttpSettings settings,
            List<Feature> features,
            List<ServletMount> mounts,
            List<FileApp> apps) {
        this.database = database;
        apiKeys = new ApiKeys(database, clock, (organization, agent) -> agent.startsWith("agent_"));
        accounts = new Accounts(database, clock, apiKeys, PASSWORDS);
        InitialAccount first = accounts.createFirst(EMAIL, PASSWORD).orElseThrow();
        organization = first.organization();
        user = first.admin();
        writes = new IdempotentWrites(database, clock);
        List<Feature> all = new ArrayList<>(features);
        Invitations invitations =
                new Invitations(database, accounts, () -> URI.create("https://calls.example.com/"), clock);
        all.add(new AuthRoutes(accounts, invitations, settings.limits()));
        all.add(new OrganizationRoutes(
                new Organizations(database, accounts, () -> {}), new Memberships(database), invitations));
        all.add(new ApiKeyRoutes(apiKeys));
        all.add(new MetaRoutes("1.2.3", "openapi: 3.1.0 # …\n", Optional::empty));
        http = HttpServer.start(settings, accounts, writes, all, mounts, apps);
    }

    public static TestHttpServer with(Path folder, Feature... features) {
        return new TestHttpServer(TestDatabase.SQLITE.open(folder), settings(), List.of(features), List.of());
    }

    /** With apps of files, and the features every one of these servers has. */
    public static TestHttpServer withApps(Path folder, FileApp... apps) {
        return new TestHttpServer(TestDatabase.SQLITE.open(folder), settings(), List.of(), List.of(), List.of(apps));
    }

    /** Limits that no test meets by accident. */
    public static HttpSettings settings() {
        Rate plenty = new Rate(1_000_000, 1_000_000);
        return HttpSettings.loopback(0).withLimits(new RateLimits(plenty, plenty, plenty, plenty, plenty));
    }

    public String key(KeyScope... scopes) {
        return apiKeys.create(organization.id(), ApiKeyDraft.secret("key", List.of(scopes)))
                .key();
    }

    public String fullKey() {
        return key(KeyScope.values());
    }

    /** A session token of the person. */
    public String login() {
        String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(EMAIL, PASSWORD);
        return body(send("POST", "/api/auth/login", body)).get("token").asText();
    }

    /** @param headers name, value, name, value, … */
    public HttpResponse<String> send(String method, String path, @Nullable String body, String... headers) {
        return send(method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body), headers);
    }

    public HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        return sendTo(http.port(), method, path, body, headers);
    }

    /** To another server on this machine. */
    public HttpResponse<String> sendTo(int port, String method, String path, String body, String... headers) {
        return sendTo(port, method, path, BodyPublishers.ofString(body), headers);
    }

    private HttpResponse<String> sendTo(
            int port, String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode body(HttpResponse<String> response) {
        try {
            return Json.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + response.body(), e);
        }
    }

    @Override
    public void close() {
        http.close();
        apiKeys.close();
        database.close();
    }
}
