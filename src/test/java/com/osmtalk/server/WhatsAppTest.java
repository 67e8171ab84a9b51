package com.osmtalk.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.api.Json;
import com.osmtalk.client.StubServer;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.whatsapp.WhatsAppSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhatsAppTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String WEBHOOK = "/api/webhooks/whatsapp";
    private static final String SECRET = "the app's secret";
    private static final String PERSON = "12025550100";
    private static final StubServer.Reaction SENT = StubServer.answer(200, "{\"messages\":[{\"id\":\"wamid.reply\"}]}");

    private final StubServer graph = new StubServer();

    @RegisterExtension
    final TestServer server =
            TestServer.create().withWhatsApp(new WhatsAppSettings("verify me", SECRET, "access-token", graph.url()));

    private String ourNumber;

    WhatsAppTest() throws IOException {}

    @BeforeEach
    void giveTheNumberAnAgent() {
        Answer number = server.api()
                .put("/api/phone-numbers/" + server.phoneNumberId(), "{\"agentId\": \"" + server.agentId() + "\"}");
        ourNumber = number.text("/phoneNumber").substring(1);
    }

    @AfterEach
    void stop() throws IOException {
        graph.close();
    }

    @Test
    void theServerProvesItselfByTheVerifyToken() {
        Answer answer =
                anonymous().get(WEBHOOK + "?hub.mode=subscribe&hub.verify_token=verify+me&hub.challenge=1158201444");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).isEqualTo("1158201444");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?hub.mode=subscribe&hub.challenge=1",
                "?hub.mode=subscribe&hub.verify_token=&hub.challenge=1",
                "?hub.mode=&hub.verify_token=&hub.challenge=",
                "?hub.mode=subscribe&hub.verify_token=verify&hub.challenge=1",
                "?hub.mode=unsubscribe&hub.verify_token=verify+me&hub.challenge=1"
            })
    void withoutItNothingIsAnswered(String query) {
        assertThat(anonymous().get(WEBHOOK + query).status()).isEqualTo(403);
    }

    @Test
    void aTextIsAnsweredByTheAgentOfTheNumber() {
        graph.will(SENT);
        assertThat(deliver(text("wamid.1", "Hello")).status()).isEqualTo(200);

        JsonNode reply = replies(1).get(0);
        StubServer.Received request = graph.received().get(0);
        assertThat(request.method() + " " + request.target()).isEqualTo("POST /106540352242922/messages");
        assertThat(request.headers()).containsEntry("authorization", "Bearer access-token");
        assertThat(reply.path("messaging_product").asText()).isEqualTo("whatsapp");
        assertThat(reply.path("to").asText()).isEqualTo(PERSON);
        assertThat(reply.at("/text/body").asText()).isNotBlank();

        JsonNode call = conversations().get(0);
        assertThat(call.path("channel").asText()).isEqualTo("whatsapp");
        assertThat(call.path("direction").asText()).isEqualTo("inbound");
        assertThat(call.path("from").asText()).isEqualTo("+" + PERSON);
        assertThat(call.path("to").asText()).isEqualTo("+" + ourNumber);
        Answer whole = server.api().get("/api/calls/" + call.path("id").asText());
        assertThat(whole.text("/transcript/0/text")).isEqualTo("Hello");
        assertThat(whole.text("/transcript/1/text"))
                .isEqualTo(reply.at("/text/body").asText());
    }

    @Test
    void aMessageThatComesSeveralTimesIsAnsweredOnce() {
        graph.will(SENT);
        IntStream.range(0, 8).parallel().forEach(i -> deliver(text("wamid.1", "Hello")));
        replies(1);
        deliver(text("wamid.1", "Hello"));
        deliver(text("wamid.2", "Yes"));
        replies(2);
        assertThat(transcript()).hasSize(4);
    }

    @Test
    void messagesInOneDeliveryAreAnsweredInTheirOrderInOneConversation() {
        graph.will(SENT);
        deliver(notification(
                List.of(message("wamid.1", "first"), message("wamid.2", "second"), message("wamid.3", "third"))));
        List<JsonNode> replies = replies(3);
        assertThat(conversations()).hasSize(1);
        assertThat(transcript())
                .filteredOn(line -> line.path("role").asText().equals("caller"))
                .extracting(line -> line.path("text").asText())
                .containsExactly("first", "second", "third");
        assertThat(transcript())
                .filteredOn(line -> line.path("role").asText().equals("agent"))
                .extracting(line -> line.path("text").asText())
                .containsExactlyElementsOf(replies.stream()
                        .map(reply -> reply.at("/text/body").asText())
                        .toList());
    }

    @Test
    void howeverSlowTheGraphApiIsCallsAreDialled() {
        CountDownLatch test = new CountDownLatch(1);
        graph.will((request, connection) -> await(test));
        try {
            deliver(notification(IntStream.range(0, 60)
                    .mapToObj(i -> message("12025550" + (200 + i), "wamid." + i, "Hello"))
                    .toList()));
            Waiting.untilTrue(LIMIT, () -> graph.received().size() >= 4);

            String callId = server.api()
                    .post("/api/calls/outbound", """
                            {"agentId": "%s", "phoneNumberId": "%s",
                             "destination": "+12025550100"}""".formatted(server.agentId(), server.phoneNumberId()))
                    .text("/callId");
            Waiting.untilTrue(
                    LIMIT,
                    () -> server.api()
                            .get("/api/calls/" + callId)
                            .text("/status")
                            .equals("completed"));
        } finally {
            test.countDown();
        }
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aReplyThatCanNotBeSentIsSentLaterAndNotThoughtOfAgain() {
        graph.will(StubServer.answer(500, "{}"), StubServer.hangUp(), SENT);
        deliver(text("wamid.1", "Hello"));
        List<JsonNode> replies = replies(3);
        assertThat(replies.get(2)).isEqualTo(replies.get(0));
        assertThat(transcript()).hasSize(2);
    }

    @Test
    void aLongReplyIsSeveralMessagesAndARetrySendsNoneTwice() {
        graph.will(StubServer.answer(500, "{}"), SENT, StubServer.answer(500, "{}"), SENT);
        deliver(text("wamid.1", "Hello"));
        replies(1);
        String sentence = "This answer has very many sentences of about this length, as models write them. ";
        server.database()
                .transaction(handle -> handle.createUpdate("UPDATE whatsapp_messages SET reply = :reply")
                        .bind("reply", sentence.repeat(120).strip())
                        .execute());

        List<String> sent = replies(5).stream()
                .map(reply -> reply.at("/text/body").asText())
                .toList();

        assertThat(sent.get(2)).as("refused for now, and sent again").isEqualTo(sent.get(3));
        assertThat(sent.get(1) + " " + sent.get(3) + " " + sent.get(4))
                .isEqualTo(sentence.repeat(120).strip());
        assertThat(sent).allMatch(part -> part.length() <= 4_096);
    }

    @Test
    void whatIsNotSignedWithTheSecretIsRefused() {
        graph.will(SENT);
        String body = text("wamid.1", "Hello");
        assertThat(anonymous().post(WEBHOOK, body).status()).isEqualTo(403);
        for (String signature :
                List.of("sha256=" + "0".repeat(64), hmac("another", body), hmac(SECRET, body + " "), "sha256=", "?")) {
            assertThat(anonymous()
                            .with("X-Hub-Signature-256", signature)
                            .post(WEBHOOK, body)
                            .status())
                    .as(signature)
                    .isEqualTo(403);
        }
        deliver(text("wamid.2", "after"));
        replies(1);
        assertThat(transcript()).hasSize(2);
    }

    @Test
    void whatIsNoTextForAnAgentIsPassedOver() {
        graph.will(SENT);
        String unknownNumber = text("wamid.8", "Hello").replace(ourNumber, "12025550155");
        for (String body : List.of(
                "{}",
                "[]",
                "7",
                "{\"entry\": 1}",
                "{\"entry\": [{\"changes\": [{\"value\": {\"messages\": \"x\"}}]}]}",
                "{\"object\":\"whatsapp_business_account\","
                        + "\"entry\":[{\"changes\":[{\"value\":{\"statuses\":[{}]}}]}]}",
                notification(List.of("{\"from\": \"12025550100\", \"id\": \"wamid.9\", \"type\": \"image\"}")),
                text("wamid.7", "Hello").replace(PERSON, "nobody"),
                text("wamid.6", "  "),
                text("wamid.5", "Hello").replace("106540352242922", "../../me"),
                unknownNumber)) {
            assertThat(deliver(body).status()).as(body).isEqualTo(200);
        }
        assertThat(deliver("{").status()).isEqualTo(400);
        assertThat(deliver("").status()).isIn(200, 400);
        deliver(text("wamid.1", "nul \\u0000 and half \\ud800 " + "x".repeat(5_000)));
        replies(1);
        assertThat(conversations()).hasSize(1);
        assertThat(transcript().get(0).path("text").asText())
                .startsWith("nul \uFFFD and half \uFFFD xxx")
                .hasSize(4_000);
    }

    @Test
    void aReplyThatIsRefusedIsNotSentAgain() {
        graph.will(StubServer.answer(400, "{}"), SENT);
        deliver(text("wamid.1", "Hello"));
        replies(1);
        deliver(text("wamid.2", "Are you there?"));
        assertThat(replies(2).get(1)).isNotEqualTo(replies(2).get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Stop calling me, take me off your list", "STOP", "Please stop.", "_end_"})
    void anOptOutIsHeeded(String words) {
        graph.will(SENT);
        deliver(text("wamid.1", words));
        assertThat(replies(1).toString()).contains("I have noted it").doesNotContain("your number");
        Answer listed = server.api().get("/api/campaigns/dnc?phoneNumber=%2B" + PERSON);
        assertThat(listed.text("/data/0/source")).isEqualTo("opt_out");
    }

    /** WhatsApp names people of some countries by numbers that nobody dials; the person is the same. */
    @ParameterizedTest
    @CsvSource({
        "553188887777,  +5531988887777",
        "5531988887777, +55 (31) 98888-7777",
        "5215512345678, +525512345678",
        "5491123456789, +541123456789",
        "5491123456789, +54 9 11 2345-6789",
        "541123456789,  +5491123456789",
    })
    void whoOptsOutByTheirWhatsAppIdIsNotDialledByTheirNumber(String id, String number) {
        graph.will(SENT);
        deliver(notification(List.of(message(id, "wamid.1", "STOP"))));
        replies(1);
        String body = """
                {"agentId": "%s", "phoneNumberId": "%s", "destination": "%s"}""";
        Answer call = server.api()
                .post("/api/calls/outbound", body.formatted(server.agentId(), server.phoneNumberId(), number));
        assertThat(call.status()).isEqualTo(422);
        assertThat(call.text("/details/reason")).isEqualTo("dnc_blocked");
    }

    @Test
    void aWordThatAlsoMeansOtherThingsIsNoOptOut() {
        graph.will(SENT);
        deliver(text("wamid.1", "Which stop is it near?"));
        replies(1);
        assertThat(server.api()
                        .get("/api/campaigns/dnc?phoneNumber=%2B" + PERSON)
                        .json()
                        .at("/data"))
                .isEmpty();
    }

    private CheckedApi anonymous() {
        return server.api().anonymous();
    }

    private Answer deliver(String body) {
        return anonymous().with("X-Hub-Signature-256", hmac(SECRET, body)).post(WEBHOOK, body);
    }

    private String text(String id, String words) {
        return notification(List.of(message(id, words)));
    }

    private static String message(String id, String words) {
        return message(PERSON, id, words);
    }

    private static String message(String from, String id, String words) {
        return """
                {"from": "%s", "id": "%s", "timestamp": "1795339800", "type": "text",
                 "text": {"body": "%s"}}""".formatted(from, id, words);
    }

    private String notification(List<String> messages) {
        return """
                {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{
                  "field": "messages", "value": {"messaging_product": "whatsapp",
                  "metadata": {"display_phone_number": "%s", "phone_number_id": "106540352242922"},
                  "messages": [%s]}}]}]}""".formatted(ourNumber, String.join(", ", messages));
    }

    private List<JsonNode> replies(int count) {
        Waiting.untilTrue(LIMIT, () -> graph.received().size() >= count);
        assertThat(graph.received()).hasSize(count);
        return graph.received().stream().map(request -> json(request.body())).toList();
    }

    private JsonNode conversations() {
        return server.api().get("/api/calls?channel=whatsapp").json().path("data");
    }

    private List<JsonNode> transcript() {
        String id = conversations().get(0).path("id").asText();
        List<JsonNode> lines = new ArrayList<>();
        server.api().get("/api/calls/" + id).json().path("transcript").forEach(lines::add);
        return lines;
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + text, e);
        }
    }

    private static String hmac(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
