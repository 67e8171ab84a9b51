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
import org.junit.jupiter.params.provider.EnumSource;
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
                String path = "/" + access.name() + (access.isForOneAgent() ? "/{id}" : "");
                router.get(path, access, request -> Response.ok(Map.of("org", request.organizationId())));
                router.post(path, access, request -> () -> Response.ok(Map.of("posted", true)));
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
                "WIDGET_AGENTS|chat|x-api-key|200",
                "WIDGET_AGENTS|voice|x-api-key|200",
                "WIDGET_AGENTS|session|x-api-key|401",
                "WIDGET_CONNECT|voice|x-api-key|200",
                "WIDGET_CONNECT|chat|x-api-key|403",
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
        CreatedApiKey key = create(ApiKeyDraft.secret("k", null));
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
        "https://www.shop.example,403",
        "https://shop.example.,403",
        "https://shop.example@evil.example,403",
        "https://shop.example/,403",
        "https://shop.example:443/page,403",
        "https://evil.example#shop.example,403",
        "https://evil.example?.trade.example,403",
        "ftp://shop.example,403",
        "chrome-extension://shop.example,403",
        "//shop.example,403",
        "shop.example,403",
        "https://.trade.example,403",
        "https://xn--trde-83d.example,403",
        "https://evil.example,403",
        "null,403",
        "nonsense value,403",
    })
    void aKeyOfSomeSitesWorksOnTheirPagesOnly(String origin, int status) {
        String key = browserKey("Shop.example", "*.trade.example");
        for (Access access : List.of(Access.WIDGET_AGENTS, Access.WIDGET_CHAT, Access.WIDGET_CONNECT)) {
            HttpResponse<String> response = get(access, "x-api-key", key, "Origin", origin);
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .as("the page reads why")
                    .contains(origin);
        }
    }

    @ParameterizedTest
    @EnumSource(Access.class)
    void aBrowserKeyOpensWhatPagesNeedAndNothingElse(Access access) {
        if (access == Access.PUBLIC) {
            return;
        }
        String key = browserKey("shop.example");
        String header = access.isWidget() || access == Access.IDENTITY ? "x-api-key" : "Authorization";
        String value = header.equals("x-api-key") ? key : "Bearer " + key;
        int expected = access == Access.WIDGET_AGENTS || access.isForOneAgent() ? 200 : 403;
        assertThat(get(access, header, value, "Origin", "https://shop.example").statusCode())
                .isEqualTo(expected);
        HttpResponse<String> program = get(access, header, value);
        assertThat(program.statusCode()).as("no page, no origin").isEqualTo(403);
        assertThat(program.body()).contains("browser key");
    }

    @Test
    void twoOriginsAreNone() {
        assertThat(get(
                                Access.WIDGET_CHAT,
                                "x-api-key",
                                browserKey("shop.example"),
                                "Origin",
                                "https://shop.example",
                                "Origin",
                                "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aBrowserKeyOpensTheAgentsThatItNames() {
        String key = browserKey("shop.example");
        HttpResponse<String> other =
                server.send("POST", "/WIDGET_CHAT/agent_2", "{}", "x-api-key", key, "Origin", "https://shop.example");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).contains("does not open that agent");
        assertThat(server.send("POST", "/WIDGET_CHAT/agent_2", "{}", "x-api-key", server.fullKey())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void visitorsOfAPageDoNotUseUpEachOthersRequests(@TempDir Path other) {
        Rate plenty = new Rate(1000, 1000);
        HttpSettings settings = TestHttpServer.settings()
                .withLimits(new RateLimits(plenty, new Rate(1, 2), plenty, plenty, plenty))
                .behind(TrustedProxies.of(List.of("127.0.0.0/8")));
        try (TestHttpServer strict = new TestHttpServer(
                TestDatabase.SQLITE.open(other), settings, List.of(AuthenticationTest::routes), List.of())) {
            String key = strict.apiKeys
                    .create(
                            strict.organization.id(),
                            ApiKeyDraft.browser("k", null, List.of("shop.example"), List.of("agent_1")))
                    .key();
            // what stands before the proxy's own word is made up
            assertThat(visit(strict, key, "192.0.2.1").statusCode()).isEqualTo(200);
            assertThat(visit(strict, key, "198.51.100.7, 192.0.2.1").statusCode())
                    .isEqualTo(200);
            HttpResponse<String> third = visit(strict, key, "198.51.100.8, 192.0.2.1");
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("https://shop.example");
            assertThat(third.headers().firstValue("Retry-After")).isPresent();
            assertThat(visit(strict, key, "192.0.2.2").statusCode()).isEqualTo(200);
            assertThat(visit(strict, key, "2001:db8:1:2:3:4:5:6").statusCode()).isEqualTo(200);
            assertThat(visit(strict, key, "2001:db8:1:2::1").statusCode()).isEqualTo(200);
            assertThat(visit(strict, key, "2001:db8:1:2:ffff::1").statusCode())
                    .as("another address of the same network")
                    .isEqualTo(429);
            String secret = strict.fullKey();
            for (int i = 0; i < 3; i++) {
                assertThat(visit(strict, secret, "192.0.2.1").statusCode()).isEqualTo(200);
            }
        }
    }

    private static HttpResponse<String> visit(TestHttpServer server, String key, String forwardedFor) {
        return server.send(
                "POST",
                "/WIDGET_CHAT/agent_1",
                "{}",
                "x-api-key",
                key,
                "Origin",
                "https://shop.example",
                "X-Forwarded-For",
                forwardedFor);
    }

    @Test
    void browsersAreToldWhatWidgetRoutesTake() {
        HttpResponse<String> preflight = server.send(
                "OPTIONS",
                "/WIDGET_CHAT/agent_1",
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
        HttpSettings settings = TestHttpServer.settings()
                .withLimits(new RateLimits(new Rate(1, 3), plenty, plenty, plenty, new Rate(1, 2)));
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
        String path = "/" + access.name() + (access.isForOneAgent() ? "/agent_1" : "");
        if (headers.length % 2 == 1) {
            String[] rest = List.of(headers).subList(1, headers.length).toArray(String[]::new);
            return server.send("GET", path + headers[0], (String) null, rest);
        }
        return server.send("GET", path, (String) null, headers);
    }

    private static String browserKey(String... domains) {
        return create(ApiKeyDraft.browser("k", null, List.of(domains), List.of("agent_1")))
                .key();
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
