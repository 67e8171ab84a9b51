package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Conversations in writing, over HTTP. */
class ChatsTest {
    @RegisterExtension
    final TestServer server = TestServer.create();

    @Test
    void aConversationGoesOnUnderItsSessionAndIsACall() {
        Answer first = chat("{\"message\": \"Hello, who is this?\"}");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("/reply")).isNotBlank();
        String session = first.text("/sessionId");

        Answer second = chat("{\"message\": \"Yes, I can come.\", \"sessionId\": \"" + session + "\"}");

        assertThat(second.text("/callId")).isEqualTo(first.text("/callId"));
        Answer call = server.api().get("/api/widget/calls/" + first.text("/callId"));
        assertThat(call.text("/channel")).isEqualTo("chat");
        assertThat(call.text("/direction")).as("the visitor wrote first").isEqualTo("inbound");
        assertThat(call.json().at("/transcript")).hasSize(4);
        assertThat(call.text("/transcript/2/text")).isEqualTo("Yes, I can come.");
    }

    @Test
    void theAgentClosesAConversationThatIsOver() {
        String session = chat("{\"message\": \"Hello\"}").text("/sessionId");

        Answer goodbye = chat("{\"message\": \"No thanks, goodbye.\", \"sessionId\": \"" + session + "\"}");

        assertThat(goodbye.json().at("/ended").asBoolean()).isTrue();
        assertThat(server.api().get("/api/calls/" + session).text("/status")).isEqualTo("completed");
        assertThat(chat("{\"message\": \"Hello?\", \"sessionId\": \"" + session + "\"}")
                        .code())
                .isEqualTo("session_ended");
    }

    @Test
    void somebodyElseCanEndAConversationToo() {
        String session = chat("{\"message\": \"Hello\"}").text("/sessionId");

        Answer ended = server.api().post("/api/calls/" + session + "/end", "");

        assertThat(ended.text("/status")).isEqualTo("completed");
        assertThat(ended.text("/endedBy")).isEqualTo("user");
        assertThat(ended.text("/simulated")).isEqualTo("false");
        assertThat(server.api().post("/api/calls/" + session + "/end", "").text("/endedAt"))
                .isEqualTo(ended.text("/endedAt"));
        assertThat(chat("{\"message\": \"Hello?\", \"sessionId\": \"" + session + "\"}")
                        .code())
                .isEqualTo("session_ended");
    }

    @Test
    void aConversationIsHandedOverToAnotherAgentAndStaysOneCall() {
        String billing = server.api()
                .post(
                        "/api/agents",
                        "{\"name\": \"Billing\", \"greeting\": \"This is Billing.\", \"systemPrompt\":"
                                + " \"You explain invoices.\\n1. Which invoice is it about?\"}")
                .text("/id");
        String reception =
                server.api().post("/api/agents", """
                        {"name": "Reception", "tools": {"transferSettings": {"transferToAgents": [
                            {"agentId": "%s", "triggerDescription": "when they ask about an invoice"}]}}}
                        """.formatted(billing)).text("/id");
        String path = "/api/widget/agents/" + reception + "/chat";

        Answer first = server.api().post(path, "{\"message\": \"My invoice is wrong.\"}");
        String session = first.text("/sessionId");
        Answer second =
                server.api().post(path, "{\"message\": \"The one of May.\", \"sessionId\": \"" + session + "\"}");

        assertThat(first.text("/reply")).isEqualTo("This is Billing. Which invoice is it about?");
        assertThat(second.text("/ended")).isEqualTo("true");
        Answer call = server.api().get("/api/calls/" + session);
        assertThat(call.text("/agentId")).isEqualTo(reception);
        assertThat(call.text("/transcript/1/role")).isEqualTo("system");
        assertThat(call.text("/transcript/1/text")).isEqualTo("Handed over to Billing (" + billing + ").");
        assertThat(call.json().at("/transcript")).hasSize(5);
    }

    @Test
    void oneMessageSentTwiceWithOneKeyIsAnsweredOnce() {
        CheckedApi api = server.api().with("Idempotency-Key", "chat-1");
        String path = "/api/widget/agents/" + server.agentId() + "/chat";

        Answer first = api.post(path, "{\"message\": \"Hello\"}");
        Answer again = api.post(path, "{\"message\": \"Hello\"}");

        assertThat(again.response().body()).isEqualTo(first.response().body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(server.api()
                        .get("/api/calls/" + first.text("/callId"))
                        .json()
                        .at("/transcript"))
                .hasSize(2);
    }

    @Test
    void badMessagesAreNamedAndNothingIsStored() {
        assertThat(chat("{\"message\": \" \"}").text("/details/fields/0/path")).isEqualTo("message");
        assertThat(chat("{}").text("/details/fields/0/path")).isEqualTo("message");
        assertThat(chat("{\"message\": \"" + "x".repeat(4_001) + "\"}").status())
                .isEqualTo(400);
        assertThat(chat("{\"message\": \"Hello\", \"sessionId\": \"call_none\"}")
                        .status())
                .isEqualTo(404);

        assertThat(server.api().get("/api/calls").json().at("/total").asInt()).isZero();
    }

    private Answer chat(String body) {
        return server.api().post("/api/widget/agents/" + server.agentId() + "/chat", body);
    }
}
