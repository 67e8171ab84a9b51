package com.osmtalk.server.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.contract.CheckedApi.Answer;
import com.osmtalk.server.RunningServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders at a payment provider that is there, and at one that is dead, slow or talks nonsense. */
class RazorpayOrdersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String GOOD =
            "{\"id\": \"order_IluGWxBm9U8zJ8\", \"entity\": \"order\", \"amount\": 10959, \"currency\": \"INR\"}";

    private final Peer peer = new Peer();

    @RegisterExtension
    final RunningServer server = RunningServer.create()
            .withRazorpay(() -> new RazorpaySettings(
                    peer.url(), new RazorpaySettings.Account("rzp_test_key", "a secret"), null, PATIENCE));

    @AfterEach
    void stopPeer() throws IOException {
        peer.close();
    }

    @Test
    void anOrderIsMadeAtTheProviderForTheTotal() {
        peer.answerWith(answer("200 OK", GOOD));

        Answer order = server.api().post("/api/billing/create-payment-intent", "{\"amount\": 100}");

        assertThat(order.status()).isEqualTo(201);
        assertThat(order.text("/orderId")).isEqualTo("order_IluGWxBm9U8zJ8");
        assertThat(order.text("/keyId")).isEqualTo("rzp_test_key");
        String credentials =
                Base64.getEncoder().encodeToString("rzp_test_key:a secret".getBytes(StandardCharsets.UTF_8));
        assertThat(peer.asked)
                .singleElement()
                .asString()
                .startsWith("POST /v1/orders HTTP/1.1")
                .contains(
                        "Authorization: Basic " + credentials,
                        "\"amount\":10959",
                        "\"currency\":\"INR\"",
                        "\"receipt\":\"rcpt_",
                        "\"organizationId\":\"org_");

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
            peer.answerWith(answer("200 OK", body));
            assertUnavailable(body.substring(0, Math.min(body.length(), 40)));
        }
        for (String status : List.of("301 Moved\r\nLocation: /v1/orders", "400 No", "401 No", "429 No", "500 No")) {
            peer.answerWith(answer(status, GOOD));
            assertUnavailable(status);
        }
    }

    @Test
    void aPeerThatIsDeadOrSlowIsGivenUp() throws IOException {
        peer.answerWith(connection -> {});
        assertUnavailable("closes at once");
        peer.answerWith(connection -> connection.getInputStream().readAllBytes());
        assertUnavailable("says nothing");
        peer.answerWith(connection -> connection
                .getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{".getBytes(StandardCharsets.US_ASCII)));
        assertUnavailable("breaks off");
        peer.answerWith(connection ->
                connection.getOutputStream().write("SSH-2.0-OpenSSH_9.6\r\n".getBytes(StandardCharsets.US_ASCII)));
        assertUnavailable("speaks something else");
        peer.answerWith(RazorpayOrdersTest::drip);
        assertUnavailable("sends a byte now and then");
        peer.close();
        assertUnavailable("is not there");
    }

    /** Sends a byte every tenth of a second for as long as the other side is there. */
    private static void drip(Socket connection) throws IOException {
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
        long start = System.nanoTime();

        Answer refused = server.api()
                .with("Idempotency-Key", "the same")
                .post("/api/billing/create-payment-intent", "{\"amount\": 100}");

        assertThat(refused.status()).as(what).isEqualTo(502);
        assertThat(refused.code()).isEqualTo("payment_provider_unavailable");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(PATIENCE.multipliedBy(3));
        assertThat(count("payment_orders")).as(what).isEqualTo(before);
        assertThat(count("idempotency_keys")).as("the key may be used again").isZero();
    }

    private long count(String table) {
        return server.database()
                .read(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                        .mapTo(Long.class)
                        .one());
    }

    private static Peer.Reaction answer(String status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + "\r\nContent-Length: " + bytes.length + "\r\nConnection: close\r\n\r\n";
        return connection -> {
            connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().write(bytes);
        };
    }

    /** Takes one request a connection and does with it what the test says. */
    private static final class Peer {
        final List<String> asked = new CopyOnWriteArrayList<>();
        private final ServerSocket socket = bound();
        private volatile Reaction reaction = connection -> {};

        interface Reaction {
            void to(Socket connection) throws IOException;
        }

        Peer() {
            Thread thread = new Thread(this::serve, "peer");
            thread.setDaemon(true);
            thread.start();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }

        void answerWith(Reaction other) {
            reaction = other;
        }

        private static ServerSocket bound() {
            try {
                return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket connection = socket.accept()) {
                    byte[] request = new byte[8192];
                    int length = connection.getInputStream().read(request);
                    while (length > 0 && !new String(request, 0, length, StandardCharsets.UTF_8).endsWith("}")) {
                        length += connection.getInputStream().read(request, length, request.length - length);
                    }
                    asked.add(new String(request, 0, Math.max(length, 0), StandardCharsets.UTF_8));
                    reaction.to(connection);
                } catch (IOException otherSideIsGone) {
                    // it has given up, as it should
                }
            }
        }

        void close() throws IOException {
            socket.close();
        }
    }
}
