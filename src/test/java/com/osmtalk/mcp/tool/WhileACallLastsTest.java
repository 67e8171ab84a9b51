package com.osmtalk.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.Json;
import com.osmtalk.api.KeyScope;
import com.osmtalk.mcp.AccountBench;
import com.osmtalk.mcp.AccountBench.Answer;
import com.osmtalk.mcp.AccountBench.Client;
import com.osmtalk.server.TestServer;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Helping an agent in mid-call, by tools with a key that has no other rights than to call, before a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhileACallLastsTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String PROMPT =
            "You call a dentist to move an appointment to Thursday morning. Ask me before you accept another time.";
    private static final String RINGS = "+12025550102";
    private static final String OFFERS_ANOTHER_TIME = "+12025550113";

    private final TestServer server = TestServer.create().withSpeed(10);
    private AccountBench bench;
    private String key;
    private Client client;
    private String agent;

    @BeforeAll
    void start() throws IOException {
        server.open();
        key = server.limitedKey(KeyScope.VOICE);
        bench = new AccountBench(server, ToolChoice.of("all", null, null, false));
        client = bench.client(key);
        agent = server.api()
                .post(
                        "/api/agents",
                        Json.MAPPER
                                .valueToTree(Map.of(
                                        "name",
                                        "Assistant",
                                        "greeting",
                                        "Hello, this is an automated assistant.",
                                        "systemPrompt",
                                        PROMPT,
                                        "askOwner",
                                        true,
                                        "askOwnerSeconds",
                                        120,
                                        "maxDurationSeconds",
                                        7200))
                                .toString())
                .text("/id");
    }

    @AfterAll
    void stop() throws IOException {
        client.close();
        bench.close();
        server.close();
    }

    private String call(String by, String to) {
        return server.api()
                .anonymous()
                .withKey(by)
                .post(
                        "/api/widget/calls/outbound",
                        Json.MAPPER
                                .valueToTree(Map.of(
                                        "agentId", agent, "phoneNumberId", server.phoneNumberId(), "destination", to))
                                .toString())
                .text("/callId");
    }

    private Call get(String id) {
        return server.client().widget().getCall(id);
    }

    @Test
    void waitForCallComesBackWithTheQuestionAndTheAnswerIsTakenOnce() {
        String id = call(key, OFFERS_ANOTHER_TIME);
        Answer asked = client.good("wait_for_call", Map.of("call_id", id));

        assertThat(asked.structured().path("done").asBoolean()).isFalse();
        assertThat(asked.get("/question/n")).isEqualTo("1");
        assertThat(asked.get("/question/text")).contains("Friday at three");
        assertThat(asked.text()).contains("<untrusted>They say:", "answer_call_question with question=1");

        Answer none = client.bad("answer_call_question", Map.of("call_id", id, "question", 9, "answer", "Yes"));
        assertThat(none.text()).contains("The call has asked no question 9").doesNotContain("another key");
        Map<String, Object> answer = Map.of("call_id", id, "question", 1, "answer", "Yes, take it");
        assertThat(client.good("answer_call_question", answer).get("/status")).isEqualTo("answered");
        assertThat(client.bad("answer_call_question", answer).get("/code")).isEqualTo("question_closed");
        JsonNode over = client.good("wait_for_call", Map.of("call_id", id)).structured();
        assertThat(over.path("done").asBoolean()).isTrue();
        assertThat(over.path("transcript").toString()).contains("Friday at three it is");
    }

    @Test
    void aClientThatCanBeAskedShowsThePersonTheForm() {
        try (AccountBench asking = new AccountBench(server, ToolChoice.of("all", null, null, false));
                Client asked = asking.withPerson(ElicitResult.Action.ACCEPT).client(key)) {
            String id = call(key, OFFERS_ANOTHER_TIME);
            JsonNode over = asked.good("wait_for_call", Map.of("call_id", id)).structured();

            assertThat(asking.questions()).singleElement().asString().contains("Friday at three", "stranger");
            assertThat(over.path("done").asBoolean()).isTrue();
            assertThat(over.path("transcript").toString()).contains("Answer to question 1: Yes, take it");
        }
    }

    @Test
    void theFormIsShownForOneOfSeveralCallsToo() {
        try (AccountBench asking = new AccountBench(server, ToolChoice.of("all", null, null, false));
                Client asked = asking.withPerson(ElicitResult.Action.ACCEPT).client(key)) {
            List<String> ids = List.of(call(key, OFFERS_ANOTHER_TIME), call(key, "+12025550100"));
            JsonNode over = asked.good("wait_for_call", Map.of("call_ids", ids)).structured();

            assertThat(asking.questions()).singleElement().asString().contains("Friday at three");
            assertThat(over.path("done").asBoolean()).isTrue();
            assertThat(get(ids.get(0)).transcript()).extracting("text").contains("Answer to question 1: Yes, take it");
        }
    }

    @Test
    void ofSeveralCallsTheQuestionOfOneIsTold() {
        List<String> ids = List.of(call(key, OFFERS_ANOTHER_TIME), call(key, RINGS));
        Answer open = client.good("wait_for_call", Map.of("call_ids", ids));

        assertThat(open.get("/calls/0/question/text")).contains("Friday at three");
        assertThat(open.get("/next")).contains("answer_call_question", ids.get(0) + " question=1");
        ids.forEach(id -> client.good("end_call", Map.of("call_id", id)));
    }

    @Test
    void aPersonWhoDeclinesTheFormLeavesTheQuestionToTheAssistant() {
        try (AccountBench asking = new AccountBench(server, ToolChoice.of("all", null, null, false));
                Client asked = asking.withPerson(ElicitResult.Action.DECLINE).client(key)) {
            String id = call(key, OFFERS_ANOTHER_TIME);
            Answer open = asked.good("wait_for_call", Map.of("call_id", id));

            assertThat(open.get("/question/n")).isEqualTo("1");
            asked.good("end_call", Map.of("call_id", id));
        }
    }

    @Test
    void aNoteKeysAndTheEndNeedNothingButTheKeyThatStartedTheCall() {
        String ringing = call(key, RINGS);
        assertThat(client.good("send_call_note", Map.of("call_id", ringing, "text", "My number is 4711."))
                        .get("/left"))
                .isEqualTo("9");
        assertThat(client.bad("press_keys", Map.of("call_id", ringing, "keys", "1"))
                        .get("/code"))
                .isEqualTo("call_not_in_progress");
        client.good("end_call", Map.of("call_id", ringing));
        Waiting.untilTrue(LIMIT, () -> get(ringing).status().isTerminal());
        assertThat(client.bad("send_call_note", Map.of("call_id", ringing, "text", "Too late."))
                        .get("/code"))
                .isEqualTo("call_not_live");

        String live = call(key, OFFERS_ANOTHER_TIME);
        Waiting.untilTrue(LIMIT, () -> get(live).status() == CallStatus.IN_PROGRESS);
        client.good("press_keys", Map.of("call_id", live, "keys", "1w2#"));
        client.good("end_call", Map.of("call_id", live));
    }

    @Test
    void callsOfOthersAreNotThere() {
        String others = call(server.key(), RINGS);
        for (Map.Entry<String, Map<String, Object>> each : Map.<String, Map<String, Object>>of(
                        "end_call", Map.of("call_id", others),
                        "send_call_note", Map.of("call_id", others, "text", "Hurry."),
                        "press_keys", Map.of("call_id", others, "keys", "1"),
                        "answer_call_question", Map.of("call_id", others, "question", 1, "answer", "Yes"))
                .entrySet()) {
            Answer refused = client.bad(each.getKey(), each.getValue());
            assertThat(refused.get("/code")).as(each.getKey()).isEqualTo("not_found");
            assertThat(refused.text())
                    .as(each.getKey())
                    .contains("The call is there, but nothing was done about it: another key has started it");
        }
        server.api().post("/api/calls/" + others + "/end", null);
    }

    @Test
    void aTransferPassesTheGuard() {
        String live = call(key, OFFERS_ANOTHER_TIME);
        Waiting.untilTrue(LIMIT, () -> get(live).status() == CallStatus.IN_PROGRESS);

        assertThat(client.bad("transfer_call", Map.of("call_id", live, "to", "+112"))
                        .get("/code"))
                .isNotEmpty();
        assertThat(get(live).status()).isEqualTo(CallStatus.IN_PROGRESS);
        client.good("transfer_call", Map.of("call_id", live, "to", "+12025550188"));
        client.good("end_call", Map.of("call_id", live));
    }
}
