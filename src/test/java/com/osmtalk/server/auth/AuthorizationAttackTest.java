package com.osmtalk.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.server.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What thieves and impostors try at the authorization server. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AuthorizationAttackTest {
    private static final TestServer SERVER = TestServer.create();

    /** One for all tests: registrations are counted by address. */
    private static TestAssistant assistant;

    private static TestAssistant another;

    @BeforeAll
    static void start() throws Exception {
        SERVER.open();
        assistant = TestAssistant.registered(SERVER.url(), SERVER.token());
        another = TestAssistant.registered(SERVER.url(), SERVER.token());
    }

    @AfterAll
    static void stop() throws Exception {
        SERVER.close();
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
                .isEqualTo(SERVER.url() + "/connect?error=redirect_uri");
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
    void whatIsWrongWithTheQuestionIsToldToTheClientWithStateAndIssuer() {
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
                .containsEntry("iss", SERVER.url().toString());
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
                .isEqualTo(SERVER.url() + "/connect?error=client_document");
    }

    @Test
    void knownAssistantsNeedNoFetch() {
        TestAssistant claude = assistant.as("https://claude.ai/oauth/mcp-oauth-client-metadata");
        Map<String, String> question = claude.question("calls:read");
        question.put("redirect_uri", "https://claude.ai/api/mcp/auth_callback");
        assertThat(TestAssistant.location(claude.ask(question))).contains("/connect?request=");
    }

    @Test
    void manyRegistrationsOfOneAddressAreSlowedDown() {
        String metadata = "{\"redirect_uris\": [\"" + TestAssistant.CALLBACK + "\"]}";
        TestServer slow = TestServer.create();
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
