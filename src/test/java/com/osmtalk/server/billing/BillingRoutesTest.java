package com.osmtalk.server.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.Waiting;
import com.osmtalk.api.PaymentProvider;
import com.osmtalk.contract.CheckedApi;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Billing over HTTP, on a server without an account at a payment provider. */
class BillingRoutesTest {
    @RegisterExtension
    final TestServer server = TestServer.create();

    @Test
    void aHundredRupeesCostAHundredAndNineRupeesAndFiftyNinePaise() {
        Answer fees = server.api().post("/api/billing/calculate-fees", "{\"amount\": 100}");

        assertThat(fees.response().body())
                .isEqualTo("{\"amount\":100.00,\"platformFee\":6.00,\"processingFee\":2.12,\"gst\":1.47,"
                        + "\"total\":109.59,\"currency\":\"INR\"}");
    }

    @Test
    void anAmountThatIsNoneIsRefused() {
        for (String amount : List.of(
                "100.001",
                "9.99",
                "0",
                "-100",
                "1e300",
                "1e-300",
                "1e999999999",
                "\"100\"",
                "true",
                "null",
                "[]",
                "{}",
                "99999999999999999999999999",
                "500000.01",
                "\"\"",
                "100, \"other\": 1")) {
            for (String route : List.of("calculate-fees", "create-payment-intent")) {
                Answer refused = server.api().post("/api/billing/" + route, "{\"amount\": " + amount + "}");
                assertThat(refused.status()).as(refused.response().body()).isEqualTo(400);
            }
        }
        assertThat(orders()).isZero();
    }

    @Test
    void whatIsMissingToPayIsToldBeforeAnOrder() {
        assertThat(server.api().get("/api/billing/provider").json().toString())
                .isEqualTo("{\"ready\":false,\"missing\":[\"RAZORPAY_KEY_ID\",\"RAZORPAY_KEY_SECRET\","
                        + "\"RAZORPAY_WEBHOOK_SECRET\"]}");
        assertThat(orders()).isZero();

        RazorpaySettings live =
                new RazorpaySettings(RazorpaySettings.PRODUCTION, new RazorpaySettings.Account("rzp_live_1", "s"), "w");
        assertThat(live.provider()).isEqualTo(new PaymentProvider(true, "razorpay", false, List.of()));
        RazorpaySettings deaf = new RazorpaySettings(
                RazorpaySettings.PRODUCTION, new RazorpaySettings.Account("rzp_test_1", "s"), null);
        assertThat(deaf.provider())
                .isEqualTo(new PaymentProvider(false, "razorpay", true, List.of("RAZORPAY_WEBHOOK_SECRET")));
    }

    @Test
    void withoutAnAccountAnOrderIsOfThisServerOnly() {
        Answer order = server.api().post("/api/billing/create-payment-intent", "{\"amount\": 100.00}");

        assertThat(order.status()).isEqualTo(201);
        assertThat(order.text("/orderId")).startsWith("order_local_");
        assertThat(order.json().path("amount").asLong()).isEqualTo(10959);
        assertThat(order.text("/keyId")).isEqualTo("local");
        assertThat(order.json().path("credits").decimalValue()).isEqualByComparingTo("100");
        assertThat(balance().path("general").decimalValue()).isEqualByComparingTo("0");
    }

    @Test
    void oneIdempotencyKeyMakesOneOrder() {
        CheckedApi api = server.api().with("Idempotency-Key", "top-up");

        Answer first = api.post("/api/billing/create-payment-intent", "{\"amount\": 100}");
        Answer second = api.post("/api/billing/create-payment-intent", "{\"amount\": 100}");

        assertThat(second.text("/orderId")).isEqualTo(first.text("/orderId"));
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(orders()).isOne();
    }

    @Test
    void withoutASecretNoEventIsTaken() {
        Answer refused = server.api()
                .anonymous()
                .with("X-Razorpay-Signature", "0".repeat(64))
                .post("/api/webhooks/razorpay", "{\"event\": \"order.paid\"}");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("webhook_not_configured");
    }

