package com.osmtalk.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Drafts;
import com.osmtalk.Visitor;
import com.osmtalk.Waiting;
import com.osmtalk.api.AnalysisStatus;
import com.osmtalk.api.ApiKeyDraft;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallChannel;
import com.osmtalk.api.CallDirection;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.ConnectRequest;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Json;
import com.osmtalk.api.Money;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.WebCall;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.store.TestDatabase;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Web calls from the request to the ledger, over real sockets. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class WebCallTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @RegisterExtension
    final TestServer server;

    WebCallTest(TestDatabase kind) {
        server = TestServer.create().onDatabase(kind::newUrl);
    }

    @Test
    void aWholeConversationInWritingIsACallLikeAnyOther() {
        Money before = balance();
        WebCall call = connect();
        assertThat(get(call).status()).isEqualTo(CallStatus.QUEUED);
        try (Visitor visitor = Visitor.join(call)) {
            assertThat(visitor.await("session.started").path("callId").asText()).isEqualTo(call.callId());
            visitor.awaitAgent("Hello Asha");
            assertThat(get(call).status()).isEqualTo(CallStatus.IN_PROGRESS);

            for (int i = 0; i < 12 && !visitor.types().contains("call.ended"); i++) {
                int lines = finalLines(visitor);
                visitor.say("Yes, that is right.");
                Waiting.untilTrue(
                        LIMIT,
                        () -> finalLines(visitor) > lines || visitor.types().contains("call.ended"));
            }

            assertThat(visitor.await("call.ended").path("endedBy").asText()).isEqualTo("agent");
            assertThat(visitor.closeCode()).isEqualTo(1000);
            Call ended = ended(call);
            assertThat(ended.status()).isEqualTo(CallStatus.COMPLETED);
            assertThat(ended.channel()).isEqualTo(CallChannel.WEB);
            assertThat(ended.simulated()).isFalse();
            assertThat(ended.direction()).isEqualTo(CallDirection.INBOUND);
            assertThat(ended.endedBy()).isEqualTo(EndedBy.AGENT);
            assertThat(ended.usage().sipSeconds()).isZero();
            assertThat(ended.usage().sttSeconds()).isZero();
            assertThat(ended.costSip()).isEqualTo(Money.ZERO);
            assertThat(ended.costTts().paise()).isPositive();
            assertThat(ended.durationSeconds()).isPositive();
            assertThat(balance()).isEqualTo(before.minus(ended.costTotal()));
            // what was told is what is stored
            assertThat(visitor.events.stream()
                            .filter(event -> event.has("index"))
                            .map(event -> event.path("text").asText()))
                    .containsExactlyElementsOf(
                            ended.transcript().stream().map(line -> line.text()).toList());
            Waiting.untilTrue(
                    LIMIT,
                    () -> get(call).analysis() != null && get(call).analysis().status() == AnalysisStatus.DONE);
        }
    }

    @Test
    void aSentenceIsToldAsItBeginsAndTheLineWhenItHasBeenSaid() {
        try (Visitor visitor = Visitor.join(connect())) {
            String line = visitor.awaitAgent("Hello Asha").path("text").asText();

            assertThat(String.join(
                            " ",
                            visitor.events.stream()
                                    .filter(event -> event.path("type").asText().equals("agent.text")
                                            && !event.path("final").asBoolean())
                                    .map(event -> event.path("text").asText())
                                    .toList()))
                    .startsWith(line);
            assertThat(visitor.types().get(0)).isEqualTo("session.started");
        }
    }

    @Test
    void wordsInTheMiddleOfTheAgentsInterruptIt() {
        server.client()
                .account()
                .agents()
                .update(
                        server.agentId(),
                        Drafts.agent(
                                Map.of("greeting", "Hello. " + "This goes on and on without an end. ".repeat(40))));
        try (Visitor visitor = Visitor.join(connect())) {
            visitor.await("agent.text");
            visitor.say("Stop, please.");

            visitor.await("agent.interrupted");
            assertThat(visitor.awaitAgent("Hello.").path("interrupted").asBoolean())
                    .isTrue();
            visitor.await("caller.text");
        }
    }

    @Test
    void aTokenLetsOneVisitorInOnce() {
        WebCall call = connect();
        try (Visitor first = Visitor.join(call);
                Visitor second = Visitor.at(call.url())) {
            second.start(call.token());

            second.awaitError("token_refused");
            assertThat(second.closeCode()).isEqualTo(1008);
            assertThat(first.isClosed()).isFalse();
        }
    }

    @Test
    void ofManyWithTheSameTokenAtOnceOneIsLetIn() {
        WebCall call = connect();
        List<Visitor> visitors =
                IntStream.range(0, 20).mapToObj(i -> Visitor.at(call.url())).toList();
        visitors.forEach(Visitor::isLetIn);
        visitors.forEach(visitor -> visitor.start(call.token()));

        Waiting.untilTrue(
                LIMIT,
                () -> visitors.stream().filter(Visitor::isClosed).count() == 19
                        && visitors.stream()
                                        .filter(visitor -> visitor.types().contains("session.started"))
                                        .count()
                                == 1);
        visitors.forEach(Visitor::close);
    }

    @Test
    void aTokenOfAnotherKindOpensNothing() {
        for (String token : List.of(server.key(), server.token(), "osw_none", "x")) {
            try (Visitor visitor = Visitor.at(connect().url())) {
                visitor.start(token);
                visitor.awaitError("token_refused");
                assertThat(visitor.closeCode()).isEqualTo(1008);
            }
        }
    }

    @Test
    void aTokenThatHasExpiredOpensNothingAndItsCallHasFailed() {
        WebCall call = connect();
        server.database().transaction(handle -> {
            handle.execute("UPDATE web_tickets SET expires_at = 0");
            return handle.execute(
                    "UPDATE scheduled_tasks SET execution_time = ? WHERE task_name = 'expire-web-call'",
                    Timestamp.from(Instant.now()));
        });
        try (Visitor visitor = Visitor.at(call.url())) {
            visitor.start(call.token());
            visitor.awaitError("token_refused");
        }
        Call ended = ended(call);
        assertThat(ended.failureReason()).isEqualTo(FailureReason.NO_ANSWER);
        assertThat(ended.endedBy()).isNull();
        assertThat(ended.costTotal()).isEqualTo(Money.ZERO);
    }

    @Test
    void aCallWaitsForItsVisitorAsLongAsWasAskedFor() {
        assertThat(waiting(connect())).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90));
        WebCall waitingLong = connect(3_600);
        assertThat(waiting(waitingLong)).isBetween(Duration.ofSeconds(3_600), Duration.ofSeconds(3_630));
        end(waitingLong);
        for (int seconds : List.of(9, 3_601)) {
            Answer refused = server.api()
                    .post("/api/widget/agents/" + server.agentId() + "/connect", "{\"waitSeconds\":" + seconds + "}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("/details/fields/0/path")).isEqualTo("waitSeconds");
        }
    }

    @Test
    void ofThoseThatWaitForLongThereAreFive() {
        List<WebCall> handedOn =
                IntStream.range(0, 5).mapToObj(i -> connect(600)).toList();
        connect();
        Answer sixth = server.api().post("/api/widget/agents/" + server.agentId() + "/connect", "{\"waitSeconds\":61}");
        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.response().body()).contains("5 web calls of this organisation are already waiting");
        end(handedOn.get(0));
        end(connect(600));
        handedOn.stream().skip(1).forEach(this::end);
    }

    private void end(WebCall call) {
        server.api().post("/api/calls/" + call.callId() + "/end", null);
    }

    private WebCall connect(int waitSeconds) {
        return server.client()
                .widget()
                .connect(
                        server.agentId(),
                        new ConnectRequest(null, null, waitSeconds),
                        UUID.randomUUID().toString());
    }

    private Duration waiting(WebCall call) {
        return Duration.between(get(call).createdAt(), call.expiresAt());
    }

    @Test
    void aCallThatWasEndedBeforeItsVisitorCameLetsNobodyIn() {
        WebCall call = connect();
        server.api().post("/api/calls/" + call.callId() + "/end", null);
        try (Visitor visitor = Visitor.at(call.url())) {
            visitor.start(call.token());
            visitor.awaitError("call_ended");
        }
        Call ended = ended(call);
        assertThat(ended.failureReason()).isEqualTo(FailureReason.CANCELED);
        assertThat(ended.costTotal()).isEqualTo(Money.ZERO);
    }

    @Test
    void onlyPagesOfTheKeysDomainsMayUseItsToken() {
        WebCall call = callWithABrowserKey();
        try (Visitor program = Visitor.at(call.url())) {
            program.start(call.token());
            program.awaitError("origin_not_allowed");
        }
        for (String origin : List.of("https://evil.example", "null", "https://shop.example.evil.example")) {
            try (Visitor elsewhere = Visitor.at(call.url(), origin)) {
                elsewhere.start(call.token());
                elsewhere.awaitError("origin_not_allowed");
                assertThat(elsewhere.closeCode()).isEqualTo(1008);
            }
        }
        try (Visitor page = Visitor.at(call.url(), "https://shop.example")) {
            page.start(call.token());
            page.await("session.started");
        }
    }

    @Test
    void visitorsWhoAskAndDoNotComeHoldFewLines() {
        CheckedApi page = server.api().anonymous().withKey(browserKey()).with("Origin", "https://shop.example");
        String path = "/api/widget/agents/" + server.agentId() + "/connect";
        assertThat(page.post(path, "{\"waitSeconds\": 61}").status()).isEqualTo(400);
        for (int i = 0; i < 5; i++) {
            assertThat(page.post(path, "{}").status()).isEqualTo(201);
        }
        Answer refused = page.post(path, "{}");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("concurrency_limit");
        assertThat(connect().callId()).as("the organisation's own go on").isNotEmpty();
    }

    @Test
    void behindAProxyThePageIsWhereOthersReachTheServer() {
        server.withPublicUrl(URI.create("https://calls.example.com")).restart();
        WebCall call = callWithABrowserKey();
        URI url = URI.create(call.url());

        assertThat(call.page()).startsWith("https://calls.example.com/talk/#url=");
        assertThat(url.getScheme() + "://" + url.getHost()).isEqualTo("wss://calls.example.com");
        String direct = "ws://127.0.0.1:" + url.getPort() + url.getPath();
        try (Visitor elsewhere = Visitor.at(direct, "https://calls.example.com.evil.example")) {
            elsewhere.start(call.token());
            elsewhere.awaitError("origin_not_allowed");
        }
        try (Visitor visitor = Visitor.at(direct, "https://calls.example.com")) {
            visitor.start(call.token());
            visitor.await("session.started");
        }
    }

    @Test
    void aCallHasAPageThatMayHoldItWhateverTheKeysDomains() {
        WebCall call = callWithABrowserKey();
        URI page = URI.create(call.page());
        assertThat(page.getFragment()).isEqualTo("url=" + call.url() + "&token=" + call.token());
        assertThat(call.toString()).doesNotContain(call.token());
        String origin = page.getScheme() + "://" + page.getAuthority();
        assertThat(origin).isEqualTo(server.url().toString());
        try (Visitor visitor = Visitor.at(call.url(), origin)) {
            visitor.start(call.token());
            visitor.await("session.started");
        }
    }

    @Test
    void aVisitorWhoLeavesHasEndedTheCall() {
        WebCall call = connect();
        try (Visitor visitor = Visitor.join(call)) {
            visitor.hangUp();
        }
        Call ended = ended(call);
        assertThat(ended.status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(ended.endedBy()).isEqualTo(EndedBy.CALLER);
    }

    @Test
    void aVisitorCanHangUpByMessage() {
        WebCall call = connect();
        try (Visitor visitor = Visitor.join(call)) {
            visitor.send("{\"type\": \"call.end\"}");
            assertThat(visitor.await("call.ended").path("endedBy").asText()).isEqualTo("caller");
        }
    }

    @Test
    void aCallCanBeEndedFromTheAccount() {
        WebCall call = connect();
        try (Visitor visitor = Visitor.join(call)) {
            server.api().post("/api/calls/" + call.callId() + "/end", null);
            assertThat(visitor.await("call.ended").path("endedBy").asText()).isEqualTo("user");
            assertThat(visitor.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void aWebCallCanNotBeTransferred() {
        WebCall call = connect();
        try (Visitor visitor = Visitor.join(call)) {
            Answer refused = server.api()
                    .post("/api/calls/" + call.callId() + "/transfer", "{\"destination\": \"+12025550188\"}");
            assertThat(refused.code()).isEqualTo("not_a_phone_call");
            visitor.say("I want to speak to a real person.");
            visitor.await("caller.text");
            Waiting.untilTrue(LIMIT, () -> finalLines(visitor) > 1);
            assertThat(get(call).endedBy()).isNull();
        }
    }

    @Test
    void whoOptsOutOnTheWebIsHeardThoughThereIsNoNumberToBlock() {
        WebCall call = connect();
        try (Visitor visitor = Visitor.join(call)) {
            visitor.awaitAgent("Hello");
            visitor.say("Never call me again. Take me off your list.");
            visitor.await("call.ended");
        }
        assertThat(ended(call).status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(server.api().get("/api/campaigns/dnc").json().at("/total").asInt())
                .isZero();
    }

    @Test
    void keysReachAnAgentThatTakesThem() {
        server.api().put("/api/agents/" + server.agentId(), "{\"keypadInputEnabled\": true}");
        WebCall call = connect();
        try (Visitor visitor = Visitor.join(call)) {
            visitor.awaitAgent("Hello");
            visitor.send("{\"type\": \"caller.digit\", \"digit\": \"4\"}");
            visitor.send("{\"type\": \"caller.digit\", \"digit\": \"#\"}");
            assertThat(visitor.await("caller.text").path("text").asText()).isEqualTo("[keypad] 4");
        }
    }

    @Test
    void withoutTenRupeesThereIsNoCall() {
        Money balance = balance();
        server.database()
                .transaction(
                        handle -> handle.execute("UPDATE balances SET amount = amount - ?", balance.paise() - 9_99));

        Answer refused = server.api().post("/api/widget/agents/" + server.agentId() + "/connect", "{}");

        assertThat(refused.status()).isEqualTo(402);
        assertThat(calls()).isZero();
    }

    @Test
    void aKeyThatMayOnlyChatAsksForNoCall() {
        String id = server.api()
                .post("/api/settings/api-keys", "{\"name\": \"chat\", \"scopes\": [\"chat\"]}")
                .text("/key");
        assertThat(server.api()
                        .anonymous()
                        .withKey(id)
                        .post("/api/widget/agents/" + server.agentId() + "/connect", "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theSameIdempotencyKeyAgainBeginsNoSecondCall() {
        var api = server.api().with("Idempotency-Key", "once");
        String path = "/api/agents/" + server.agentId() + "/connect";
        assertThat(api.post(path, "{}").status()).isEqualTo(201);
        assertThat(api.post(path, "{}").code()).isEqualTo("idempotency_key_used");
        assertThat(calls()).isOne();
    }

    @Test
    void variablesAreCheckedAndFilled() {
        String path = "/api/agents/" + server.agentId() + "/connect";
        assertThat(server.api()
                        .post(path, "{\"dynamicVariables\": {\"a  b\": \"c\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(server.api().post(path, "{\"agentVersion\": 9}").status()).isEqualTo(404);
        assertThat(server.api().post(path, "{\"extra\": 9}").status()).isEqualTo(400);
        assertThat(calls()).isZero();
    }

    @Test
    void aServerThatStopsEndsItsWebCallsAsInterrupted() throws Exception {
        WebCall call = connect();
        try (Visitor visitor = Visitor.join(call)) {
            visitor.awaitAgent("Hello");
            server.restart();
            assertThat(visitor.await("call.ended").path("failureReason").asText())
                    .isEqualTo("interrupted");
        }
        Call ended = get(call);
        assertThat(ended.status()).isEqualTo(CallStatus.FAILED);
        assertThat(ended.failureReason()).isEqualTo(FailureReason.INTERRUPTED);
        assertThat(ended.costTts().paise()).isPositive();
    }

    @Test
    void twoHundredVisitorsAtOnceAreAllAnswered() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<Visitor>> joining = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> Visitor.join(connect())))
                    .toList();
            List<Visitor> visitors = new ArrayList<>();
            for (Future<Visitor> visitor : joining) {
                visitors.add(visitor.get());
            }
            for (Visitor visitor : visitors) {
                visitor.awaitAgent("Hello");
                visitor.say("Yes, that is right.");
            }
            for (Visitor visitor : visitors) {
                visitor.await("caller.text");
                Waiting.untilTrue(LIMIT, () -> finalLines(visitor) > 1);
                visitor.close();
            }
        } finally {
            threads.shutdownNow();
        }
        Waiting.untilTrue(
                LIMIT,
                () -> server.client()
                                .widget()
                                .listCalls(only(CallStatus.COMPLETED), PageRequest.first(1))
                                .total()
                        == 200);
    }

    private static CallQuery only(CallStatus status) {
        return new CallQuery(status, null, null, null, null, null, null, null, null, null, null);
    }

    private WebCall callWithABrowserKey() {
        Answer answer = server.api()
                .anonymous()
                .withKey(browserKey())
                .with("Origin", "https://shop.example")
                .post("/api/widget/agents/" + server.agentId() + "/connect", "{}");
        return Json.MAPPER.convertValue(answer.json(), WebCall.class);
    }

    private String browserKey() {
        return server.client(null)
                .withSession(server.token(), null)
                .account()
                .apiKeys()
                .create(ApiKeyDraft.browser("page", null, List.of("shop.example"), List.of(server.agentId())), null)
                .key();
    }

    private static int finalLines(Visitor visitor) {
        return (int) visitor.events.stream()
                .filter(event -> event.path("type").asText().equals("agent.text")
                        && event.path("final").asBoolean())
                .count();
    }

    private WebCall connect() {
        return server.client()
                .widget()
                .connect(
                        server.agentId(),
                        new ConnectRequest(null, Map.of("first_name", "Asha", "day", "Tuesday"), null),
                        UUID.randomUUID().toString());
    }

    private Call ended(WebCall call) {
        return Waiting.until(
                LIMIT,
                () -> Optional.of(get(call)).filter(found -> found.status().isTerminal()));
    }

    private Call get(WebCall call) {
        return server.client().widget().getCall(call.callId());
    }

    private Money balance() {
        return server.client().widget().dashboard(null, null).balance();
    }

    private long calls() {
        return server.client()
                .widget()
                .listCalls(CallQuery.ALL, PageRequest.first(1))
                .total();
    }
}
