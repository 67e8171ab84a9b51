package com.osmtalk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.store.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a key in a web page is good for, from its making to its end. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class BrowserKeyTest {
    private static final String PAGE = "https://shop.example";

    @RegisterExtension
    final TestServer server;

    private String agent;
    private String hidden;
    private Answer created;

    BrowserKeyTest(TestDatabase kind) {
        server = TestServer.create().onDatabase(kind::newUrl);
    }

    @BeforeEach
    void makeKey() {
        agent = server.agentId();
        hidden = server.api()
                .post("/api/agents", "{\"name\": \"Back office\", \"greeting\": \"Yes?\"}")
                .text("/id");
        created = person().post("/api/settings/api-keys", """
                {"name": "shop", "kind": "browser", "allowedDomains": ["shop.example"], "agentIds": ["%s"]}
                """.formatted(agent));
    }

    @Test
    void aPageTalksAndWritesWithTheAgentOfItsKey() {
        assertThat(created.status()).isEqualTo(201);
        Answer chat = page().post("/api/widget/agents/" + agent + "/chat", "{\"message\": \"Hello\"}");
        assertThat(chat.status()).isEqualTo(200);
        assertThat(chat.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        String more = "{\"message\": \"Thank you\", \"sessionId\": \"" + chat.text("/sessionId") + "\"}";
        assertThat(page().post("/api/widget/agents/" + agent + "/chat", more).status())
                .isEqualTo(200);
        assertThat(page().post("/api/widget/agents/" + agent + "/connect", "{}").status())
                .isEqualTo(201);
    }

    @Test
    void itSeesNoOtherAgent() {
        Answer list = page().get("/api/widget/agents");
        assertThat(list.json().at("/data")).hasSize(1);
        assertThat(list.json().at("/total").asInt()).isOne();
        assertThat(list.text("/data/0/id")).isEqualTo(agent);
        for (String other :
                new String[] {hidden, server.otherOrganization().id().replace("org_", "agent_")}) {
            assertThat(page().post("/api/widget/agents/" + other + "/chat", "{\"message\": \"Hello\"}")
                            .status())
                    .isEqualTo(403);
            assertThat(page().post("/api/widget/agents/" + other + "/connect", "{}")
                            .status())
                    .isEqualTo(403);
        }
        String session = server.api()
                .post("/api/widget/agents/" + hidden + "/chat", "{\"message\": \"Hello\"}")
                .text("/sessionId");
        assertThat(page().post(
                                "/api/widget/agents/" + agent + "/chat",
                                "{\"message\": \"Hello\", \"sessionId\": \"" + session + "\"}")
                        .status())
                .as("a conversation with another agent")
                .isEqualTo(404);
    }

    @Test
    void whatWasSaidAndDialledIsNotForIt() {
        String call = page().post("/api/widget/agents/" + agent + "/chat", "{\"message\": \"Hello\"}")
                .text("/callId");
        for (String path : new String[] {
            "/api/widget/calls",
            "/api/widget/calls/" + call,
            "/api/widget/dashboard",
            "/api/widget/phone-numbers",
            "/api/auth/me"
        }) {
            Answer refused = page().get(path);
            assertThat(refused.status()).as(path).isEqualTo(403);
            assertThat(refused.text("/error")).contains("connect and chat");
        }
        String dial = "{\"agentId\": \"%s\", \"phoneNumberId\": \"%s\", \"destination\": \"+12025550100\"}"
                .formatted(agent, server.phoneNumberId());
        assertThat(page().post("/api/widget/calls/outbound", dial).status()).isEqualTo(403);
        assertThat(server.api()
                        .get("/api/calls?channel=phone")
                        .json()
                        .at("/total")
                        .asInt())
                .isZero();
    }

    @Test
    void anotherOrganisationsAgentCanNotBeNamed() {
        TestServer.OtherOrganization other = server.otherOrganization();
        String theirs = server.api()
                .anonymous()
                .withBearer(other.key())
                .post("/api/agents", "{\"name\": \"Theirs\"}")
                .text("/id");
        Answer refused = person().post("/api/settings/api-keys", """
                {"name": "shop", "allowedDomains": ["shop.example"], "agentIds": ["%s"]}
                """.formatted(theirs));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/details/fields/0/path")).isEqualTo("agentIds[0]");
    }

    @Test
    void aDeletedAgentIsGoneFromItsKeysToo() {
        String path = "/api/settings/api-keys/" + created.text("/apiKey/id");
        assertThat(person().put(path, "{\"agentIds\": [\"" + hidden + "\", \"" + agent + "\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(page().get("/api/widget/agents?limit=1").json().at("/total").asInt())
                .isEqualTo(2);
        assertThat(server.api().delete("/api/agents/" + hidden).status()).isEqualTo(204);
        assertThat(page().get("/api/widget/agents").json().at("/data")).hasSize(1);
        assertThat(page().post("/api/widget/agents/" + hidden + "/chat", "{\"message\": \"Hello\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aKeyFromBeforeAgentsWereNamedOpensNoneAndSaysWhatToDo() {
        server.server()
                .core()
                .database()
                .transaction(
                        handle -> handle.execute("UPDATE api_keys SET agent_ids = '[]' WHERE allowed_domains <> '[]'"));
        Answer refused = page().post("/api/widget/agents/" + agent + "/chat", "{\"message\": \"Hello\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/error")).contains("names no agents", "osmtalk keys agents");
        assertThat(page().get("/api/widget/agents").json().at("/data")).isEmpty();
    }

    @Test
    void aDeletedKeyDoesNotComeBack() {
        String path = "/api/settings/api-keys/" + created.text("/apiKey/id");
        assertThat(person().delete(path).status()).isEqualTo(204);
        assertThat(person().put(path, "{\"enabled\": true}").status()).isEqualTo(404);
        Answer refused = page().get("/api/widget/agents");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    }

    private CheckedApi person() {
        return server.api().anonymous().withBearer(server.token());
    }

    private CheckedApi page() {
        return server.api().anonymous().withKey(created.text("/key")).with("Origin", PAGE);
    }
}
