package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import com.osmtalk.api.AnalysisStatus;
import com.osmtalk.api.AnsweredBy;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Money;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outbound calls over HTTP, on the simulated telephone network. */
class OutboundCallTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @RegisterExtension
    final TestServer server = TestServer.create();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "+12025550100, COMPLETED, -, HUMAN",
                "+12025550101, FAILED,    BUSY, -",
                "+12025550102, FAILED,    NO_ANSWER, -",
                "+12025550103, FAILED,    VOICEMAIL, MACHINE",
                "+12025550104, FAILED,    REJECTED, -",
                "+12025550105, COMPLETED, -, HUMAN",
                "+12025550106, COMPLETED, -, HUMAN",
                "+12025550107, COMPLETED, -, HUMAN",
                "+12025550108, COMPLETED, -, HUMAN",
                "+12025550109, COMPLETED, -, HUMAN",
                "+12025550110, FAILED,    CARRIER_UNAVAILABLE, -",
                "+12025550111, COMPLETED, -, HUMAN",
                "+12025550112, COMPLETED, -, IVR",
                "+919876543210, COMPLETED, -, HUMAN"
            })
    void eachSimulatedNumberDoesWhatTheTableSays(
            String number, CallStatus status, FailureReason reason, AnsweredBy answeredBy) {
        Call call = finished(place(number));

        assertThat(call.status()).isEqualTo(status);
        assertThat(call.simulated()).isTrue();
        assertThat(call.failureReason()).isEqualTo(reason);
        assertThat(call.answeredBy()).isEqualTo(answeredBy);
        assertThat(server.client()
                        .account()
                        .calls()
                        .list(CallQuery.ALL, firstPage())
                        .total())
                .isOne();
        if (status == CallStatus.COMPLETED) {
            assertThat(call.costTotal().paise()).isPositive();
            assertThat(call.durationSeconds()).isPositive();
            assertThat(call.transcript()).isNotEmpty();
        }
    }

    @Test
    void theGreetingIsFilledAndTheAnalysisFollows() {
        Call call = finished(place("+12025550100"));

        assertThat(call.transcript().get(0).role()).isEqualTo(TranscriptRole.AGENT);
        assertThat(call.transcript().get(0).text()).startsWith("Hello Arjun");
        Call analysed = Waiting.until(
                LIMIT,
                () -> Optional.of(get(call.id()))
                        .filter(found ->
                                found.analysis() != null && found.analysis().status() == AnalysisStatus.DONE));
        assertThat(analysed.analysis().success()).isTrue();
        assertThat(analysed.analysis().fields()).containsEntry("appointment_confirmed", true);
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                   first_name day",
        "'\"first_name\": \"\"',               day",
        "'\"first_name\": \"\", \"day\": \"1\"', ''",
    })
    void anAnswerTellsWhichVariablesTheAgentWasNotGiven(String variables, String missing) {
        for (String route : List.of("/api/calls/outbound", "/api/widget/calls/outbound")) {
            Answer accepted = server.api()
                    .post(
                            route,
                            "{\"agentId\": \"%s\", \"phoneNumberId\": \"%s\", \"destination\": \"+12025550100\"%s}"
                                    .formatted(
                                            server.agentId(),
                                            server.phoneNumberId(),
                                            ", \"dynamicVariables\": {" + variables + "}"));
            assertThat(accepted.status()).isEqualTo(201);
            List<String> told = new ArrayList<>();
            accepted.json().path("missingVariables").forEach(name -> told.add(name.asText()));
            assertThat(String.join(" ", told)).isEqualTo(missing);
            assertThat(accepted.json().has("missingVariables")).isEqualTo(!missing.isEmpty());
        }
    }

    @Test
    void theMessageForMachinesIsLeftAfterTheBeepWithItsPlacesFilled() {
        server.api()
                .put(
                        "/api/agents/" + server.agentId(),
                        "{\"voicemailMessage\": \"Please call {{clinic}} back, {{first_name}}.\"}");
        Answer accepted =
                server.api().post("/api/calls/outbound", """
                        {"agentId": "%s", "phoneNumberId": "%s", "destination": "+12025550103",
                         "dynamicVariables": {"first_name": "Arjun", "day": "Tuesday"}}
                        """.formatted(server.agentId(), server.phoneNumberId()));
        assertThat(accepted.json().path("missingVariables").toString()).isEqualTo("[\"clinic\"]");

        Call call = finished(accepted.json().path("callId").asText());

        assertThat(call.failureReason()).isEqualTo(FailureReason.VOICEMAIL);
        assertThat(call.costTotal().paise()).isPositive();
        assertThat(call.transcript())
                .last()
                .satisfies(line -> assertThat(line.text()).isEqualTo("Please call back, Arjun."));
    }

    @Test
    void oneIdempotencyKeyFromFiftyThreadsDialsOnce() throws Exception {
        CheckedApi api = server.api().with("Idempotency-Key", "the-same");
        String body = body("+12025550100");
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Future<Answer>> answers = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> api.post("/api/widget/calls/outbound", body)))
                    .toList();
            Set<String> callIds = new HashSet<>();
            for (Future<Answer> answer : answers) {
                if (answer.get().status() == 201) {
                    callIds.add(answer.get().text("/callId"));
                } else {
                    assertThat(answer.get().code()).isEqualTo("request_in_progress");
                }
            }
            assertThat(callIds).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(calls()).isOne();
        Answer replayed = api.post("/api/widget/calls/outbound", body);
        assertThat(replayed.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(api.post("/api/widget/calls/outbound", body("+12025550101")).code())
                .isEqualTo("idempotency_key_reused");
        assertThat(calls()).isOne();
    }

    @Test
    void whoOptsOutIsNeverDialledAgain() {
        finished(place("+12025550107"));

        Answer again = server.api().post("/api/calls/outbound", body("+12025550107"));

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text("/details/reason")).isEqualTo("dnc_blocked");
        assertThat(calls()).isOne();
    }

    @Test
    void aRefusedCallIsNotStored() {
        CheckedApi api = server.api();
        String agent = server.agentId();
        String number = server.phoneNumberId();

        assertThat(api.post("/api/calls/outbound", json("agent_none", number, "\"+12025550100\""))
                        .status())
                .isEqualTo(404);
        assertThat(api.post("/api/calls/outbound", json(agent, "pn_none", "\"+12025550100\""))
                        .status())
                .isEqualTo(404);
        assertThat(api.post("/api/calls/outbound", json(agent, number, "\"+1999\""))
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/calls/outbound", json(agent, number, "\"+10000000000\""))
                        .text("/details/reason"))
                .isEqualTo("invalid_number");
        assertThat(api.post("/api/calls/outbound", json(agent, number, "12")).text("/details/fields/0/path"))
                .isEqualTo("destination");
        assertThat(api.post("/api/calls/outbound", json(agent, number, "\"+12025550100\", \"extra\": 1"))
                        .text("/details/fields/0/path"))
                .isEqualTo("extra");
        assertThat(api.post("/api/calls/outbound", json(agent, number, "\"+12025550100\", \"agentVersion\": 3"))
                        .status())
                .isEqualTo(404);
        assertThat(api.post(
                                "/api/calls/outbound",
                                json(agent, number, "\"+12025550100\", \"dynamicVariables\": {\"a  b\": \"c\"}"))
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/api/calls/outbound", json(agent, number, "\"+12025550199\""))
                        .response()
                        .body())
                .contains("can't call itself");
        assertThat(calls()).isZero();
    }

    @Test
    void withoutTenRupeesNothingIsDialled() {
        Money balance = server.client().widget().dashboard(null, null).balance();
        server.database()
                .transaction(
                        handle -> handle.execute("UPDATE balances SET amount = amount - ?", balance.paise() - 9_99));

        Answer refused = server.api().post("/api/calls/outbound", body("+12025550100"));

        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.code()).isEqualTo("insufficient_credits");
        assertThat(calls()).isZero();
    }

    @Test
    void aLiveCallCanBeEnded() {
        String id = place("+12025550102"); // rings on
        server.api().post("/api/calls/" + id + "/end", null);

        Call call = finished(id);
        assertThat(call.failureReason()).isIn(FailureReason.CANCELED, FailureReason.NO_ANSWER);
        assertThat(server.api().post("/api/calls/" + id + "/end", null).status())
                .isEqualTo(200);
    }

    @Test
    void aBodyThatNobodyAskedForIsRefused() {
        String id = server.api()
                .post("/api/calls/outbound", json(server.agentId(), server.phoneNumberId(), "\"+12025550100\""))
                .text("/callId");
        String end = "/api/calls/" + id + "/end";

        for (String body : List.of("{\"reason\": \"enough\"}", "[]", "garbage", "{", "\"\"", "null")) {
            assertThat(server.api().post(end, body).status()).as(body).isEqualTo(400);
        }
        assertThat(server.api()
                        .with("Content-Type", "text/plain")
                        .post(end, "enough")
                        .status())
                .isEqualTo(415);
        assertThat(server.api().post(end, "x".repeat(2_000_000)).status()).isEqualTo(413);
        assertThat(server.api().post(end, "{}").status()).isEqualTo(200);
        assertThat(server.api().post(end, " ").status()).isEqualTo(200);
    }

    @Test
    void anEndedCallCanNotBeTransferred() {
        String id = place("+12025550101");
        finished(id);

        Answer refused = server.api().post("/api/calls/" + id + "/transfer", "{\"destination\":\"+12025550188\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("call_not_in_progress");
    }

    @Test
    void aCallerWhoWantsAPersonIsHandedOver() {
        Call call = finished(place("+12025550108"));

        assertThat(call.endedBy()).isEqualTo(EndedBy.TRANSFER);
    }

    @Test
    void theLedgerIsTheSumOfTheCosts() {
        Money before = server.client().widget().dashboard(null, null).balance();
        List<String> ids = IntStream.range(0, 20)
                .mapToObj(i -> place("+1202555011" + (i % 2)))
                .toList();
        long cost = ids.stream()
                .map(this::finished)
                .collect(Collectors.summingLong(call -> call.costTotal().paise()));

        assertThat(server.client().widget().dashboard(null, null).balance())
                .isEqualTo(before.minus(Money.ofPaise(cost)));
    }

    private String place(String number) {
        Answer answer = server.api().post("/api/widget/calls/outbound", body(number));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("/callId");
    }

    private String body(String number) {
        return json(
                server.agentId(),
                server.phoneNumberId(),
                "\"" + number + "\", \"dynamicVariables\": {\"first_name\": \"Arjun\", \"day\": \"Tuesday\"}");
    }

    private static String json(String agentId, String phoneNumberId, String destination) {
        return """
                {"agentId": "%s", "phoneNumberId": "%s",
                 "destination": %s}""".formatted(agentId, phoneNumberId, destination);
    }

    private Call finished(String id) {
        return Waiting.until(
                LIMIT, () -> Optional.of(get(id)).filter(call -> call.status().isTerminal()));
    }

    private Call get(String id) {
        return server.client().widget().getCall(id);
    }

    private long calls() {
        return server.client().widget().listCalls(CallQuery.ALL, firstPage()).total();
    }

    private static PageRequest firstPage() {
        return PageRequest.first(20);
    }
}
