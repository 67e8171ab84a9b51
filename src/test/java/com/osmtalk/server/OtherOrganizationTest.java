package com.osmtalk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.api.LoginRequest;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.contract.OpenApi;
import com.osmtalk.server.TestServer.OtherOrganization;
import com.osmtalk.server.auth.TestAssistant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one organisation has can't be seen, changed or used by another. */
class OtherOrganizationTest {
    @RegisterExtension
    final TestServer server = TestServer.create();

    @Test
    void anothersIdsAreNotFoundOnAnyRoute() {
        CheckedApi ours = server.api();
        CheckedApi theirs = otherOrganizationsApi();
        Map<String, String> ids = ourIds(ours);
        List<OpenApi.Operation> withIds = OpenApi.load().operations().stream()
                .filter(operation -> operation.path().contains("{"))
                // public: whoever has a link may listen, see RecordingTest
                .filter(operation -> !operation.path().startsWith("/api/recordings/"))
                // a browser's, before it is any organisation's: see ConsentTest
                .filter(operation -> !operation.path().startsWith("/api/oauth/requests/"))
                .toList();
        assertThat(withIds).hasSizeGreaterThan(15);

        for (OpenApi.Operation operation : withIds) {
            String path = filled(operation.path(), ids);
            Answer answer = theirs.send(operation.method(), path, bodyFor(operation));
            assertThat(answer.status()).as("%s %s", operation.method(), path).isEqualTo(404);
        }
        for (OpenApi.Operation operation : withIds) {
            if (operation.method().equals("GET")) {
                String path = filled(operation.path(), ids);
                assertThat(ours.get(path).status()).as("still there: %s", path).isEqualTo(200);
            }
        }
    }

    @Test
    void anothersAgentAndNumberCanNotBeUsedForACall() {
        CheckedApi theirs = otherOrganizationsApi();
        String body = """
                {"agentId": "%s", "phoneNumberId": "%s",
                 "destination": "+12025550100"}""".formatted(server.agentId(), server.phoneNumberId());

        assertThat(theirs.post("/api/calls/outbound", body).status()).isEqualTo(404);
        assertThat(theirs.post("/api/widget/calls/outbound", body).status()).isEqualTo(404);
        Answer campaign = theirs.post("/api/campaigns", """
                {"name": "Theirs", "agentId": "%s",
                 "phoneNumberId": "%s"}""".formatted(server.agentId(), server.phoneNumberId()));
        assertThat(campaign.status()).isEqualTo(400);
        assertThat(campaign.json().at("/details/fields").findValuesAsText("path"))
                .containsExactly("agentId", "phoneNumberId");
    }

    @Test
    void listsHoldOnlyTheirOwn() {
        CheckedApi theirs = otherOrganizationsApi();
        placeCall(server.api());
        campaign(server.api());

        for (String list : List.of(
                "/api/agents",
                "/api/phone-numbers",
                "/api/calls",
                "/api/widget/agents",
                "/api/widget/phone-numbers",
                "/api/widget/calls",
                "/api/campaigns",
                "/api/campaigns/dnc")) {
            assertThat(theirs.get(list).json().at("/total").asInt()).as(list).isZero();
        }
        assertThat(theirs.get("/api/widget/dashboard").json().at("/calls/total").asInt())
                .isZero();
    }

    @Test
    void aMemberOfOneCanNotActForTheOther() {
        CheckedApi theirs = otherOrganizationsApi();
        String ourOrganization = server.api().get("/api/auth/me").text("/organization/id");

        assertThat(theirs.with("X-Organization-Id", ourOrganization)
                        .get("/api/agents")
                        .status())
                .isEqualTo(403);
        assertThat(theirs.with("X-Organization-Id", ourOrganization)
                        .get("/api/widget/agents")
                        .status())
                .isEqualTo(403);
    }

    private CheckedApi otherOrganizationsApi() {
        OtherOrganization other = server.otherOrganization();
        try (OsmTalkClient client = server.client(null)) {
            String token = client.account()
                    .login(new LoginRequest(other.email(), TestServer.ADMIN_PASSWORD))
                    .token();
            return new CheckedApi(server.url()).withKey(other.key()).withBearer(token);
        }
    }

