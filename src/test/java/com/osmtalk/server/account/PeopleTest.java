package com.osmtalk.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Role;
import com.osmtalk.server.http.TestHttpServer;
import com.osmtalk.server.store.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People, their roles and invitations, and what owners may do and members may not. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PeopleTest {
    private static final String MEMBERS = "/api/organization/members";
    private static final String INVITATIONS = "/api/organization/invitations";
    private static final String PASSWORD = "battery staple";

    private final TestDatabase kind;
    private TestHttpServer server;
    private String owner;

    PeopleTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new TestHttpServer(kind.open(folder), TestHttpServer.settings(), List.of(), List.of());
        owner = server.login();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void somebodyIsInvitedJoinsAndIsAMember() {
        JsonNode invited = invite("Ravi@Example.com", null);
        String token = invited.path("token").asText();
        assertThat(invited.path("url").asText()).isEqualTo("https://calls.example.com/invitation#" + token);
        assertThat(invited.at("/invitation/email").asText()).isEqualTo("ravi@example.com");
        assertThat(get(INVITATIONS, owner).body()).contains("ravi@example.com").doesNotContain(token);

        JsonNode offered = body(show(token));
        assertThat(offered.path("organization").asText()).isEqualTo("My organisation");
        assertThat(offered.path("role").asText()).isEqualTo("member");
        assertThat(offered.path("hasAccount").asBoolean()).isFalse();

        JsonNode session = body(accept(token, "Ravi", PASSWORD));
        assertThat(session.at("/organizations/0/id").asText()).isEqualTo(server.organization.id());
        JsonNode me = body(get("/api/auth/me", session.path("token").asText()));
        assertThat(me.at("/user/name").asText()).isEqualTo("Ravi");
        assertThat(me.path("role").asText()).isEqualTo("member");
        assertThat(body(get("/api/auth/me", owner)).path("role").asText()).isEqualTo("owner");

        JsonNode people = body(get(MEMBERS, session.path("token").asText()));
        assertThat(people.path("data").findValuesAsText("email"))
                .containsExactlyInAnyOrder("ravi@example.com", TestHttpServer.EMAIL);
        assertThat(body(get(INVITATIONS, owner)).path("total").asInt()).isZero();
        assertThat(send("POST", INVITATIONS, "{\"email\":\"ravi@example.com\"}", owner)
                        .body())
                .contains("already_member");
    }

    @Test
    void aLinkWorksOnceAndNotAfterAWeekNorWhenItIsWithdrawnOrReplaced() {
        String used = invite("a@example.com", "member").path("token").asText();
        assertThat(accept(used, "A", PASSWORD).statusCode()).isEqualTo(200);
        JsonNode withdrawn = invite("b@example.com", "member");
        String path = INVITATIONS + "/" + withdrawn.at("/invitation/id").asText();
        assertThat(send("DELETE", path, null, owner).statusCode()).isEqualTo(204);
        assertThat(send("DELETE", path, null, owner).statusCode()).isEqualTo(404);
        String replaced = invite("c@example.com", "member").path("token").asText();
        String replacing = invite("c@example.com", "owner").path("token").asText();
        assertThat(body(get(INVITATIONS, owner)).path("total").asInt()).isEqualTo(1);
        assertThat(body(show(replacing)).path("role").asText()).isEqualTo("owner");
        for (String gone :
                List.of(used, withdrawn.path("token").asText(), replaced, "osi_none", "", "x".repeat(10_000))) {
            assertThat(show(gone).statusCode()).isEqualTo(404);
            assertThat(accept(gone, "X", PASSWORD).statusCode()).isEqualTo(404);
        }
        server.clock.advance(Duration.ofDays(7));
        assertThat(accept(replacing, "C", PASSWORD).statusCode()).isEqualTo(404);
        owner = server.login();
        assertThat(body(get(INVITATIONS, owner)).path("total").asInt()).isZero();
    }

    @Test
    void ofTwoWhoAcceptALinkAtOnceOneDoes() throws Exception {
        String token = invite("a@example.com", "member").path("token").asText();
        assertThat(atOnce(() -> accept(token, "One", PASSWORD), () -> accept(token, "Two", PASSWORD)))
                .containsExactlyInAnyOrder(200, 404);
    }

    @Test
    void whoeverHasAnAccountJoinsWithItsPassword() {
        String other = organization("Second");
        String token = body(server.send(
                        "POST",
                        INVITATIONS,
                        "{\"email\":\"new@example.com\",\"role\":\"owner\"}",
                        "Authorization",
                        "Bearer " + owner,
                        "X-Organization-Id",
                        other))
                .path("token")
                .asText();
        String first = invite("new@example.com", "member").path("token").asText();
        assertThat(accept(first, "New", PASSWORD).statusCode()).isEqualTo(200);

        assertThat(body(show(token)).path("hasAccount").asBoolean()).isTrue();
        HttpResponse<String> wrong = accept(token, "Somebody else", "another password");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(body(wrong).at("/details/fields/0/path").asText()).isEqualTo("password");
        JsonNode session = body(accept(token, null, PASSWORD));
        assertThat(session.path("organizations").findValuesAsText("name"))
                .containsExactlyInAnyOrder("My organisation", "Second");
        assertThat(session.at("/user/name").asText()).isEqualTo("New");
    }

    @Test
    void aPageAcceptsAnInvitationWithACookie() {
        String token = invite("a@example.com", "member").path("token").asText();
        String json =
                "{\"token\":\"%s\",\"name\":\"A\",\"password\":\"%s\",\"cookie\":true}".formatted(token, PASSWORD);
        assertThat(server.send("POST", "/api/auth/invitations/accept", json).statusCode())
                .isEqualTo(403);
        HttpResponse<String> response =
                server.send("POST", "/api/auth/invitations/accept", json, "X-OsmTalk-Request", "1");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(body(response).has("token")).isFalse();
        assertThat(response.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("osmtalk_session=ost_");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"email\":\"nobody\"}', email",
        "'{\"email\":\"\"}', email",
        "'{}', email",
        "'{\"email\":\"a@example.com\",\"role\":\"admin\"}', role",
    })
    void anInvitationOfNobodyIsRefused(String json, String field) {
        HttpResponse<String> response = send("POST", INVITATIONS, json, owner);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(body(response).at("/details/fields/0/path").asText()).isEqualTo(field);
    }

    @Test
    void aNewPersonNeedsANameAndAPassword() {
        String token = invite("a@example.com", "member").path("token").asText();
        assertThat(accept(token, null, PASSWORD).statusCode()).isEqualTo(400);
        assertThat(accept(token, " ", PASSWORD).statusCode()).isEqualTo(400);
        assertThat(accept(token, "x".repeat(101), PASSWORD).statusCode()).isEqualTo(400);
        assertThat(accept(token, "A", "short").statusCode()).isEqualTo(400);
        assertThat(accept(token, "A", "          ").statusCode()).isEqualTo(400);
        assertThat(accept(token, "A", PASSWORD).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/api/settings/api-keys|",
                "POST|/api/settings/api-keys|{\"name\":\"k\"}",
                "PUT|/api/settings/api-keys/key_1|{\"enabled\":true}",
                "DELETE|/api/settings/api-keys/key_1|",
                "PUT|/api/organization|{\"name\":\"Ours\"}",
                "GET|/api/organization/invitations|",
                "POST|/api/organization/invitations|{\"email\":\"b@example.com\"}",
                "DELETE|/api/organization/invitations/inv_1|",
                "PUT|/api/organization/members/usr_1|{\"role\":\"owner\"}",
                "DELETE|/api/organization/members/usr_1|",
            })
    void aMemberIsRefusedWhatOwnersDoWithASentence(String method, String path, String json) {
        String member = member("m@example.com");
        HttpResponse<String> response = send(method, path, json, member);
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(body(response).path("error").asText()).contains("Only an owner");
        assertThat(send(method, path, json, owner).statusCode()).isNotEqualTo(403);
    }

    @Test
    void aMemberCanNotMakeThemselvesAnOwner() {
        String member = member("m@example.com");
        String id = body(get("/api/auth/me", member)).at("/user/id").asText();
        assertThat(role(id, "owner", member).statusCode()).isEqualTo(403);
        assertThat(role(id, "owner", server.fullKey()).statusCode())
                .as("an API key is nobody")
                .isEqualTo(403);
        assertThat(role(id, "owner", owner).statusCode()).isEqualTo(200);
        assertThat(get("/api/settings/api-keys", member).statusCode())
                .as("from the next request on")
                .isEqualTo(200);
        assertThat(role(id, "member", owner).statusCode()).isEqualTo(200);
        assertThat(get("/api/settings/api-keys", member).statusCode()).isEqualTo(403);
    }

    @Test
    void theLastOwnerStaysOne() {
        member("m@example.com");
        HttpResponse<String> demoted = role(server.user.id(), "member", owner);
        assertThat(demoted.statusCode()).isEqualTo(409);
        assertThat(body(demoted).path("code").asText()).isEqualTo("last_owner");
        assertThat(send("DELETE", MEMBERS + "/" + server.user.id(), null, owner).statusCode())
                .isEqualTo(409);
        assertThat(send("POST", "/api/organization/leave", null, owner).statusCode())
                .isEqualTo(409);
        assertThat(role(server.user.id(), "owner", owner).statusCode()).isEqualTo(200);
    }

    @Test
    void ofTwoOwnersWhoGoAtOnceOneStays() throws Exception {
        for (int i = 0; i < 5; i++) {
            String other = member("m" + i + "@example.com");
            String id = body(get("/api/auth/me", other)).at("/user/id").asText();
            role(id, "owner", owner);
            List<Integer> codes = atOnce(
                    () -> role(server.user.id(), "member", other),
                    () -> send("POST", "/api/organization/leave", null, other));
            // 403: the other had left before it could demote anybody
            assertThat(codes).isIn(List.of(200, 409), List.of(409, 204), List.of(403, 204));
            server.accounts.join(server.user, server.organization);
            new MembershipStore(server.database).setRole(server.organization.id(), server.user.id(), Role.OWNER);
            send("DELETE", MEMBERS + "/" + id, null, owner);
        }
    }

    @Test
    void whoeverIsRemovedIsSignedOutAndSeesNothingMore() {
        String member = member("m@example.com");
        String id = body(get("/api/auth/me", member)).at("/user/id").asText();
        assertThat(send("DELETE", MEMBERS + "/" + id, null, owner).statusCode()).isEqualTo(204);
        assertThat(get("/api/auth/me", member).statusCode()).isEqualTo(401);
        assertThat(send("DELETE", MEMBERS + "/" + id, null, owner).statusCode()).isEqualTo(404);
        String again = login("m@example.com", PASSWORD).path("token").asText();
        assertThat(get(MEMBERS, again).statusCode()).isEqualTo(403);
        assertThat(get("/api/organization", again).statusCode()).isEqualTo(403);
    }

    @Test
    void whoeverLeavesStaysSignedInForTheirOtherOrganisations() {
        String member = member("m@example.com");
        JsonNode own = body(send("POST", "/api/organizations", "{\"name\":\"Own\"}", member));
        assertThat(own.path("timeZone").asText()).isEqualTo("Asia/Kolkata");
        assertThat(send("POST", "/api/organization/leave", null, member).statusCode())
                .isEqualTo(204);
        JsonNode me = body(get("/api/auth/me", member));
        assertThat(me.at("/organization/name").asText()).isEqualTo("Own");
        assertThat(me.path("role").asText()).isEqualTo("owner");
    }

    @Test
    void anotherOrganisationsPeopleAndInvitationsAreNotFound() {
        String other = organization("Second");
        String invitation =
                invite("a@example.com", "member").at("/invitation/id").asText();
        String member = member("m@example.com");
        String id = body(get("/api/auth/me", member)).at("/user/id").asText();
        String[] theirs = {"Authorization", "Bearer " + owner, "X-Organization-Id", other};
        assertThat(server.send("DELETE", INVITATIONS + "/" + invitation, (String) null, theirs)
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.send("DELETE", MEMBERS + "/" + id, (String) null, theirs)
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.send("PUT", MEMBERS + "/" + id, "{\"role\":\"owner\"}", theirs)
                        .statusCode())
                .isEqualTo(404);
        assertThat(body(server.send("GET", MEMBERS, (String) null, theirs))
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(get("/api/auth/me", member).statusCode()).isEqualTo(200);
    }

    @Test
    void peopleAreListedAPageAtATime() {
        member("a@example.com");
        member("b@example.com");
        JsonNode page = body(get(MEMBERS + "?limit=2", owner));
        assertThat(page.path("total").asInt()).isEqualTo(3);
        JsonNode next =
                body(get(MEMBERS + "?limit=2&cursor=" + page.path("nextCursor").asText(), owner));
        assertThat(next.at("/data/0/email").asText()).isEqualTo(TestHttpServer.EMAIL);
        assertThat(next.path("nextCursor").isNull()).isTrue();
        assertThat(get(MEMBERS + "?cursor=nonsense", owner).statusCode()).isEqualTo(400);
    }

    @Test
    void anOwnerRenamesTheOrganisation() {
        JsonNode changed = body(send("PUT", "/api/organization", "{\"name\":\" Riverside \"}", owner));
        assertThat(changed.path("name").asText()).isEqualTo("Riverside");
        assertThat(changed.path("timeZone").asText()).isEqualTo("Asia/Kolkata");
        changed = body(send("PUT", "/api/organization", "{\"timeZone\":\"Europe/Berlin\"}", owner));
        assertThat(changed.path("name").asText()).isEqualTo("Riverside");
        assertThat(body(get("/api/organization", server.fullKey()))).isEqualTo(changed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"\"}",
                "{\"name\":\" \"}",
                "{\"name\":\"a\\nb\"}",
                "{\"name\":7}",
                "{\"timeZone\":\"Mars\"}",
                "{\"timeZone\":\"\"}",
                "{\"timeZone\":\"+05:30\"}",
                "{\"id\":\"org_1\"}"
            })
    void aNameOrTimeZoneThatIsNoneIsRefused(String json) {
        assertThat(send("PUT", "/api/organization", json, owner).statusCode()).isEqualTo(400);
        assertThat(send("POST", "/api/organizations", json, owner).statusCode()).isEqualTo(400);
    }

    @Test
    void onePersonIsInSoManyOrganisations() {
        for (int i = 1; i < 20; i++) {
            organization("More " + i);
        }
        HttpResponse<String> refused = send("POST", "/api/organizations", "{\"name\":\"One too many\"}", owner);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(body(refused).path("code").asText()).isEqualTo("too_many_organizations");
    }

    @Test
    void aNewPasswordEndsTheOtherSessions() {
        String elsewhere = server.login();
        assertThat(password(TestHttpServer.PASSWORD, PASSWORD, owner).statusCode())
                .isEqualTo(204);
        assertThat(get("/api/auth/me", owner).statusCode()).isEqualTo(200);
        assertThat(get("/api/auth/me", elsewhere).statusCode()).isEqualTo(401);
        assertThat(login(TestHttpServer.EMAIL, TestHttpServer.PASSWORD).has("token"))
                .isFalse();
        assertThat(login(TestHttpServer.EMAIL, PASSWORD).has("token")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "wrong password, battery staple, currentPassword",
        "'', battery staple, currentPassword",
        "correct horse, short, newPassword",
        "correct horse, '         ', newPassword",
        "correct horse, correct horse, newPassword",
        "correct horse, Asha@example.com, newPassword",
    })
    void aPasswordThatWillNotDoIsRefusedAndNobodyIsSignedOut(String current, String fresh, String field) {
        HttpResponse<String> response = password(current, fresh, owner);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(body(response).at("/details/fields/0/path").asText()).isEqualTo(field);
        assertThat(password(TestHttpServer.PASSWORD, "x".repeat(201), owner).statusCode())
                .isEqualTo(400);
        assertThat(login(TestHttpServer.EMAIL, TestHttpServer.PASSWORD).has("token"))
                .isTrue();
    }

    @Test
    void nobodySignsInWithAPasswordThatIsChangedAtThatMoment() throws Exception {
        Accounts accounts = server.accounts;
        UserStore.WithPassword checked =
                accounts.check(TestHttpServer.EMAIL, TestHttpServer.PASSWORD).orElseThrow();
        password(TestHttpServer.PASSWORD, PASSWORD, owner);
        assertThat(new UserStore(server.database).insertSession("hash", checked, server.clock.millis(), Long.MAX_VALUE))
                .isFalse();
        assertThat(atOnce(() -> password(PASSWORD, "one of them", owner), () -> password(PASSWORD, "the other", owner)))
                .contains(204)
                .doesNotContain(500);
    }

    private String member(String email) {
        String token = invite(email, "member").path("token").asText();
        return body(accept(token, "Member", PASSWORD)).path("token").asText();
    }

    private String organization(String name) {
        return body(send("POST", "/api/organizations", "{\"name\":\"" + name + "\"}", owner))
                .path("id")
                .asText();
    }

    private JsonNode invite(String email, String role) {
        String json = role == null
                ? "{\"email\":\"" + email + "\"}"
                : "{\"email\":\"%s\",\"role\":\"%s\"}".formatted(email, role);
        HttpResponse<String> response = send("POST", INVITATIONS, json, owner);
        assertThat(response.statusCode()).isEqualTo(201);
        return body(response);
    }

    private HttpResponse<String> show(String token) {
        return server.send("POST", "/api/auth/invitations/show", "{\"token\":\"" + token + "\"}");
    }

    private HttpResponse<String> accept(String token, String name, String password) {
        String named = name == null ? "" : "\"name\":\"" + name + "\",";
        String json = "{%s\"token\":\"%s\",\"password\":\"%s\"}".formatted(named, token, password);
        return server.send("POST", "/api/auth/invitations/accept", json);
    }

    private HttpResponse<String> role(String userId, String role, String token) {
        return send("PUT", MEMBERS + "/" + userId, "{\"role\":\"" + role + "\"}", token);
    }

    private HttpResponse<String> password(String current, String fresh, String token) {
        String json = "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, fresh);
        return send("PUT", "/api/auth/password", json, token);
    }

    private JsonNode login(String email, String password) {
        String json = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
        return body(server.send("POST", "/api/auth/login", json));
    }

    private HttpResponse<String> get(String path, String token) {
        return send("GET", path, null, token);
    }

    private HttpResponse<String> send(String method, String path, String json, String token) {
        return server.send(method, path, json, "Authorization", "Bearer " + token);
    }

    private static JsonNode body(HttpResponse<String> response) {
        return TestHttpServer.body(response);
    }

    /** The status codes of two requests that are sent at the same time. */
    private static List<Integer> atOnce(Request one, Request other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<HttpResponse<String>>> sent = List.of(threads.submit(one::send), threads.submit(other::send));
            List<Integer> codes = new ArrayList<>();
            for (Future<HttpResponse<String>> each : sent) {
                codes.add(each.get().statusCode());
            }
            return codes;
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Request {
        HttpResponse<String> send();
    }
}
