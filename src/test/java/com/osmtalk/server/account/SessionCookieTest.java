package com.osmtalk.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.KeyScope;
import com.osmtalk.api.Organization;
import com.osmtalk.server.http.HttpSettings;
import com.osmtalk.server.http.TestHttpServer;
import com.osmtalk.server.http.TrustedProxies;
import com.osmtalk.server.store.TestDatabase;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions that a browser keeps as a cookie, and what other sites' pages try with it. */
class SessionCookieTest {
    private static final String OWN = "X-OsmTalk-Request";
    private static final String KEY = "{\"name\":\"a key\"}";

    private static TestHttpServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        HttpSettings settings = TestHttpServer.settings()
                .at(URI.create("https://calls.example.com"))
                .behind(TrustedProxies.of(List.of("127.0.0.1")));
        server = new TestHttpServer(TestDatabase.SQLITE.open(folder), settings, List.of(), List.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theBrowserKeepsTheTokenAndThePageDoesNotSeeIt() {
        HttpResponse<String> response = login(OWN, "1");
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode session = TestHttpServer.body(response);
        assertThat(session.has("token")).isFalse();
        assertThat(session.at("/user/email").asText()).isEqualTo(TestHttpServer.EMAIL);
        String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).matches("osmtalk_session=ost_\\S+; Path=/api; Max-Age=2592000; HttpOnly; SameSite=Strict");
        assertThat(response.body()).doesNotContain(token(cookie));
    }

