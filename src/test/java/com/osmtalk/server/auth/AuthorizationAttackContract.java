package com.osmtalk.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.TestClock;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What thieves and impostors try at the authorization server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class AuthorizationAttackContract {
    private static final String CONNECTION = "(SELECT connection_id FROM connection_clients WHERE client_id = ?)";

    private final TestClock clock = new TestClock();
    private final TestServer server = server().withClock(clock);

    /** One for all tests: registrations are counted by address. */
    private TestAssistant assistant;

    private TestAssistant another;

    abstract TestServer server();

    @BeforeAll
    void start() throws Exception {
        server.open();
        assistant = TestAssistant.registered(server.url(), server.token());
        another = TestAssistant.registered(server.url(), server.token());
        assistant.code("calls:read", "{}");
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    // ---- codes

    @Test
    void aStolenCodeIsWorthNothingWithoutItsVerifier() {
        Map<String, String> exchange = assistant.exchange(assistant.code("calls:read", "{}"));
        exchange.put("code_verifier", "another-verifier-of-forty-three-characters-0123");
        assertRefused(assistant.form("/token", exchange), "invalid_grant");
        exchange.remove("code_verifier");
        assertRefused(assistant.form("/token", exchange), "invalid_grant");
        exchange.put("code_verifier", TestAssistant.VERIFIER);
        assertThat(assistant.form("/token", exchange).statusCode()).isEqualTo(200);
    }

    @Test
    void aStolenCodeIsWorthNothingToAnotherClient() {
        Map<String, String> exchange = assistant.exchange(assistant.code("calls:read", "{}"));
        exchange.put("client_id", another.clientId());
        assertRefused(assistant.form("/token", exchange), "invalid_grant");
    }

    @Test
    void aCodeIsBoundToItsRedirectAndItsResource() {
        Map<String, String> exchange = assistant.exchange(assistant.code("calls:read", "{}"));
        exchange.put("redirect_uri", "https://evil.example/callback");
        assertRefused(assistant.form("/token", exchange), "invalid_grant");
        exchange.put("redirect_uri", TestAssistant.CALLBACK);
        exchange.put("resource", "https://evil.example/mcp");
        assertRefused(assistant.form("/token", exchange), "invalid_target");
    }

    @Test
    void aSecondUseOfACodeRevokesWhatTheFirstGave() {
        Map<String, String> exchange = assistant.exchange(assistant.code("calls:read", "{}"));
        JsonNode tokens = TestAssistant.json(assistant.form("/token", exchange));
        assertRefused(assistant.form("/token", exchange), "invalid_grant");
        assertRefused(assistant.refresh(tokens.path("refresh_token").asText()), "invalid_grant");
    }

    @Test
    void ofTwoWhoUseACodeAtTheSameTimeNoneKeepsATokenOfIt() throws Exception {
        for (int round = 0; round < 5; round++) {
            Map<String, String> exchange = assistant.exchange(assistant.code("calls:read", "{}"));
            List<HttpResponse<String>> answers = together(4, () -> assistant.form("/token", exchange));
            List<HttpResponse<String>> given =
                    answers.stream().filter(one -> one.statusCode() == 200).toList();
            assertThat(given).hasSizeLessThanOrEqualTo(1);
            for (HttpResponse<String> one : given) {
                assertRefused(
                        assistant.refresh(
                                TestAssistant.json(one).path("refresh_token").asText()),
                        "invalid_grant");
            }
        }
    }

    // ---- refresh tokens

    @Test
    void aRefreshTokenThatIsUsedTwiceEndsItsFamily() {
        JsonNode first = assistant.tokens("calls:read", "{}");
        JsonNode second =
                TestAssistant.json(assistant.refresh(first.path("refresh_token").asText()));
        assertRefused(assistant.refresh(first.path("refresh_token").asText()), "invalid_grant");
        assertRefused(assistant.refresh(second.path("refresh_token").asText()), "invalid_grant");
    }

    @Test
    void ofTwoWhoUseARefreshTokenAtTheSameTimeNoneKeepsATokenOfIt() throws Exception {
        String token =
                assistant.tokens("calls:read", "{}").path("refresh_token").asText();
        List<HttpResponse<String>> answers = together(4, () -> assistant.refresh(token));
        List<JsonNode> given = answers.stream()
                .filter(one -> one.statusCode() == 200)
                .map(TestAssistant::json)
                .toList();
        assertThat(given).hasSizeLessThanOrEqualTo(1);
        for (JsonNode one : given) {
            assertRefused(assistant.refresh(one.path("refresh_token").asText()), "invalid_grant");
            assertThat(server.server().assistant(one.path("access_token").asText()))
                    .isEmpty();
        }
    }

    @Test
    void aRefreshTokenIsWorthNothingToAnotherClientAndGivesNoMoreThanItStandsFor() {
        String token =
                assistant.tokens("calls:read", "{}").path("refresh_token").asText();
        assertRefused(another.refresh(token), "invalid_grant");
        assertRefused(
                assistant.form(
                        "/token",
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                "refresh_token",
                                token,
                                "client_id",
                                assistant.clientId(),
                                "scope",
                                "calls:read manage")),
                "invalid_scope");
    }

    @Test
    void aTokenThatIsRevokedIsWorthNothingAndAnothersIsNotRevoked() {
        JsonNode tokens = assistant.tokens("calls:read", "{}");
        String refresh = tokens.path("refresh_token").asText();
        assertThat(another.form("/revoke", Map.of("token", refresh, "client_id", another.clientId()))
                        .statusCode())
                .isEqualTo(200);
        JsonNode next = TestAssistant.json(assistant.refresh(refresh));
        String second = next.path("refresh_token").asText();
        assistant.form("/revoke", Map.of("token", second, "client_id", assistant.clientId()));
        assertRefused(assistant.refresh(second), "invalid_grant");
    }

    // ---- the question

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/callback",
                "https://assistant.example/callback/",
                "https://assistant.example/callback?x=1",
                "https://assistant.example/callback#x",
                "https://assistant.example:444/callback",
                "http://assistant.example/callback",
                "https://user@assistant.example/callback",
                "https://assistant.example/CALLBACK",
                "https://assistant.example/a/../callback",
                "//assistant.example/callback",
                "javascript:alert(1)"
            })
    void noOtherAddressThanTheRegisteredOneIsEverRedirectedTo(String address) {
        Map<String, String> question = assistant.question("calls:read");
        question.put("redirect_uri", address);
        question.put("code_challenge_method", "plain");
        assertThat(TestAssistant.location(assistant.ask(question)))
                .isEqualTo(server.url() + "/connect?error=redirect_uri");
    }

    @Test
    void onThePersonsOwnDeviceThePortMayDifferAndNothingElse() {
        String client =
                TestAssistant.json(assistant.register("""
                        {"redirect_uris": ["http://127.0.0.1/callback", "cursor://anysphere.cursor-mcp/oauth/callback"],
                         "token_endpoint_auth_method": "none", "client_uri": null}""")).path("client_id").asText();
        TestAssistant local = assistant.as(client);
        Map<String, String> question = local.question("calls:read");
        for (String good : List.of("http://127.0.0.1:33418/callback", "cursor://anysphere.cursor-mcp/oauth/callback")) {
            question.put("redirect_uri", good);
            assertThat(TestAssistant.location(local.ask(question))).contains("/connect?request=");
        }
        for (String bad : List.of("http://127.0.0.1:33418/other", "http://localhost:33418/callback", "cursor://x/")) {
            question.put("redirect_uri", bad);
            assertThat(TestAssistant.location(local.ask(question))).endsWith("/connect?error=redirect_uri");
        }
    }

    @Test
    void whatIsWrongWithTheQuestionIsToldToAClientThatSomebodyHasAgreedToWithStateAndIssuer() {
        assertAsked(Map.of("resource", "https://evil.example/mcp"), "invalid_target");
        assertAsked(Map.of("resource", ""), "invalid_target");
        assertAsked(Map.of("code_challenge_method", "plain"), "invalid_request");
        assertAsked(Map.of("code_challenge", "short"), "invalid_request");
        assertAsked(Map.of("response_type", "token"), "unsupported_response_type");
        assertAsked(Map.of("scope", "everything"), "invalid_scope");
    }

    private void assertAsked(Map<String, String> changed, String error) {
        Map<String, String> question = assistant.question("calls:read");
        question.putAll(changed);
        String location = TestAssistant.location(assistant.ask(question));
        assertThat(location).startsWith(TestAssistant.CALLBACK + "?");
        assertThat(TestAssistant.parameters(location))
                .containsEntry("error", error)
                .containsEntry("state", "xyz")
                .containsEntry("iss", server.url().toString());
    }

    @Test
    void noStrangersAddressIsRedirectedToBeforeSomebodyHasAgreed() {
        String evil = "https://evil.example/cb";
        String own = "https://stranger.example/callback";
        String client = TestAssistant.json(assistant.register("{\"redirect_uris\": [\"" + evil + "\", \"" + own
                        + "\"], \"token_endpoint_auth_method\": \"none\"}"))
                .path("client_id")
                .asText();
        TestAssistant stranger = TestAssistant.registered(server.url(), server.token(), "Stranger", own)
                .as(client);
        for (Map<String, String> wrong : List.of(
                Map.of("code_challenge", ""),
                Map.of("code_challenge_method", "plain"),
                Map.of("scope", "everything"),
                Map.of("resource", "https://evil.example/mcp"),
                Map.of("response_type", "token"),
                Map.of("response_mode", "fragment"))) {
            assertStopped(stranger, evil, wrong);
        }

        stranger.code("calls:read", "{}");
        assertStopped(stranger, evil, Map.of("scope", "everything"));
        Map<String, String> question = stranger.question("everything");
        assertThat(TestAssistant.location(stranger.ask(question)))
                .as("where the person has agreed that answers go")
                .startsWith(own + "?")
                .contains("error=invalid_scope", "state=xyz", "iss=");

        server.database()
                .transaction(handle ->
                        handle.execute("UPDATE connections SET ended_at = 1 WHERE id = " + CONNECTION, client));
        assertStopped(stranger, own, Map.of("scope", "everything"));
    }

    private void assertStopped(TestAssistant stranger, String address, Map<String, String> wrong) {
        Map<String, String> question = stranger.question("calls:read");
        question.put("redirect_uri", address);
        question.putAll(wrong);
        assertThat(TestAssistant.location(stranger.ask(question)))
                .as(wrong.toString())
                .isEqualTo(server.url() + "/connect?error=invalid_request");
    }

    @Test
    void connectingAgainKeepsWhenItWasFirstConnected() {
        TestAssistant again = TestAssistant.registered(server.url(), server.token());
        again.code("calls:read", "{}");
        String since = since(again);
        clock.advance(Duration.ofMinutes(5));
        again.code("calls:read calls:write", "{}");
        assertThat(since(again)).isEqualTo(since);
    }

    private String since(TestAssistant connected) {
        return server.database()
                .read(handle -> handle.createQuery("SELECT created_at FROM connections WHERE id = " + CONNECTION)
                        .bind(0, connected.clientId())
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void aQuestionIsAnsweredInTheBrowserAloneThatOpenedItAndOnce() {
        TestAssistant.Opened opened = assistant.open("calls:read");
        TestAssistant.Opened elsewhere = assistant.open("calls:read");
        TestAssistant.Opened mixed = new TestAssistant.Opened(opened.request(), elsewhere.cookie());
        assertThat(assistant.decide(mixed, "approve", "{}").statusCode()).isEqualTo(404);
        assertThat(assistant.decide(mixed, "deny", "{}").statusCode()).isEqualTo(404);
        assertThat(assistant
                        .decide(opened, "approve", "{\"scopes\":[\"manage\"]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(assistant
                        .decide(opened, "approve", "{\"organizationId\":\"org_another\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(assistant
                        .decide(opened, "approve", "{\"phoneNumberIds\":[\"pn_another\"]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(assistant.decide(opened, "approve", "{}").statusCode()).isEqualTo(200);
        assertThat(assistant.decide(opened, "approve", "{}").statusCode()).isEqualTo(404);
    }

    /** Without HTTP, where questions are counted by address. */
    @Test
    void aParameterThatIsThereTwiceIsNotTakenForEither() {
        assertTwice("client_id", assistant.clientId(), "UNKNOWN_CLIENT");
        assertTwice("client_id", another.clientId(), "UNKNOWN_CLIENT");
        assertTwice("redirect_uri", TestAssistant.CALLBACK, "REDIRECT_URI");
        assertTwice("redirect_uri", "https://evil.example/callback", "REDIRECT_URI");
        assertTwice("scope", "manage", "error=invalid_request");
        assertTwice("code_challenge_method", "plain", "error=invalid_request");
        assertTwice("code_challenge", "short", "error=invalid_request");
        assertTwice("response_type", "token", "error=invalid_request");
        assertTwice("state", "other", "error=invalid_request");
        assertTwice("resource", "https://evil.example/mcp", "error=invalid_target");
    }

    private void assertTwice(String name, String second, String answer) {
        Map<String, List<String>> parameters = new HashMap<>();
        assistant.question("calls:read").forEach((each, value) -> parameters.put(each, List.of(value)));
        parameters.merge(name, List.of(second), (one, other) -> List.of(one.get(0), other.get(0)));
        Clients clients = new Clients(server.database(), new ClientDocuments(clock), clock);
        AuthorizationQuestions.Read read = new AuthorizationQuestions(clients, clock)
                .read(parameters, server.url().toString());
        assertThat(read).as(name).isNotInstanceOf(AuthorizationQuestions.Read.Question.class);
        assertThat(read.toString()).as(name).contains(answer);
    }

    // ---- what is sent otherwise than it should be

    @Test
    void tokensAreAskedForAsAFormAndByNothingElse() {
        Map<String, String> exchange = assistant.exchange(assistant.code("calls:read", "{}"));
        String json = "{\"grant_type\": \"authorization_code\", \"code\": \"" + exchange.get("code")
                + "\", \"client_id\": \"" + assistant.clientId() + "\", \"code_verifier\": \""
                + TestAssistant.VERIFIER + "\"}";
        HttpResponse<String> answer = TestAssistant.send(HttpRequest.newBuilder(URI.create(server.url() + "/token"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertRefused(answer, "invalid_request");
        HttpResponse<String> asked = TestAssistant.send(
                HttpRequest.newBuilder(URI.create(server.url() + "/token?" + TestAssistant.encoded(exchange)))
                        .GET());
        assertThat(asked.statusCode()).isEqualTo(405);
        assertThat(assistant.form("/token", exchange).statusCode())
                .as("and the code is good still")
                .isEqualTo(200);
    }

    @Test
    void aSecretByHttpBasicIsHeldAgainstTheClientsOwn() {
        JsonNode registered =
                TestAssistant.json(assistant.register("{\"redirect_uris\": [\"" + TestAssistant.CALLBACK + "\"]}"));
        String id = registered.path("client_id").asText();
        TestAssistant confidential = assistant.as(id);
        Map<String, String> exchange = confidential.exchange(confidential.code("calls:read", "{}"));
        exchange.remove("client_id");
        HttpResponse<String> wrong = basic(exchange, id + ":wrong");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertRefused(wrong, "invalid_client");
        assertThat(wrong.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic");
        assertRefused(basic(exchange, assistant.clientId() + ":anything"), "invalid_client");
        assertThat(basic(exchange, id + ":" + registered.path("client_secret").asText())
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> basic(Map<String, String> form, String userAndPassword) {
        return TestAssistant.send(HttpRequest.newBuilder(URI.create(server.url() + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(TestAssistant.encoded(form))));
    }

    // ---- time, and people who leave

    @Test
    void codesAndTokensAreGoodForNothingAfterTheirTime() {
        Map<String, String> late = assistant.exchange(assistant.code("calls:read", "{}"));
        clock.advance(Duration.ofSeconds(61));
        assertRefused(assistant.form("/token", late), "invalid_grant");

        JsonNode tokens = assistant.tokens("calls:read", "{}");
        String access = tokens.path("access_token").asText();
        assertThat(server.server().assistant(access)).isPresent();
        clock.advance(Duration.ofMinutes(61));
        assertThat(server.server().assistant(access)).isEmpty();
        assertThat(assistant.refresh(tokens.path("refresh_token").asText()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theAssistantOfAMemberWhoIsTakenOutOpensNothingFromThenOn() {
        TestServer.OtherOrganization other = server.otherOrganization();
        String session = server.api()
                .anonymous()
                .post(
                        "/api/auth/login",
                        "{\"email\": \"" + other.email() + "\", \"password\": \"" + TestServer.ADMIN_PASSWORD + "\"}")
                .text("/token");
        JsonNode tokens = assistant.of(session).tokens("calls:read calls:write", "{}");
        String access = tokens.path("access_token").asText();
        String credential = server.server().assistant(access).orElseThrow().credential();
        CheckedApi api = server.api().anonymous().withKey(credential).withBearer(credential);
        assertThat(api.get("/api/widget/calls").status()).isEqualTo(200);

        server.database()
                .transaction(handle -> handle.execute("DELETE FROM memberships WHERE organization_id = ?", other.id()));

        assertThat(server.server().assistant(access)).isEmpty();
        assertThat(api.get("/api/widget/calls").status()).isEqualTo(401);
    }

    @Test
    void aCredentialOfAnotherConnectionOrWithAnotherProofOpensNothing() {
        String access =
                assistant.tokens("calls:read", "{}").path("access_token").asText();
        String credential = server.server().assistant(access).orElseThrow().credential();
        String last = credential.endsWith("0") ? "1" : "0";
        for (String forged : List.of(
                credential.substring(0, credential.length() - 1) + last,
                credential.substring(0, credential.indexOf('.')),
                credential.substring(0, credential.indexOf('.') + 1),
                credential.replaceFirst("con_.", "con_Z"))) {
            assertThat(server.api()
                            .anonymous()
                            .withKey(forged)
                            .get("/api/widget/calls")
                            .status())
                    .as(forged)
                    .isEqualTo(401);
        }
    }

    // ---- clients

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript://x/%0aalert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "http://evil.example/callback",
                "https://a.example/#x",
                "https://user:password@a.example/",
                "not an address",
                ""
            })
    void noSuchAddressIsRegistered(String address) {
        HttpResponse<String> answer = assistant.register(
                "{\"redirect_uris\": [\"" + address + "\"], \"token_endpoint_auth_method\": \"none\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestAssistant.json(answer).path("error").asText()).isEqualTo("invalid_redirect_uri");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{\"redirect_uris\": 7}", "{\"redirect_uris\": []}"})
    void whatIsNoRegistrationIsRefusedAsOne(String body) {
        assertThat(assistant.register(body).statusCode()).isEqualTo(400);
    }

    @Test
    void aClientWithASecretIsBelievedWithItAlone() {
        JsonNode registered = TestAssistant.json(assistant.register("{\"redirect_uris\": [\"" + TestAssistant.CALLBACK
                + "\"], \"token_endpoint_auth_method\": \"client_secret_post\"}"));
        TestAssistant confidential = assistant.as(registered.path("client_id").asText());
        Map<String, String> exchange = confidential.exchange(confidential.code("calls:read", "{}"));
        HttpResponse<String> without = confidential.form("/token", exchange);
        assertThat(without.statusCode()).isEqualTo(401);
        assertRefused(without, "invalid_client");
        exchange.put("client_secret", "wrong");
        assertRefused(confidential.form("/token", exchange), "invalid_client");
        exchange.put("client_secret", registered.path("client_secret").asText());
        assertThat(confidential.form("/token", exchange).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/client.json",
                "https://localhost/client.json",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/client.json",
                "https://10.0.0.1/a/../client.json",
                "https://user@assistant.example/client.json",
                "https://assistant.example"
            })
    void noDocumentIsFetchedFromAnAddressThatIsNotPublicOrNotOne(String id) {
        Map<String, String> question = assistant.as(id).question("calls:read");
        assertThat(TestAssistant.location(assistant.ask(question)))
                .isEqualTo(server.url() + "/connect?error=client_document");
    }

    @Test
    void knownAssistantsNeedNoFetch() {
        TestAssistant claude = assistant.as("https://claude.ai/oauth/mcp-oauth-client-metadata");
        Map<String, String> question = claude.question("calls:read");
        question.put("redirect_uri", "https://claude.ai/api/mcp/auth_callback");
        assertThat(TestAssistant.location(claude.ask(question))).contains("/connect?request=");
        question.put("scope", "everything");
        assertThat(TestAssistant.location(claude.ask(question)))
                .as("nor has anybody to agree before it is told what is wrong")
                .startsWith("https://claude.ai/api/mcp/auth_callback?")
                .contains("error=invalid_scope", "state=xyz", "iss=");
    }

    @Test
    void aThousandRegistrationsThatNobodyUsesAreGoneADayLater() {
        String used = another.tokens("calls:read", "{}").path("scope").asText();
        assertThat(used).isEqualTo("calls:read");
        long now = clock.millis();
        server.database().transaction(handle -> {
            for (int i = 0; i < 1_000; i++) {
                handle.execute(
                        "INSERT INTO oauth_clients (id, name, redirect_uris, created_at) VALUES (?, 'x', '[]', ?)",
                        "oac_flood_" + i,
                        now);
            }
            return null;
        });
        Clients clients = new Clients(server.database(), new ClientDocuments(clock), clock);
        assertThat(clients.purge()).isZero();

        clock.advance(Duration.ofHours(25));
        clients.purge();
        assertThat(registered("id LIKE 'oac_flood%'")).isZero();
        assertThat(registered("id = '" + another.clientId() + "'")).isOne();
    }

    private int registered(String which) {
        return server.database()
                .read(handle -> handle.createQuery("SELECT count(*) FROM oauth_clients WHERE " + which)
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void manyRegistrationsOfOneAddressAreSlowedDown() {
        String metadata = "{\"redirect_uris\": [\"" + TestAssistant.CALLBACK + "\"]}";
        TestServer slow = server();
        try {
            slow.open();
            TestAssistant flood = TestAssistant.registered(slow.url(), slow.token());
            int registered = 0;
            for (int i = 0; i < 200; i++) {
                HttpResponse<String> answer = flood.register(metadata);
                if (answer.statusCode() == 429) {
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                    assertThat(registered).isPositive();
                    return;
                }
                registered++;
            }
            throw new AssertionError("200 registrations in a row were taken");
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            try {
                slow.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void assertRefused(HttpResponse<String> answer, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401);
        assertThat(TestAssistant.json(answer).path("error").asText()).isEqualTo(error);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    private static List<HttpResponse<String>> together(int times, Callable<HttpResponse<String>> work)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<HttpResponse<String>>> all = threads.invokeAll(Collections.nCopies(times, work));
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (Future<HttpResponse<String>> one : all) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
