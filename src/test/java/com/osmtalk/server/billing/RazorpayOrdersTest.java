package com.osmtalk.server.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.client.StubServer;
import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders at a payment provider that is there, and at one that is dead, slow or talks nonsense. */
class RazorpayOrdersTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String GOOD =
            "{\"id\": \"order_IluGWxBm9U8zJ8\", \"entity\": \"order\", \"amount\": 10959, \"currency\": \"INR\"}";

    private StubServer peer;

    @RegisterExtension
    final TestServer server = TestServer.create()
            .withRazorpay(() -> new RazorpaySettings(
                    peer.url(), new RazorpaySettings.Account("rzp_test_key", "a secret"), null, TIMEOUT));

    RazorpayOrdersTest() throws IOException {
        peer = new StubServer();
    }

    @AfterEach
    void stopPeer() throws IOException {
        peer.close();
    }

    @Test
    void anOrderIsMadeAtTheProviderForTheTotal() {
        peer.will(StubServer.answer(200, GOOD));

        Answer order = server.api().post("/api/billing/create-payment-intent", "{\"amount\": 100}");

        assertThat(order.status()).isEqualTo(201);
        assertThat(order.text("/orderId")).isEqualTo("order_IluGWxBm9U8zJ8");
        assertThat(order.text("/keyId")).isEqualTo("rzp_test_key");
        String credentials =
                Base64.getEncoder().encodeToString("rzp_test_key:a secret".getBytes(StandardCharsets.UTF_8));
        StubServer.Received asked = peer.only();
        assertThat(asked.method() + " " + asked.target()).isEqualTo("POST /v1/orders");
        assertThat(asked.headers()).containsEntry("authorization", "Basic " + credentials);
        assertThat(asked.body())
                .contains(
                        "\"amount\":10959", "\"currency\":\"INR\"", "\"receipt\":\"rcpt_", "\"organizationId\":\"org_");

        assertUnavailable("the same id again");
    }

    @Test
    void anAnswerThatIsNotTheOrderAskedForIsNotBelieved() {
        for (String body : List.of(
                "",
                "<html>",
                "null",
                "[]",
                "{}",
                "{",
                "\u0000",
                GOOD.replace("10959", "10958"),
                GOOD.replace("10959", "\"10959\""),
                GOOD.replace("INR", "USD"),
                GOOD.replace("order_IluGWxBm9U8zJ8", "../secrets"),
                GOOD.replace("\"order_IluGWxBm9U8zJ8\"", "null"),
                "[".repeat(60_000),
                " ".repeat(1_000_000) + GOOD)) {
            peer.will(StubServer.answer(200, body));
            assertUnavailable(body.substring(0, Math.min(body.length(), 40)));
        }
        for (int status : new int[] {301, 400, 401, 429, 500}) {
            peer.will(StubServer.answer(status, GOOD, "Location: /v1/orders"));
            assertUnavailable("status " + status);
        }
    }

    @Test
    void aPeerThatIsDeadOrSlowIsGivenUp() throws IOException {
        peer.will(StubServer.hangUp());
        assertUnavailable("closes at once");
        peer.will(StubServer.silence());
        assertUnavailable("says nothing");
        peer.will(StubServer.rawAndClose("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"));
        assertUnavailable("breaks off");
        peer.will(StubServer.rawAndClose("SSH-2.0-OpenSSH_9.6\r\n"));
        assertUnavailable("speaks something else");
        peer.will(RazorpayOrdersTest::drip);
        assertUnavailable("sends a byte now and then");
        peer.close();
        assertUnavailable("is not there");
    }

    /** Sends a byte every tenth of a second for as long as the other side is there. */
    private static void drip(StubServer.Received request, Socket connection) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        connection.setSoTimeout(100);
        for (boolean there = true; there; ) {
            out.write(' ');
            try {
                there = connection.getInputStream().read() >= 0;
            } catch (SocketTimeoutException quiet) {
                there = true;
            }
        }
    }

    private void assertUnavailable(String what) {
        long before = count("payment_orders");

        Answer refused = server.api()
                .with("Idempotency-Key", "the same")
                .post("/api/billing/create-payment-intent", "{\"amount\": 100}");

        assertThat(refused.status()).as(what).isEqualTo(502);
        assertThat(refused.code()).isEqualTo("payment_provider_unavailable");
        assertThat(count("payment_orders")).as(what).isEqualTo(before);
        assertThat(count("idempotency_keys")).as("the key may be used again").isZero();
    }

    private long count(String table) {
        return server.database()
                .read(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                        .mapTo(Long.class)
                        .one());
    }
}
