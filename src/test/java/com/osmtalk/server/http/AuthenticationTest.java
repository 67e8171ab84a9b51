package com.osmtalk.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.CreatedApiKey;
import com.osmtalk.api.KeyScope;
import com.osmtalk.api.Organization;
import com.osmtalk.server.store.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {
    private static TestHttpServer server;
    private static Organization second;
    private static String session;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestHttpServer.with(folder, AuthenticationTest::routes);
        second = server.accounts.createOrganization("Second", ZoneOffset.UTC);
        server.clock.advance(Duration.ofSeconds(1));
        server.accounts.join(server.user, second);
        session = server.login();
    }

    private static void routes(Router router) {
        for (Access access : Access.values()) {
            if (access != Access.PUBLIC) {
                router.get(
                        "/" + access.name(), access, request -> Response.ok(Map.of("org", request.organizationId())));
                router.post("/" + access.name(), access, request -> () -> Response.ok(Map.of("posted", true)));
            }
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // access | credential | header | status
                "ACCOUNT|session|bearer|200",
                "ACCOUNT|session|x-api-key|401",
                "ACCOUNT|chat,voice|bearer|200",
                "ACCOUNT|chat,voice|x-api-key|401",
                "ACCOUNT|chat|bearer|403",
                "ACCOUNT|voice|bearer|403",
                "PERSON|session|bearer|200",
                "PERSON|chat,voice|bearer|403",
                "IDENTITY|session|bearer|200",
                "IDENTITY|chat|bearer|200",
                "IDENTITY|voice|x-api-key|200",
                "WIDGET_READ|session|bearer|401",
                "WIDGET_READ|chat|x-api-key|200",
                "WIDGET_READ|voice|x-api-key|200",
                "WIDGET_READ|voice|bearer|200",
                "WIDGET_CHAT|chat|x-api-key|200",
                "WIDGET_CHAT|voice|x-api-key|403",
                "WIDGET_VOICE|voice|x-api-key|200",
                "WIDGET_VOICE|chat|x-api-key|403",
                "WIDGET_VOICE|session|x-api-key|401",
            })
    void aCredentialOpensWhatItIsFor(Access access, String credential, String header, int status) {
        String secret = credential.equals("session") ? session : key(credential);
        String[] headers = header.equals("bearer")
                ? new String[] {"Authorization", "Bearer " + secret}
                : new String[] {"x-api-key", secret};
        assertThat(get(access, headers).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer nonsense",
                "Bearer osm_nonsense",
                "Bearer ost_nonsense",
                "Basic dTpw",
                "bearer"
            })
    void whatOpensNothingIsA401ThatSaysWhatToSend(String authorization) {
        HttpResponse<String> response =
                authorization.isEmpty() ? get(Access.ACCOUNT) : get(Access.ACCOUNT, "Authorization", authorization);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(TestHttpServer.body(response).get("code").asText()).isEqualTo("unauthenticated");
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer");
    }

    @Test
    void authenticationComesBeforeTheBodyAndTheQuery() {
        HttpResponse<String> response = server.send("POST", "/ACCOUNT?unknown=1", "{not json");
        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void headIsAuthenticatedLikeGet() {
        assertThat(server.send("HEAD", "/ACCOUNT", (String) null).statusCode()).isEqualTo(401);
    }

    @Test
    void aPersonActsForTheirFirstOrganisationOrTheOneTheyName() {
        assertThat(get(Access.ACCOUNT, "Authorization", "Bearer " + session).body())
                .contains(server.organization.id());
        assertThat(get(Access.ACCOUNT, "Authorization", "Bearer " + session, "X-Organization-Id", second.id())
                        .body())
                .contains(second.id());
    }

    @Test
    void anOrganisationThatIsNotOnesOwnIsA403() {
        Organization foreign = server.accounts.createOrganization("Foreign", ZoneOffset.UTC);
        for (String secret : List.of(session, server.fullKey())) {
            assertThat(get(Access.ACCOUNT, "Authorization", "Bearer " + secret, "X-Organization-Id", foreign.id())
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(get(
                                Access.ACCOUNT,
                                "Authorization",
                                "Bearer " + server.fullKey(),
                                "X-Organization-Id",
                                server.organization.id())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aDisabledOrDeletedKeyIsRefusedAtOnce() {
        CreatedApiKey key = create(new ApiKeyDraft("k", null, null, null));
        assertThat(get(Access.WIDGET_READ, "x-api-key", key.key()).statusCode()).isEqualTo(200);
        server.apiKeys.disable(server.organization.id(), key.apiKey().id());
        HttpResponse<String> disabled = get(Access.WIDGET_READ, "x-api-key", key.key());
        assertThat(disabled.statusCode()).isEqualTo(401);
        assertThat(disabled.body()).contains("disabled");
        server.apiKeys.delete(server.organization.id(), key.apiKey().id());
        assertThat(get(Access.WIDGET_READ, "x-api-key", key.key()).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example,200",
        "https://shop.example:8443,200",
        "https://SHOP.example,200",
        "https://a.b.trade.example,200",
        "https://trade.example,403",
        "https://eviltrade.example,403",
        "https://shop.example.evil.example,403",
        "https://evil.example,403",
        "null,403",
        "nonsense value,403",
    })
    void aKeyOfSomeSitesWorksOnTheirPagesOnly(String origin, int status) {
        CreatedApiKey key = create(new ApiKeyDraft("k", null, List.of("Shop.example", "*.trade.example"), null));
        HttpResponse<String> response = get(Access.WIDGET_READ, "x-api-key", key.key(), "Origin", origin);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin").isPresent())
                .isEqualTo(status == 200);
        assertThat(get(Access.WIDGET_READ, "x-api-key", key.key()).statusCode())
                .as("no browser, no origin")
                .isEqualTo(200);
        assertThat(get(Access.ACCOUNT, "Authorization", "Bearer " + key.key()).statusCode())
                .as("a key that pages carry opens no account route")
                .isEqualTo(403);
    }

    @Test
    void browsersAreToldWhatWidgetRoutesTake() {
        HttpResponse<String> preflight = server.send(
                "OPTIONS",
                "/WIDGET_CHAT",
                (String) null,
                "Origin",
                "https://shop.example",
                "Access-Control-Request-Method",
                "POST");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://shop.example");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .contains("GET, POST");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElseThrow())
                .contains("x-api-key");
        assertThat(preflight.headers().firstValue("Vary")).contains("Origin");
        assertThat(server.send("OPTIONS", "/ACCOUNT", (String) null, "Origin", "https://shop.example")
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void anErrorOnAWidgetRouteCanBeReadByThePageThatMayAsk() {
        HttpResponse<String> response =
                get(Access.WIDGET_READ, "?x=1", "x-api-key", key("chat"), "Origin", "https://shop.example");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example");
    }

    @Test
    void oneKeyTooBusyIsA429AndAnotherStillPasses(@TempDir Path other) {
        Rate plenty = new Rate(1000, 1000);
        HttpSettings settings =
                TestHttpServer.settings().withLimits(new RateLimits(new Rate(1, 3), plenty, plenty, new Rate(1, 2)));
        try (TestHttpServer strict = new TestHttpServer(
                TestDatabase.SQLITE.open(other), settings, List.of(AuthenticationTest::routes), List.of())) {
            String busy = strict.fullKey();
            for (int i = 0; i < 3; i++) {
                assertThat(read(strict, busy).statusCode()).isEqualTo(200);
            }
            HttpResponse<String> limited = read(strict, busy);
            assertThat(limited.statusCode()).isEqualTo(429);
            assertThat(TestHttpServer.body(limited).get("code").asText()).isEqualTo("rate_limited");
            assertThat(Integer.parseInt(
                            limited.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 60);
            assertThat(read(strict, strict.fullKey()).statusCode()).isEqualTo(200);

            assertThat(read(strict, "osm_wrong").statusCode()).isEqualTo(401);
            assertThat(read(strict, "osm_wrong").statusCode()).isEqualTo(401);
            assertThat(read(strict, "osm_wrong").statusCode()).isEqualTo(429);
            assertThat(read(strict, strict.fullKey()).statusCode())
                    .as("a neighbour's failures")
                    .isEqualTo(200);
        }
    }

    private static HttpResponse<String> read(TestHttpServer server, String key) {
        return server.send("GET", "/WIDGET_READ", (String) null, "x-api-key", key);
    }

    private static HttpResponse<String> get(Access access, String... headers) {
        if (headers.length % 2 == 1) {
            String[] rest = List.of(headers).subList(1, headers.length).toArray(String[]::new);
            return server.send("GET", "/" + access.name() + headers[0], (String) null, rest);
        }
        return server.send("GET", "/" + access.name(), (String) null, headers);
    }

    private static String key(String scopes) {
        return server.key(List.of(scopes.split(",")).stream()
                .map(scope -> KeyScope.valueOf(scope.toUpperCase(Locale.ROOT)))
                .toArray(KeyScope[]::new));
    }

    private static CreatedApiKey create(ApiKeyDraft draft) {
        return server.apiKeys.create(server.organization.id(), draft);
    }
}