    @Test
    void aProgramIsAnsweredATokenAndNoCookie() {
        HttpResponse<String> response = server.send("POST", "/api/auth/login", credentials("false"));
        assertThat(TestHttpServer.body(response).path("token").asText()).startsWith("ost_");
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Proto, https",
        "X-Forwarded-Proto, 'http, https'",
        "Origin, https://calls.example.com",
        "Host, calls.example.com",
    })
    void byHttpsTheCookieIsTheHostsAloneAndNeverSentWithoutTls(String header, String value) {
        // a program on Java may not choose the host it asks: the page's address stands for it
        String[] says =
                header.equals("Host") ? new String[] {"Origin", "https://" + value} : new String[] {header, value};
        HttpResponse<String> response = login(headers(says, OWN, "1"));
        String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .matches("__Host-osmtalk_session=ost_\\S+; Path=/; Secure; Max-Age=2592000; HttpOnly; SameSite=Strict");
        assertThat(me(headers(says, "Cookie", pair(cookie))).statusCode()).isEqualTo(200);
        assertThat(me(headers(says, "Cookie", "osmtalk_session=" + token(cookie)))
                        .statusCode())
                .as("a cookie that a neighbouring host may have set")
                .isEqualTo(401);
    }

    @Test
    void nobodyButATrustedProxyTellsThatItIsHttps(@TempDir Path other) {
        try (TestHttpServer direct = TestHttpServer.with(other)) {
            HttpResponse<String> response =
                    direct.send("POST", "/api/auth/login", credentials("true"), OWN, "1", "X-Forwarded-Proto", "https");
            assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("osmtalk_session=");
        }
    }

    @Test
    void theCookieOpensWhatASessionTokenOpens() {
        String cookie = signIn();
        assertThat(TestHttpServer.body(me("Cookie", cookie)).at("/user/email").asText())
                .isEqualTo(TestHttpServer.EMAIL);
        assertThat(keys("Cookie", "theme=dark; " + cookie).statusCode()).isEqualTo(200);
        assertThat(createKey("Cookie", cookie, OWN, "1").statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // own header | Sec-Fetch-Site | Origin | status
                "1, -, -, 201",
                "1, same-origin, -, 201",
                "1, same-origin, https://behind.example, 201",
                "1, -, OURS, 201",
                "1, -, https://calls.example.com, 201",
                "-, -, -, 403",
                "' ', -, -, 403",
                "-, same-origin, OURS, 403",
                "1, cross-site, -, 403",
                "1, cross-site, OURS, 403",
                "1, same-site, OURS, 403",
                "1, none, -, 403",
                "1, -, null, 403",
                "1, -, https://elsewhere.example, 403",
                "1, -, http://calls.example.com, 403",
                "1, -, https://calls.example.com.elsewhere.example, 403",
                "1, -, http://localhost, 403",
                "1, -, http://127.0.0.1:1, 403",
                "1, -, chrome-extension://127.0.0.1, 403",
            })
    void onlyOurOwnPagesChangeAnythingByTheCookie(String own, String site, String origin, int status) {
        List<String> headers = new ArrayList<>(List.of("Cookie", signIn()));
        add(headers, OWN, own);
        add(headers, "Sec-Fetch-Site", site);
        boolean https = origin != null && origin.startsWith("https:");
        add(headers, "Origin", "OURS".equals(origin) ? "http://127.0.0.1:" + server.http.port() : origin);
        if (https) {
            headers.set(1, "__Host-" + headers.get(1));
        }
        HttpResponse<String> response = createKey(headers.toArray(String[]::new));
        assertThat(response.statusCode()).isEqualTo(status);
        if (status == 403) {
            assertThat(TestHttpServer.body(response).path("error").asText()).contains("session cookie");
        }
    }

    @Test
    void aFormOfAnotherSiteChangesNothing() {
        String cookie = signIn();
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            assertThat(createKey(
                                    "Cookie",
                                    cookie,
                                    "Content-Type",
                                    type,
                                    "Origin",
                                    "https://elsewhere.example",
                                    "Sec-Fetch-Site",
                                    "cross-site")
                            .statusCode())
                    .as(type)
                    .isEqualTo(403);
        }
        assertThat(send("POST", "/api/auth/logout", null, "Cookie", cookie).statusCode())
                .isEqualTo(403);
        assertThat(send("DELETE", "/api/settings/api-keys/key_1", null, "Cookie", cookie)
                        .statusCode())
                .isEqualTo(403);
        assertThat(me("Cookie", cookie).statusCode()).isEqualTo(200);
    }

    @Test
    void anotherSiteCanNotSignAnybodyInAsSomebodyElse() {
        assertThat(login().statusCode()).isEqualTo(403);
        HttpResponse<String> response = login(OWN, "1", "Origin", "https://elsewhere.example");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void signingOutEndsTheSessionAndForgetsTheCookie() {
        String cookie = signIn();
        HttpResponse<String> response = send("POST", "/api/auth/logout", null, "Cookie", cookie, OWN, "1");
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("osmtalk_session=;")
                .contains("Max-Age=0");
        assertThat(me("Cookie", cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void aSessionEndsThirtyDaysAfterItsBeginHoweverMuchItIsUsed(@TempDir Path other) {
        try (TestHttpServer own = TestHttpServer.with(other)) {
            String cookie = pair(own.send("POST", "/api/auth/login", credentials("true"), OWN, "1")
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow());
            own.clock.advance(Duration.ofDays(29));
            assertThat(own.send("GET", "/api/auth/me", (String) null, "Cookie", cookie)
                            .statusCode())
                    .isEqualTo(200);
            own.clock.advance(Duration.ofDays(1));
            assertThat(own.send("GET", "/api/auth/me", (String) null, "Cookie", cookie)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aSessionThatSomebodyHasPutIntoTheBrowserDoesNotSurviveSigningIn() {
        String planted = signIn();
        HttpResponse<String> response = login(OWN, "1", "Cookie", planted);
        String fresh = pair(response.headers().firstValue("Set-Cookie").orElseThrow());
        assertThat(fresh).isNotEqualTo(planted);
        assertThat(me("Cookie", planted + "; " + fresh).statusCode())
                .as("two at once")
                .isEqualTo(401);
    }

    @Test
    void aSessionThatTheBrowserHadEndsWithTheNextSignIn() {
        String before = signIn();
        login(OWN, "1", "Cookie", before);
        assertThat(me("Cookie", before).statusCode()).isEqualTo(401);
    }

    @Test
    void aCredentialInAHeaderCountsAndTheCookieBesideItDoesNot() {
        String cookie = signIn();
        Organization other = server.accounts.createOrganization("Other", ZoneOffset.UTC);
        String otherKey = server.apiKeys
                .create(other.id(), ApiKeyDraft.secret("k", List.of(KeyScope.values())))
                .key();
        HttpResponse<String> both = me("Cookie", cookie, "Authorization", "Bearer " + otherKey);
        assertThat(TestHttpServer.body(both).at("/organization/id").asText()).isEqualTo(other.id());
        both = me("Cookie", cookie, "x-api-key", otherKey);
        assertThat(TestHttpServer.body(both).at("/organization/id").asText()).isEqualTo(other.id());

        assertThat(me("Cookie", cookie, "Authorization", "Bearer ost_wrong").statusCode())
                .isEqualTo(401);
        assertThat(keys("Cookie", cookie, "Authorization", "Basic dTpw").statusCode())
                .isEqualTo(401);
        assertThat(keys("Cookie", cookie, "x-api-key", otherKey).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"osmtalk_session=", "osmtalk_session", "osmtalk_session=ost_wrong", "OSMTALK_SESSION=x", "''", ";;=;"})
    void aCookieThatOpensNothingIsA401(String cookie) {
        assertThat(me("Cookie", cookie).statusCode()).isEqualTo(401);
        assertThat(me("Cookie", "osmtalk_session=" + "x".repeat(4000)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void anApiKeyIsNoCookie() {
        assertThat(me("Cookie", "osmtalk_session=" + server.fullKey()).statusCode())
                .isEqualTo(401);
    }

    private static String signIn() {
        return pair(login(OWN, "1").headers().firstValue("Set-Cookie").orElseThrow());
    }

    private static HttpResponse<String> login(String... headers) {
        return send("POST", "/api/auth/login", credentials("true"), headers);
    }

    private static HttpResponse<String> me(String... headers) {
        return send("GET", "/api/auth/me", null, headers);
    }

    private static HttpResponse<String> keys(String... headers) {
        return send("GET", "/api/settings/api-keys", null, headers);
    }

    private static HttpResponse<String> createKey(String... headers) {
        return send("POST", "/api/settings/api-keys", KEY, headers);
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers) {
        return server.send(method, path, body, headers);
    }

    private static String credentials(String cookie) {
        return "{\"email\":\"%s\",\"password\":\"%s\",\"cookie\":%s}"
                .formatted(TestHttpServer.EMAIL, TestHttpServer.PASSWORD, cookie);
    }

    private static String pair(String setCookie) {
        return setCookie.substring(0, setCookie.indexOf(';'));
    }

    private static String token(String setCookie) {
        return pair(setCookie).substring(setCookie.indexOf('=') + 1);
    }

    private static void add(List<String> headers, String name, String value) {
        if (value != null) {
            headers.addAll(List.of(name, value));
        }
    }

    private static String[] headers(String[] some, String... more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