    /** One thing of ours of each kind, by the start of the paths that name it. */
    private Map<String, String> ourIds(CheckedApi ours) {
        String agentId = server.agentId();
        ours.post("/api/agents/" + agentId + "/versions", "{}");
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("/api/agents/", agentId);
        ids.put("/api/widget/agents/", agentId);
        ids.put("/api/phone-numbers/", server.phoneNumberId());
        ids.put("/api/telephony/numbers/", server.phoneNumberId());
        ids.put("/api/calls/", placeCall(ours));
        // what helps in mid-call is there for the key alone that has started the call
        ids.put("/api/widget/calls/", placeCall(ours, "/api/widget/calls/outbound"));
        ids.put(
                "/api/campaigns/dnc/",
                ours.post("/api/campaigns/dnc", "{\"phoneNumber\": \"+12025550177\"}")
                        .text("/id"));
        ids.put("/api/campaigns/", campaign(ours));
        ids.put(
                "/api/organization/members/",
                ours.get("/api/organization/members").text("/data/0/id"));
        ids.put(
                "/api/organization/invitations/",
                ours.post("/api/organization/invitations", "{\"email\": \"new@example.com\"}")
                        .text("/invitation/id"));
        ids.put("/api/settings/api-keys/", ours.get("/api/settings/api-keys").text("/data/0/id"));
        TestAssistant.registered(server.url(), server.token()).tokens("calls:read", "{}");
        ids.put(
                "/api/settings/connections/",
                ours.get("/api/settings/connections").text("/data/0/id"));
        String test = ours.post("/api/eval/test-cases", """
                {"agentId": "%s", "name": "Ours", "criteria": {"maxTurns": 9}}""".formatted(agentId)).text("/id");
        ids.put("/api/eval/test-cases/", test);
        ids.put(
                "/api/eval/runs/",
                ours.post("/api/eval/test-cases/" + test + "/run", "{}").text("/id"));
        ours.put("/api/settings/webhook", "{\"url\": \"http://127.0.0.1:9/\"}");
        ids.put(
                "/api/settings/webhook/deliveries/",
                ours.send("POST", "/api/settings/webhook/test", null).text("/id"));
        return ids;
    }

    private String campaign(CheckedApi api) {
        Answer answer = api.post("/api/campaigns", """
                {"name": "Ours", "agentId": "%s",
                 "phoneNumberId": "%s"}""".formatted(server.agentId(), server.phoneNumberId()));
        assertThat(answer.status()).isEqualTo(201);
        return answer.text("/id");
    }

    private String placeCall(CheckedApi api) {
        return placeCall(api, "/api/calls/outbound");
    }

    private String placeCall(CheckedApi api, String route) {
        Answer answer = api.post(route, """
                {"agentId": "%s", "phoneNumberId": "%s",
                 "destination": "+12025550100"}""".formatted(server.agentId(), server.phoneNumberId()));
        assertThat(answer.status()).isEqualTo(201);
        return answer.text("/callId");
    }

    private static String filled(String path, Map<String, String> ids) {
        String id = ids.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no id of ours for " + path));
        return path.replace("{id}", id).replace("{version}", "1").replace("{n}", "1");
    }

    private static String bodyFor(OpenApi.Operation operation) {
        if (operation.method().equals("GET") || operation.method().equals("DELETE")) {
            return null;
        }
        if (operation.path().endsWith("/transfer")) {
            return "{\"destination\": \"+12025550188\"}";
        }
        if (operation.path().endsWith("/notes")) {
            return "{\"text\": \"Thursday suits us\"}";
        }
        if (operation.path().endsWith("/keys")) {
            return "{\"keys\": \"1\"}";
        }
        if (operation.path().endsWith("/answer")) {
            return "{\"answer\": \"Yes\"}";
        }
        if (operation.path().endsWith("/chat")) {
            return "{\"message\": \"Hello\"}";
        }
        if (operation.path().contains("/members/")) {
            return "{\"role\": \"member\"}";
        }
        if (operation.path().endsWith("/trunk")) {
            return "{\"host\": \"sip.example.com\"}";
        }
        return operation.path().matches(".*/(end|cancel|rollback|resend)") ? null : "{}";
    }
}