    @Test
    void theBalanceIsTheSumOfTheTransactions() {
        finishedCall("+12025550100");
        finishedCall("+12025550105");

        JsonNode balance = balance();
        assertThat(balance.path("promotional").decimalValue()).isLessThan(new BigDecimal("5000"));
        assertThat(balance.path("total").decimalValue())
                .isEqualTo(balance.path("general")
                        .decimalValue()
                        .add(balance.path("promotional").decimalValue()));
        BigDecimal sum = transactions("").stream()
                .map(transaction -> transaction.path("amount").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(balance.path("total").decimalValue());
    }

    @Test
    void transactionsArePagedByKeyAndFiltered() {
        String first = finishedCall("+12025550100");
        String second = finishedCall("+12025550105");

        assertThat(transactions("&limit=1"))
                .extracting(transaction -> transaction.path("kind").asText())
                .containsExactly("call", "call", "welcome");
        assertThat(transactions("&kind=call"))
                .extracting(transaction -> transaction.path("callId").asText())
                .containsExactly(second, first);
        String welcomed = transactions("&kind=welcome").get(0).path("createdAt").asText();
        assertThat(transactions("&to=" + welcomed)).isEmpty();
        assertThat(transactions("&from=" + welcomed)).hasSize(3);
        assertThat(server.api().get("/api/billing/transactions?kind=theft").status())
                .isEqualTo(400);
        assertThat(server.api().get("/api/billing/transactions?from=yesterday").status())
                .isEqualTo(400);
        assertThat(server.api().get("/api/billing/transactions?cursor=x").status())
                .isEqualTo(400);
    }

    @Test
    void usageAddsUpByDayAgentAndChannel() {
        finishedCall("+12025550100");
        String sessionId = server.api()
                .post("/api/widget/agents/" + server.agentId() + "/chat", "{\"message\": \"Hello\"}")
                .text("/sessionId");
        assertThat(sessionId).isNotEmpty();

        JsonNode report = server.api().get("/api/billing/usage").json();

        BigDecimal spent = report.at("/calls/spend/total").decimalValue();
        assertThat(spent).isPositive();
        assertThat(report.path("total").decimalValue()).isEqualByComparingTo(spent);
        assertThat(report.at("/calls/calls").asLong())
                .as("a chat counts when it has ended")
                .isOne();
        server.api()
                .post(
                        "/api/calls/"
                                + server.api().get("/api/calls?channel=chat").text("/data/0/id") + "/end",
                        null);
        JsonNode withChat = server.api().get("/api/billing/usage").json();
        assertThat(withChat.at("/calls/calls").asLong()).isOne();
        assertThat(withChat.at("/calls/chats").asLong()).as("counted apart").isOne();
        assertThat(report.path("perDay")).hasSize(30);
        for (String part : List.of("perDay", "perAgent", "perChannel")) {
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode row : report.path(part)) {
                sum = sum.add(row.at("/figures/spend/total").decimalValue());
            }
            assertThat(sum).as(part).isEqualByComparingTo(spent);
        }
        assertThat(report.at("/perAgent/0/agentId").asText()).isEqualTo(server.agentId());
        assertThat(report.at("/perChannel/0/channel").asText()).isEqualTo("phone");
        assertThat(report.at("/period/timeZone").asText()).isEqualTo("Asia/Kolkata");
        assertThat(server.api()
                        .get("/api/billing/usage?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theRatesAreDollarsTimes94Times130() {
        JsonNode rates = server.api().get("/api/platform/rates").json();

        assertThat(rates.at("/sttPerMinute/usd").asDouble()).isEqualTo(0.0043);
        assertThat(rates.at("/sttPerMinute/inr").asDouble()).isEqualTo(0.52546);
        assertThat(rates.path("models")).isNotEmpty();
        assertThat(rates.at("/fees/gst").asInt()).isEqualTo(18);
        assertThat(rates.path("minimumBalance").decimalValue()).isEqualByComparingTo("10");
    }

    @Test
    void anotherOrganizationSeesItsOwnMoneyOnly() {
        CheckedApi theirs = new CheckedApi(server.url())
                .withBearer(server.otherOrganization().key());

        assertThat(theirs.get("/api/billing/balance").json().path("total").decimalValue())
                .isEqualByComparingTo("0");
        assertThat(theirs.get("/api/billing/transactions").json().path("total").asLong())
                .isZero();
        assertThat(theirs.get("/api/billing/usage").json().at("/calls/calls").asLong())
                .isZero();
        assertThat(server.api().anonymous().get("/api/billing/balance").status())
                .isEqualTo(401);
    }

    private JsonNode balance() {
        return server.api().get("/api/billing/balance").json();
    }

    private long orders() {
        return server.database()
                .read(handle -> handle.createQuery("SELECT count(*) FROM payment_orders")
                        .mapTo(Long.class)
                        .one());
    }

    private List<JsonNode> transactions(String filter) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = server.api()
                    .get("/api/billing/transactions?" + (filter + cursor).replaceFirst("^&", ""))
                    .json();
            page.path("data").forEach(all::add);
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asText();
        } while (!cursor.isEmpty());
        return all;
    }

    private String finishedCall(String destination) {
        String id = server.api()
                .post(
                        "/api/calls/outbound",
                        "{\"agentId\": \"%s\", \"phoneNumberId\": \"%s\", \"destination\": \"%s\"}"
                                .formatted(server.agentId(), server.phoneNumberId(), destination))
                .text("/callId");
        return Waiting.until(
                Duration.ofSeconds(30),
                () -> Optional.of(id)
                        .filter(call ->
                                server.client().widget().getCall(call).status().isTerminal()));
    }
}
