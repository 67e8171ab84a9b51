package com.osmtalk.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Browser;
import com.osmtalk.client.StubServer;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.billing.RazorpaySettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Billing in the dashboard of a server with an account at Razorpay. The orders are made at a stand-in for its API; the
 * checkout is a stand-in for its script, which needs the internet.
 */
class BillingPagesTest {
    private static final String SECRET = "whsec for tests";

    /** Does what Razorpay's script does, as far as the page can tell: {@code checkout} is the window that is open. */
    private static final String CHECKOUT = """
            window.Razorpay = class {
              constructor(options) { window.checkout = this; this.options = options; this.told = {}; }
              on(event, told) { this.told[event] = told; }
              open() { this.opened = true; }
            }; ''""";

    private static final StubServer razorpay = peer();

    @RegisterExtension
    static final Dashboard dashboard = new Dashboard(TestServer.create()
            .withSpeed(50)
            .withRazorpay(() -> new RazorpaySettings(
                    razorpay.url(), new RazorpaySettings.Account("rzp_test_key", "a secret"), SECRET)));

    private final Browser browser = dashboard.browser();

    @AfterAll
    static void stopPeer() throws IOException {
        razorpay.close();
    }

    @Test
    void aPaymentThatFailsOrIsGivenUpAddsNothingAndOneThatIsMadeIsAddedWhenItIsReported() throws Exception {
        dashboard.open("/billing");
        dashboard.awaitText("Razorpay’s key is one for tests");
        browser.evaluate(CHECKOUT);
        dashboard.fill("Credits in rupees", "5");
        dashboard.press("Continue to payment");
        browser.await("document.querySelector('[name=amount][aria-invalid=true]')");
        dashboard.awaitText("The amount must be from ₹10 to ₹5,00,000.");
        dashboard.fill("Credits in rupees", "100");
        dashboard.awaitText("₹109.59");
        dashboard.awaitText("GST on both fees");

        payFor("order_Failed");
        browser.evaluate(
                "checkout.told['payment.failed']({error: {description: " + Dashboard.json(Dashboard.ATTACK) + "}})");
        dashboard.awaitText("The payment failed");
        dashboard.assertUnharmed();
        browser.evaluate("checkout.options.modal.ondismiss()");
        dashboard.awaitText("The payment failed");
        assertThat(dashboard.field("Credits in rupees")).isEqualTo("100");

        payFor("order_Closed");
        browser.evaluate("checkout.options.modal.ondismiss()");
        dashboard.awaitText("the window was closed");

        payFor("order_Paid");
        assertThat(browser.evaluate("JSON.stringify([checkout.options.key, checkout.options.amount])"))
                .isEqualTo("[\"rzp_test_key\",10959]");
        browser.evaluate("checkout.options.handler({razorpay_payment_id: 'pay_1'})");
        dashboard.awaitText("Razorpay has taken the payment");
        assertThat(dashboard.text()).doesNotContain("were added");
        report("order_Paid");
        dashboard.awaitText("₹100.00 were added to the balance.");
        dashboard.awaitText("order order_Paid");
        browser.await("document.querySelectorAll('.figure')[1].innerText.includes('₹100.00')");
    }

    @Test
    void anOrderThatTheProviderRefusesIsToldInItsForm() {
        razorpay.will(StubServer.answer(500, "{}"));
        dashboard.open("/billing");
        dashboard.fill("Credits in rupees", "250");
        dashboard.awaitText("Pay ₹");
        browser.evaluate("document.querySelector('osm-top-up form').requestSubmit()");
        browser.await("document.querySelector('osm-top-up [role=alert]')");
        assertThat(dashboard.field("Credits in rupees")).isEqualTo("250");
    }

    @Test
    void usageIsShownByDayAgentAndChannel() {
        String agent = dashboard
                .server()
                .api()
                .post("/api/agents", "{\"name\": " + Dashboard.json(Dashboard.ATTACK) + "}")
                .text("/id");
        String call = dashboard
                .server()
                .api()
                .post(
                        "/api/calls/outbound",
                        "{\"destination\": \"+12025550100\", \"agentId\": \"" + agent
                                + "\", \"task\": \"Ask whether Thursday suits them\"}")
                .text("/callId");
        dashboard.open("/calls/" + call);
        dashboard.awaitText("Completed");

        dashboard.open("/billing");
        dashboard.press("Usage");
        dashboard.assertUnharmed();
        dashboard.awaitText("Spent on calls a day");
        dashboard.awaitText("By channel");
        dashboard.awaitText("simulated");
        browser.await("document.querySelectorAll('osm-plot canvas').length === 2");
        browser.await("document.querySelector('.shares .share').getBoundingClientRect().width > 100");
        dashboard.fill("Period", "yesterday");
        dashboard.awaitText("Nothing was used in this period.");
        assertThat(browser.evaluate("location.search")).contains("part=usage", "period=yesterday");

        dashboard.press("Transactions");
        dashboard.fill("Kind", "call");
        browser.await("document.querySelector('osm-transactions a[href=\"/calls/" + call + "\"]')");
        dashboard.fill("Kind", "dispute");
        dashboard.awaitText("No transactions");
    }

    @Test
    void thePageMayLoadTheCheckoutAndNothingElseFromElsewhere() throws Exception {
        String policy = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(dashboard.server().url())
                                .header("Accept", "text/html")
                                .build(),
                        BodyHandlers.ofString())
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();
        assertThat(policy)
                .containsPattern("script-src 'self' [^;]*https://checkout.razorpay.com https://cdn.razorpay.com;")
                .contains("frame-src https://api.razorpay.com https://checkout.razorpay.com;")
                .contains("style-src 'self';", "form-action 'none'")
                .doesNotContain("unsafe-inline", "unsafe-eval", "*");
        dashboard.open("/billing");
        assertThat(browser.evaluate("document.querySelectorAll('script[src*=razorpay]').length"))
                .as("loaded when somebody pays")
                .isEqualTo("0");
    }

    /** Presses the button that pays, and waits until the checkout for the order is open. */
    private void payFor(String order) {
        razorpay.will(StubServer.answer(
                200, "{\"id\": \"" + order + "\", \"entity\": \"order\", \"amount\": 10959, \"currency\": \"INR\"}"));
        dashboard.press("Pay ₹109.59");
        browser.await("window.checkout?.opened && checkout.options.order_id === '" + order + "'");
        dashboard.awaitText("The payment is made in Razorpay’s window");
    }

    /** As Razorpay does, to the server and not to the browser. */
    private void report(String order) throws Exception {
        String body = """
                {"event": "payment.captured", "payload": {"payment": {"entity":
                 {"id": "pay_1", "order_id": "%s", "amount": 10959, "currency": "INR",
                  "status": "captured"}}}}""".formatted(order);
        HttpRequest event = HttpRequest.newBuilder(URI.create(dashboard.server().url() + "/api/webhooks/razorpay"))
                .header("Content-Type", "application/json")
                .header("X-Razorpay-Signature", sign(body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(event, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private static String sign(String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static StubServer peer() {
        try {
            return new StubServer();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
