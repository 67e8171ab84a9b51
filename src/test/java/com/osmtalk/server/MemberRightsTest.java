package com.osmtalk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.auth.TestAssistant;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a member of an organisation may do and may not, on the routes of every feature. */
class MemberRightsTest {
    private static final TestServer SERVER = TestServer.create();

    private static CheckedApi owner;
    private static String memberToken;
    private static CheckedApi member;

    @BeforeAll
    static void start() throws IOException {
        SERVER.open();
        owner = SERVER.api();
        String token = owner.post("/api/organization/invitations", "{\"email\": \"m@example.com\"}")
                .text("/token");
        memberToken = owner.anonymous()
                .post("/api/auth/invitations/accept", """
                        {"token": "%s", "name": "Member", "password": "battery staple"}""".formatted(token))
                .text("/token");
        member = owner.anonymous().withBearer(memberToken);
    }

    @AfterAll
    static void stop() throws IOException {
        SERVER.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT|/api/settings/compliance|{\"requireConsent\": false}",
                "PUT|/api/settings/recordings|{\"keepDays\": 3650}",
                "PUT|/api/settings/webhook|{\"events\": [\"call.failed\"]}",
                "POST|/api/settings/webhook/rotate-secret|{}",
                "POST|/api/billing/create-payment-intent|{\"amount\": 100}",
            })
    void whatIsForOwnersIsRefusedToAMemberAndNotToAKeyOfAnOwners(String method, String path, String body) {
        Answer refused = member.send(method, path, body);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/error")).contains("Only an owner");
        assertThat(owner.send(method, path, body).status()).isNotEqualTo(403);
        CheckedApi key = owner.anonymous().withBearer(SERVER.key());
        assertThat(key.send(method, path, body).status()).isNotEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/agents",
        "/api/calls",
        "/api/calls/live",
        "/api/dashboard",
        "/api/campaigns",
        "/api/settings/compliance",
        "/api/settings/recordings",
        "/api/settings/webhook",
        "/api/billing/balance",
        "/api/organization",
        "/api/organization/members",
        "/api/settings/connections",
    })
    void aMemberReadsWhatThereIs(String path) {
        assertThat(member.get(path).status()).isEqualTo(200);
    }

    @Test
    void aMemberMakesAnAgent() {
        assertThat(member.post("/api/agents", "{\"name\": \"Ours\"}").status()).isEqualTo(201);
    }

    @Test
    void aMemberEndsTheAssistantThatTheyHaveConnectedAndNoOther() {
        TestAssistant.registered(SERVER.url(), SERVER.token()).tokens("calls:read", "{}");
        String theirs = "/api/settings/connections/"
                + owner.get("/api/settings/connections").text("/data/0/id");
        TestAssistant.registered(SERVER.url(), memberToken).tokens("calls:read", "{}");
        String own = "/api/settings/connections/"
                + owner.get("/api/settings/connections").text("/data/0/id");

        assertThat(member.delete(theirs).status()).isEqualTo(403);
        assertThat(member.put(theirs, "{\"maxCallsPerDay\": 1}").status()).isEqualTo(403);
        assertThat(member.put(own, "{\"maxCallsPerDay\": 1}").status()).isEqualTo(200);
        assertThat(member.delete(own).status()).isEqualTo(204);
        assertThat(owner.delete(theirs).status()).isEqualTo(204);
    }

    @Test
    void whatAnAssistantHoldsIsNoCookie() {
        String token = TestAssistant.registered(SERVER.url(), SERVER.token())
                .tokens("manage", "{}")
                .path("access_token")
                .asText();
        CheckedApi cookie = owner.anonymous().with("Cookie", "osmtalk_session=" + token);
        assertThat(cookie.get("/api/agents").status()).isEqualTo(401);
    }

    @Test
    void anAssistantOfAnOwnerChangesNeitherRulesNorPeople() {
        String token = TestAssistant.registered(SERVER.url(), SERVER.token())
                .tokens("manage", "{}")
                .path("access_token")
                .asText();
        CheckedApi assistant = owner.anonymous().withBearer(token);
        assertThat(assistant.put("/api/settings/compliance", "{}").status()).isIn(401, 403);
        assertThat(assistant.get("/api/organization/invitations").status()).isIn(401, 403);
    }
}
