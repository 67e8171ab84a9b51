package com.osmtalk.server.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.store.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What Razorpay tells of payments, however often, in whatever order, and what others make up. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RazorpayWebhookTest {
    private static final String SECRET = "whsec for tests";

    @RegisterExtension
    final TestServer server;

    RazorpayWebhookTest(TestDatabase kind) {
        server = TestServer.create()
                .onDatabase(kind::newUrl)
                .withRazorpay(() -> new RazorpaySettings(RazorpaySettings.PRODUCTION, null, SECRET));
    }

    @Test
    void theSameEventTwentyTimesOutOfOrderWithWrongSignaturesBetweenCreditsOnce() throws Exception {
        String order = order();
        List<Callable<Answer>> deliveries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            deliveries.add(() -> tell("evt_captured", captured(order, 10959)));
            deliveries.add(() -> tell("evt_failed", failed(order)));
            deliveries.add(() -> tell("evt_paid", paid(order, 10959)));
            deliveries.add(() -> send("evt_captured", captured(order, 10959), "0".repeat(64)));
        }
        Collections.shuffle(deliveries, new Random(7));

        List<Answer> answers = atOnce(deliveries);

        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(20);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(60);
        assertThat(answers)
                .filteredOn(answer -> answer.text("/outcome").equals("credited"))
                .hasSize(1);
        assertThat(balance().path("general").decimalValue()).isEqualByComparingTo("100");
        assertThat(number("SELECT count(*) FROM ledger WHERE kind = 'top_up'")).isOne();
        assertThat(number("SELECT count(*) FROM payment_events")).isEqualTo(3);
        assertThat(number("SELECT count(*) FROM payment_orders WHERE status = 'paid'"))
                .isOne();
        assertLedgerAndBalancesAgree();
    }

    @Test
    void manyOrdersPaidAtOnceAreEachCreditedOnce() throws Exception {
        List<Callable<Answer>> deliveries = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String order = order();
            for (int j = 0; j < 3; j++) {
                String captured = "evt_captured_" + i + "_" + j;
                String paid = "evt_paid_" + i + "_" + j;
                deliveries.add(() -> tell(captured, captured(order, 10959)));
                deliveries.add(() -> tell(paid, paid(order, 10959)));
            }
        }
        Collections.shuffle(deliveries, new Random(7));

        List<Answer> answers = atOnce(deliveries);

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(balance().path("general").decimalValue()).isEqualByComparingTo("1000");
        assertLedgerAndBalancesAgree();
    }

    @Test
    void aWrongSignatureWritesNothing() {
        String order = order();
        String body = captured(order, 10959);

        assertThat(send("evt_1", body, "").code()).isEqualTo("invalid_signature");
        assertThat(send("evt_1", body, "é").status()).isEqualTo(401);
        assertThat(send("evt_1", body, sign("another secret", body)).status()).isEqualTo(401);
        assertThat(send("evt_1", body + " ", sign(SECRET, body)).status()).isEqualTo(401);
        assertThat(server.api().post("/api/webhooks/razorpay", body).status())
                .as("with credentials and no signature")
                .isEqualTo(401);

        assertThat(number("SELECT count(*) FROM payment_events")).isZero();
        assertThat(balance().path("general").decimalValue()).isEqualByComparingTo("0");
        assertThat(tell("evt_1", body).text("/outcome")).isEqualTo("credited");
    }

    @Test
    void anotherAmountOrCurrencyIsRecordedAndNotCredited() {
        String order = order();

        assertThat(tell("evt_1", captured(order, 10958)).text("/outcome")).isEqualTo("amount_mismatch");
        assertThat(tell("evt_2", captured(order, 10959).replace("INR", "USD")).text("/outcome"))
                .isEqualTo("amount_mismatch");
        assertThat(tell("evt_3", captured(order, 10959).replace("10959", "\"10959\""))
                        .text("/outcome"))
                .isEqualTo("amount_mismatch");
        assertThat(tell("evt_4", paid(order, 5000)).text("/outcome")).isEqualTo("amount_mismatch");

        assertThat(number("SELECT count(*) FROM payment_events WHERE outcome = 'amount_mismatch'"))
                .isEqualTo(4);
        assertThat(balance().path("general").decimalValue()).isEqualByComparingTo("0");
    }

    @Test
    void aFailedPaymentDoesNotKeepTheNextOneFromBeingCredited() {
        String order = order();

        assertThat(tell("evt_1", failed(order)).text("/outcome")).isEqualTo("payment_failed");
        assertThat(number("SELECT count(*) FROM payment_orders WHERE status = 'failed'"))
                .isOne();
        assertThat(tell("evt_2", captured(order, 10959)).text("/outcome")).isEqualTo("credited");
        assertThat(tell("evt_3", failed(order)).text("/outcome")).isEqualTo("payment_failed");
        assertThat(number("SELECT count(*) FROM payment_orders WHERE status = 'paid'"))
                .isOne();
    }

    @Test
    void aRefundTakesItsPartOfTheCreditsBackOnce() {
        String order = order();
        tell("evt_1", captured(order, 10959));

        assertThat(tell("evt_2", refund("rfnd_1", order, 5000)).text("/outcome"))
                .isEqualTo("taken_back");
        assertThat(tell("evt_2", refund("rfnd_1", order, 5000)).text("/outcome"))
                .isEqualTo("duplicate");
        assertThat(tell("evt_3", refund("rfnd_1", order, 5000)).text("/outcome"))
                .isEqualTo("already_taken_back");

        assertThat(general()).isEqualByComparingTo("54.38");
        assertThat(tell("evt_4", refund("rfnd_2", order, 5959)).text("/outcome"))
                .isEqualTo("taken_back");
        assertThat(general()).isEqualByComparingTo("0");
        assertThat(number("SELECT count(*) FROM ledger WHERE kind = 'refund'")).isEqualTo(2);
        assertLedgerAndBalancesAgree();
    }

    @Test
    void whatGoesBackTogetherNeverTakesMoreThanTheOrderGave() {
        String order = order();
        tell("evt_1", captured(order, 10959));

        tell("evt_2", refund("rfnd_1", order, 8000));
        assertThat(tell("evt_3", dispute("lost", "disp_1", order, 10959)).text("/outcome"))
                .isEqualTo("taken_back");
        tell("evt_4", refund("rfnd_2", order, 999_999_999_999L));

        assertThat(general()).isEqualByComparingTo("0");
        assertThat(number("SELECT -sum(amount) FROM ledger WHERE kind IN ('refund', 'dispute')"))
                .isEqualTo(10_000);
        assertLedgerAndBalancesAgree();
    }

    @Test
    void itMayComeBeforeItsPaymentAndThenNothingNewIsDialled() {
        String order = order();

        assertThat(tell("evt_1", refund("rfnd_1", order, 10959)).text("/outcome"))
                .isEqualTo("nothing_to_take_back");
        assertThat(general()).isEqualByComparingTo("0");
        assertThat(tell("evt_2", captured(order, 10959)).text("/outcome")).isEqualTo("credited");
        assertThat(general()).isEqualByComparingTo("0");

        String second = order();
        tell("evt_3", captured(second, 10959));
        server.database()
                .transaction(handle -> handle.execute("UPDATE balances SET amount ="
                        + " CASE WHEN bucket = 'promotional' THEN 0 ELSE amount - 5000 END"));
        tell("evt_5", dispute("lost", "disp_1", second, 10959));

        assertThat(general()).isEqualByComparingTo("-50");
        assertThat(server.api()
                        .post("/api/calls/outbound", """
                                {"agentId": "%s", "phoneNumberId": "%s", "destination": "+12025550100"}
                                """.formatted(server.agentId(), server.phoneNumberId()))
                        .status())
                .isEqualTo(402);
    }

    /** Below zero nothing new begins, and what had begun of itself stops: a running campaign, a chat, a web call. */
    @Test
    void belowZeroACampaignPausesAndNoConversationBegins() {
        CheckedApi api = server.api();
        String campaign = api.post("/api/campaigns", """
                        {"name": "Reminders", "agentId": "%s", "phoneNumberId": "%s",
                         "scheduledStartAt": "2099-01-01T00:00:00Z"}
                        """.formatted(server.agentId(), server.phoneNumberId()))
                .text("/id");
        api.post("/api/campaigns/" + campaign + "/leads", "{\"leads\": [{\"phoneNumber\": \"+12025550100\"}]}");
        api.post("/api/campaigns/" + campaign + "/start", null);

        String order = order();
        tell("evt_1", captured(order, 10959));
        server.database()
                .transaction(handle -> handle.execute("UPDATE balances SET amount ="
                        + " CASE WHEN bucket = 'promotional' THEN 0 ELSE amount - 5000 END"));
        tell("evt_2", refund("rfnd_1", order, 10959));
        assertThat(general()).isEqualByComparingTo("-50");

        api.put("/api/campaigns/" + campaign, """
                {"scheduledStartAt": "2020-01-01T00:00:00Z",
                 "schedule": {"timezone": "UTC", "windowStart": "00:00", "windowEnd": "24:00"}}""");
        Waiting.untilTrue(
                Duration.ofMinutes(2),
                () -> api.get("/api/campaigns/" + campaign).text("/status").equals("paused"));
        assertThat(api.get("/api/campaigns/" + campaign).text("/statusReason")).isEqualTo("insufficient_credits");
        String agent = "/api/widget/agents/" + server.agentId();
        assertThat(api.post(agent + "/chat", "{\"message\": \"Hello\"}").code()).isEqualTo("insufficient_credits");
        assertThat(api.post(agent + "/connect", "{}").code()).isEqualTo("insufficient_credits");
        assertThat(api.get("/api/calls").json().path("total").asInt()).isZero();
    }

    @Test
    void aDisputeTakesSomethingOnlyWhenItIsLost() {
        String order = order();
        tell("evt_1", captured(order, 10959));

        for (String state : List.of("created", "under_review", "action_required", "won", "closed")) {
            assertThat(tell("evt_" + state, dispute(state, "disp_1", order, 10959))
                            .text("/outcome"))
                    .as(state)
                    .isEqualTo("ignored");
        }
        assertThat(general()).isEqualByComparingTo("100");
        tell("evt_lost", dispute("lost", "disp_1", order, 10959));
        assertThat(general()).isEqualByComparingTo("0");
        assertLedgerAndBalancesAgree();
    }

    @Test
    void anotherCurrencyAndWhatIsNoAmountTakeNothing() {
        String order = order();
        tell("evt_1", captured(order, 10959));

        for (String body : List.of(
                refund("rfnd_1", order, 5000).replace("INR", "USD"),
                refund("rfnd_1", order, 0),
                refund("rfnd_1", order, -5000),
                refund("rfnd_1", order, 5000).replace("5000", "\"5000\""),
                refund("", order, 5000))) {
            assertThat(tell("evt_" + body.hashCode(), body).text("/outcome"))
                    .as(body)
                    .isEqualTo("amount_mismatch");
        }
        assertThat(tell("evt_2", refund("rfnd_2", "order_unknown", 5000).replace("pay_1", "pay_unknown"))
                        .text("/outcome"))
                .isEqualTo("unknown_order");
        assertThat(general()).isEqualByComparingTo("100");
        assertThat(tell("evt_3", refund("rfnd_1", order, 5000)).text("/outcome"))
                .isEqualTo("taken_back");
    }

    @Test
    void aSecondPaymentOfAnOrderGaveNothingAndTakesNothing() {
        String order = order();
        tell("evt_1", captured(order, 10959));
        tell("evt_2", captured(order, 10959).replace("pay_1", "pay_2"));

        assertThat(tell("evt_3", refund("rfnd_1", order, 10959).replace("pay_1", "pay_2"))
                        .text("/outcome"))
                .isEqualTo("nothing_to_take_back");
        assertThat(general()).isEqualByComparingTo("100");
        assertThat(tell("evt_4", refund("rfnd_2", order, 10959)).text("/outcome"))
                .isEqualTo("taken_back");
        assertThat(general()).isEqualByComparingTo("0");
    }

    @Test
    void manyAtOnceInAnyOrderTakeTheSame() throws Exception {
        List<Callable<Answer>> deliveries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String order = order();
            String captured = captured(order, 10959).replace("pay_1", "pay_" + i);
            String evt = "evt_" + i + "_";
            deliveries.add(() -> tell(evt + "captured", captured));
            for (int part = 0; part < 3; part++) {
                String body = refund("rfnd_" + i + "_" + part, order, 3653).replace("pay_1", "pay_" + i);
                String id = evt + part;
                deliveries.add(() -> tell(id, body));
                deliveries.add(() -> tell(id + "_again", body));
            }
            String lost = dispute("lost", "disp_" + i, order, 10959).replace("pay_1", "pay_" + i);
            deliveries.add(() -> tell(evt + "lost", lost));
        }
        Collections.shuffle(deliveries, new Random(11));

        assertThat(atOnce(deliveries)).allMatch(answer -> answer.status() == 200);
        assertThat(general()).isEqualByComparingTo("0");
        assertThat(number("SELECT -sum(amount) FROM ledger WHERE kind IN ('refund', 'dispute')"))
                .isEqualTo(80_000);
        assertLedgerAndBalancesAgree();
    }

    @Test
    void whatMeansNothingHereIsAcceptedWithoutEffect() {
        assertThat(tell("evt_1", captured("order_unknown", 10959)).text("/outcome"))
                .isEqualTo("unknown_order");
        assertThat(tell("evt_2", failed("order_unknown")).text("/outcome")).isEqualTo("unknown_order");
        assertThat(tell("evt_3", "{\"event\": \"refund.created\"}").text("/outcome"))
                .isEqualTo("ignored");
        assertThat(tell("evt_4", "{\"event\": \"order.paid\", \"payload\": []}").text("/outcome"))
                .isEqualTo("unknown_order");
        assertThat(tell("evt_5", captured("order\\u0000", 1)).text("/outcome")).isEqualTo("unknown_order");
        assertThat(balance().path("general").decimalValue()).isEqualByComparingTo("0");
    }

    @Test
    void aSignedBodyThatIsNoEventIsRefused() {
        for (String body : List.of(
                "",
                "null",
                "[]",
                "{}",
                "{",
                "{\"event\": 7}",
                "{\"event\": \"a\\u0000b\"}",
                "\u0000",
                "[".repeat(5_000))) {
            assertThat(tell("evt_1", body).status()).as(body).isEqualTo(400);
        }
        assertThat(number("SELECT count(*) FROM payment_events")).isZero();
    }

    @Test
    void withoutAnEventIdTheSameBodyIsTheSameEvent() {
        String body = captured(order(), 10959);
        CheckedApi signed = server.api().anonymous().with("X-Razorpay-Signature", sign(SECRET, body));

        assertThat(signed.post("/api/webhooks/razorpay", body).text("/outcome")).isEqualTo("credited");
        assertThat(signed.post("/api/webhooks/razorpay", body).text("/outcome")).isEqualTo("duplicate");
    }

    private String order() {
        return server.api()
                .post("/api/billing/create-payment-intent", "{\"amount\": 100}")
                .text("/orderId");
    }

    private static String captured(String order, long paise) {
        return """
                {"event": "payment.captured", "payload": {"payment": {"entity":
                 {"id": "pay_1", "order_id": "%s", "amount": %d, "currency": "INR",
                  "status": "captured"}}}}""".formatted(order, paise);
    }

    private static String paid(String order, long paise) {
        return """
                {"event": "order.paid", "payload": {"payment": {"entity": {"id": "pay_1", "order_id": "%1$s"}},
                 "order": {"entity": {"id": "%1$s", "amount": 10959, "amount_paid": %2$d,
                 "currency": "INR"}}}}""".formatted(order, paise);
    }

    private static String refund(String id, String order, long paise) {
        return """
                {"event": "refund.processed", "payload": {"refund": {"entity": {"id": "%s", "payment_id": "pay_1",
                  "amount": %d, "currency": "INR", "status": "processed"}},
                 "payment": {"entity": {"id": "pay_1", "order_id": "%s", "amount": 10959, "currency": "INR",
                  "status": "refunded"}}}}""".formatted(id, paise, order);
    }

    private static String dispute(String state, String id, String order, long paise) {
        return """
                {"event": "payment.dispute.%s", "payload": {"dispute": {"entity": {"id": "%s", "payment_id": "pay_1",
                  "amount": %d, "currency": "INR", "amount_deducted": %3$d, "status": "%1$s"}},
                 "payment": {"entity": {"id": "pay_1", "order_id": "%4$s",
                   "amount": 10959, "currency": "INR"}}}}""".formatted(state, id, paise, order);
    }

    private static String failed(String order) {
        return """
                {"event": "payment.failed", "payload": {"payment": {"entity":
                 {"id": "pay_0", "order_id": "%s", "amount": 10959, "currency": "INR"}}}}""".formatted(order);
    }

    private Answer tell(String eventId, String body) {
        return send(eventId, body, sign(SECRET, body));
    }

    private Answer send(String eventId, String body, String signature) {
        return server.api()
                .anonymous()
                .with("X-Razorpay-Event-Id", eventId)
                .with("X-Razorpay-Signature", signature)
                .post("/api/webhooks/razorpay", body);
    }

    private static String sign(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Answer> atOnce(List<Callable<Answer>> requests) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private BigDecimal general() {
        return balance().path("general").decimalValue();
    }

    private JsonNode balance() {
        return server.api().get("/api/billing/balance").json();
    }

    private void assertLedgerAndBalancesAgree() {
        for (String bucket : List.of("general", "promotional")) {
            assertThat(number("SELECT sum(amount) FROM balances WHERE bucket = '" + bucket + "'"))
                    .as(bucket)
                    .isEqualTo(number("SELECT COALESCE(sum(amount), 0) FROM ledger WHERE bucket = '" + bucket + "'"));
        }
    }

    private long number(String sql) {
        return server.database()
                .read(handle ->
                        handle.createQuery(sql).mapTo(Long.class).findOne().orElse(0L));
    }
}
