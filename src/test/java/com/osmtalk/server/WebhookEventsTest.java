package com.osmtalk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.api.Json;
import com.osmtalk.client.StubServer;
import com.osmtalk.client.WebhookSignature;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.contract.OpenApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an organisation's own server gets to know of its calls, over the whole way from call to receiver. */
class WebhookEventsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String SETTINGS = "/api/settings/webhook";
    private static final OpenApi CONTRACT = OpenApi.load();

    @RegisterExtension
    final TestServer server = TestServer.create();

    private StubServer peer;

    @BeforeEach
    void start() throws IOException {
        peer = new StubServer().will(StubServer.answer(200, "{}"));
    }

    @AfterEach
    void stop() throws IOException {
        peer.close();
    }

    @Test
    void aCallIsToldFromItsAnswerToItsAnalysis() {
        switchOn();
        String callId = call("+12025550100");
        JsonNode started = received("call.started");
        JsonNode completed = received("call.completed");
        JsonNode analysed = received("call.analysis_completed");

        assertThat(List.of(started, completed, analysed))
                .extracting(event -> event.path("callId").asText())
                .containsOnly(callId);
        assertThat(List.of(started, completed, analysed))
                .allSatisfy(event -> assertThat(event.path("simulated").asBoolean())
                        .isTrue()
                        .isEqualTo(event.at("/call/simulated").asBoolean()));
        assertThat(started.at("/call/status").asText()).isEqualTo("in_progress");
        assertThat(completed.at("/call/status").asText()).isEqualTo("completed");
        assertThat(completed.path("transcript")).isNotEmpty().isEqualTo(completed.at("/call/transcript"));
        assertThat(completed.path("costTotal").decimalValue()).isPositive();
        assertThat(analysed.path("analysis")).isEqualTo(analysed.at("/call/analysis"));
        assertThat(started.path("timestamp").asText())
                .isLessThan(completed.path("timestamp").asText());
    }

    @Test
    void aCallThatFailsIsToldWithItsReason() {
        switchOn();
        call("+12025550101");
        JsonNode failed = received("call.failed");
        assertThat(failed.path("reason").asText()).isEqualTo("busy");
        assertThat(failed.path("simulated").asBoolean()).isTrue();
        assertThat(failed.path("error").asText()).isEqualTo("The line was engaged.");
    }

    @Test
    void aCallThatIsDialledAgainTellsOfTheNextAttempt() {
        switchOn();
        CheckedApi api = server.api();
        Answer placed = api.post("/api/calls/outbound", """
                {"agentId": "%s", "phoneNumberId": "%s", "destination": "+12025550101",
                 "retry": {"attempts": 1, "afterMinutes": 60}}""".formatted(server.agentId(), server.phoneNumberId()));
        assertThat(placed.status()).isEqualTo(201);

        JsonNode next = received("call.failed").at("/call/nextAttempt");

        assertThat(next.path("at").asText()).isNotEmpty();
        Answer second = api.get("/api/calls/" + next.path("callId").asText());
        assertThat(second.text("/retryOf")).isEqualTo(placed.text("/callId"));
        assertThat(second.text("/scheduledAt")).isEqualTo(next.path("at").asText());
    }

    @Test
    void whatBecameOfACampaignsLeadIsTold() {
        switchOn();
        CheckedApi api = server.api();
        String campaign = api.post(
                        "/api/campaigns", """
                        {"name": "Told", "agentId": "%s", "phoneNumberId": "%s", "webhookUrl": "%s/campaign",
                         "schedule": {"timezone": "UTC", "windowStart": "00:00",
                         "windowEnd": "24:00"}}""".formatted(server.agentId(), server.phoneNumberId(), peer.url()))
                .text("/id");
        api.post("/api/campaigns/" + campaign + "/leads", """
                {"leads": [{"phoneNumber": "+12025550100", "variables": {"first_name": "Asha"}}]}""");
        assertThat(api.post("/api/campaigns/" + campaign + "/start", "{}").status())
                .isEqualTo(200);

        JsonNode told = received("campaign.lead_completed");
        assertThat(told.at("/campaign/id").asText()).isEqualTo(campaign);
        assertThat(told.path("simulated").asBoolean()).isTrue();
        assertThat(told.at("/campaign/simulated").asBoolean()).isTrue();
        assertThat(told.at("/lead/phoneNumber").asText()).isEqualTo("+12025550100");
        assertThat(told.at("/lead/status").asText()).isEqualTo("completed");
        assertThat(told.at("/lead/variables/first_name").asText()).isEqualTo("Asha");
        assertThat(told.at("/lead/disposition").asText()).isNotEmpty();
    }

    @Test
    void aTransferIsTold() {
        switchOn();
        server.api().put("/api/agents/" + server.agentId(), """
                {"tools": {"transferSettings": {"transferToHuman": {
                  "enabled": true, "destinationNumber": "+12025550188",
                  "triggerDescription": "asks for a human"}}}}""");
        call("+12025550108");
        JsonNode transfer = received("transfer.initiated");
        assertThat(transfer.path("destination").asText()).isEqualTo("+12025550188");
        assertThat(transfer.path("summary").asText()).isNotBlank();
        assertThat(transfer.path("simulated").asBoolean()).isTrue();
    }

    @Test
    void aTestIsSentWhateverEventsAreChosenAndSigned() throws Exception {
        server.api().put(SETTINGS, """
                        {"url": "%s", "secret": "whsec_dGhlIGtleSBvZiBhIHRlc3Q=",
                         "events": ["call.failed"]}""".formatted(peer.url()));
        Answer sent = server.api().send("POST", SETTINGS + "/test", null);
        assertThat(sent.status()).isEqualTo(201);
        received("webhook.test");

        StubServer.Received request = peer.only();
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        WebhookSignature signature = new WebhookSignature("whsec_dGhlIGtleSBvZiBhIHRlc3Q=");
        signature.verify(request.headers()::get, body);
        signature.verifyBody(request.headers().get("x-osmtalk-signature"), body);
        assertThat(request.headers()).containsEntry("webhook-id", sent.text("/id"));
    }

    @Test
    void aTestRepeatedUnderItsKeyIsSentOnce() {
        switchOn();
        CheckedApi api = server.api().with("Idempotency-Key", "a-test");
        String first = api.send("POST", SETTINGS + "/test", null).text("/id");
        assertThat(api.send("POST", SETTINGS + "/test", null).text("/id")).isEqualTo(first);
        assertThat(server.api()
                        .get(SETTINGS + "/deliveries")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void theSecretIsNeverShownAgain() {
        CheckedApi api = server.api();
        assertThat(api.get(SETTINGS).json().path("signed").asBoolean()).isFalse();
        Answer set = api.put(SETTINGS, "{\"url\": \"https://example.com/\", \"secret\": \"a-long-enough-secret\"}");
        assertThat(set.response().body()).doesNotContain("a-long");
        assertThat(set.text("/secretEnding")).isEqualTo("cret");
        Answer read = api.get(SETTINGS);
        assertThat(read.response().body()).doesNotContain("a-long");
        assertThat(read.json().path("events")).hasSize(7);

        api.put(SETTINGS, read.response().body());
        assertThat(api.get(SETTINGS).json().path("signed").asBoolean()).isTrue();
        api.put(SETTINGS, "{\"secret\": \"\"}");
        assertThat(api.get(SETTINGS).json().path("signed").asBoolean()).isFalse();
        assertThat(api.get(SETTINGS).text("/url")).isEqualTo("https://example.com/");
    }

    @Test
    void settingsThatCanNotWorkAreRefused() {
        for (String body : List.of(
                "{\"url\": \"ftp://example.com/\"}",
                "{\"url\": \"https://\"}",
                "{\"url\": \"/hook\"}",
                "{\"url\": \"https://a b/\"}",
                "{\"url\": \"https://user:pass@example.com/\"}",
                "{\"url\": \"https://example.com:70000/\"}",
                "{\"url\": \"https://example.com/%s\"}".formatted("x".repeat(3000)),
                "{\"url\": 7}",
                "{\"secret\": \"with space\"}",
                "{\"secret\": \"line\\nbreak\"}",
                "{\"secret\": \"whsec_%%%\"}",
                "{\"secret\": \"whsec_\"}",
                "{\"secret\": \"%s\"}".formatted("x".repeat(257)),
                "{\"events\": []}",
                "{\"events\": [null]}",
                "{\"events\": [\"call_started\"]}",
                "{\"events\": \"call.started\"}",
                "{\"other\": 1}")) {
            assertThat(server.api().put(SETTINGS, body).status()).as(body).isEqualTo(400);
        }
    }

    @Test
    void nothingIsSentOrAskedForWhileItIsOff() {
        String callId = call("+12025550101");
        Waiting.untilTrue(
                LIMIT,
                () -> server.api().get("/api/calls/" + callId).text("/status").equals("failed"));
        Answer test = server.api().send("POST", SETTINGS + "/test", null);
        assertThat(test.status()).isEqualTo(409);
        assertThat(test.code()).isEqualTo("webhook_off");
        assertThat(server.api()
                        .get(SETTINGS + "/deliveries")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void deliveriesAreFoundByStatusAndEventAndSentAgain() {
        switchOn();
        String failed = call("+12025550101");
        server.api().send("POST", SETTINGS + "/test", null);
        Waiting.untilTrue(LIMIT, () -> deliveries("?status=delivered").size() == 2);
        assertThat(deliveries("?event=call.failed")).hasSize(1);
        assertThat(deliveries("?callId=" + failed)).hasSize(1);
        assertThat(deliveries("?callId=" + failed + "&event=webhook.test")).isEmpty();
        assertThat(deliveries("?callId=call_none")).isEmpty();
        assertThat(deliveries("?event=webhook.test&status=pending")).isEmpty();
        assertThat(server.api().get(SETTINGS + "/deliveries?event=nothing").status())
                .isEqualTo(400);
        Answer page = server.api().get(SETTINGS + "/deliveries?limit=1");
        assertThat(deliveries("?limit=1&cursor=" + page.text("/nextCursor"))).hasSize(1);

        String id = deliveries("?event=call.failed").get(0).path("id").asText();
        assertThat(server.api()
                        .send("POST", SETTINGS + "/deliveries/" + id + "/resend", null)
                        .status())
                .isEqualTo(200);
        Waiting.untilTrue(LIMIT, () -> peer.received().size() == 3);
    }

    @Test
    void oneOrganisationIsNotToldOfAnother() {
        TestServer.OtherOrganization other = server.otherOrganization();
        CheckedApi theirs = new CheckedApi(server.url()).withBearer(other.key());
        theirs.put(SETTINGS, "{\"url\": \"%s/theirs\"}".formatted(peer.url()));
        switchOn();
        call("+12025550101");
        received("call.failed");
        assertThat(peer.only().path()).isEqualTo("/ours");
        assertThat(theirs.get(SETTINGS + "/deliveries").json().path("total").asInt())
                .isZero();
        String ours = deliveries("").get(0).path("callId").asText();
        assertThat(theirs.get(SETTINGS + "/deliveries?callId=" + ours).json().path("data"))
                .isEmpty();
    }

    private void switchOn() {
        server.api().put(SETTINGS, "{\"url\": \"%s/ours\"}".formatted(peer.url()));
    }

    private String call(String destination) {
        Answer answer = server.api()
                .post("/api/calls/outbound", """
                        {"agentId": "%s", "phoneNumberId": "%s",
                         "destination": "%s"}""".formatted(server.agentId(), server.phoneNumberId(), destination));
        assertThat(answer.status()).isEqualTo(201);
        return answer.text("/callId");
    }

    private JsonNode deliveries(String query) {
        return server.api().get(SETTINGS + "/deliveries" + query).json().path("data");
    }

    /** The first request of an event; it must be as the contract says. */
    private JsonNode received(String event) {
        JsonNode body = Waiting.until(
                LIMIT,
                () -> peer.received().stream()
                        .map(request -> json(request.body()))
                        .filter(message -> message.path("event").asText().equals(event))
                        .findFirst());
        assertThat(CONTRACT.webhookViolations(event, body)).isEmpty();
        return body;
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + text, e);
        }
    }
}
