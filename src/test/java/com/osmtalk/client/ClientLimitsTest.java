package com.osmtalk.client;

import static com.osmtalk.client.StubServer.answer;
import static com.osmtalk.client.StubServer.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.osmtalk.api.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that are slow, endless or gone, many threads, and closing. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientLimitsTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private final ScheduledExecutorService drips = Executors.newSingleThreadScheduledExecutor();
    private StubServer peer;

    @BeforeEach
    void start() throws IOException {
        peer = new StubServer();
    }

    @AfterEach
    void stop() throws IOException {
        drips.shutdownNow();
        peer.close();
    }

    @Test
    void aReadThatIsNeverAnsweredEndsAfterTheResponseTimeout() {
        peer.will(silence());
        try (OsmTalkClient client = builder()
                .responseTimeout(Duration.ofMillis(100))
                .attempts(2)
                .time(new ManualTimeSource())
                .build()) {
            ApiException error = failedRead(client);
            assertThat(error.code()).isEqualTo("unreachable");
            assertThat(error).hasMessageContaining("did not answer in time");
        }
        assertThat(peer.received()).hasSize(2);
    }

    @Test
    void aWriteThatIsNeverAnsweredHasAnUnknownOutcomeAndIsSentOnce() {
        peer.will(silence());
        try (OsmTalkClient client =
                builder().responseTimeout(Duration.ofMillis(100)).build()) {
            UnknownOutcomeException unknown = catchThrowableOfType(
                    UnknownOutcomeException.class,
                    () -> client.account().calls().startOutbound(SampleBodies.REQUEST, null));
            assertThat(unknown).hasMessageContaining("did not answer in time");
        }
        assertThat(peer.received()).hasSize(1);
    }

    /** A request that is cut off while its connection is made is one that was not answered, and no fault of ours. */
    @Test
    void aDeadlineInTheMiddleOfConnectingIsToldLikeAnyOther() {
        peer.will(silence());
        for (int micros = 50; micros < 4000; micros += 10) {
            try (OsmTalkClient client = builder()
                    .deadline(Duration.ofNanos(micros * 1000L))
                    .attempts(1)
                    .build()) {
                assertThat(failedRead(client).code()).isEqualTo("unreachable");
            }
        }
    }

    @Test
    void theDeadlineEndsARequestBeforeItsResponseTimeout() {
        peer.will(silence());
        try (OsmTalkClient client = builder().deadline(Duration.ofMillis(200)).build()) {
            assertThat(failedRead(client)).hasMessageContaining("did not answer in time");
        }
        assertThat(peer.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                HEAD + "X: ",
                HEAD + "Content-Length: 9999\r\n\r\n",
                HEAD + "Transfer-Encoding: chunked\r\n\r\n"
            })
    void theDeadlineEndsAnAnswerThatDripsForEver(String beginning) {
        peer.will((request, connection) -> {
            StubServer.write(connection, beginning);
            drips.scheduleAtFixedRate(() -> drip(connection), 0, 10, TimeUnit.MILLISECONDS);
        });
        try (OsmTalkClient client = builder().deadline(Duration.ofMillis(300)).build()) {
            assertThat(failedRead(client).status()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 99999999999\r\n\r\n", "Connection: close\r\n\r\n"})
    void anAnswerOfAnySizeIsReadToALimitOnly(String framing) {
        CompletableFuture<Long> sent = new CompletableFuture<>();
        peer.will((request, connection) -> {
            StubServer.write(connection, HEAD + framing);
            sent.complete(flood(connection, " ".repeat(65536)));
        });
        try (OsmTalkClient client = builder().build()) {
            ApiException error = failedRead(client);
            assertThat(error.code()).isEqualTo("unexpected_response");
            assertThat(error.status()).isEqualTo(200);
            assertThat(error).hasMessageContaining("too large");
        }
        assertThat(sent)
                .succeedsWithin(Duration.ofMinutes(2))
                .satisfies(bytes -> assertThat(bytes).isLessThan(4L * Connections.MAX_BODY_BYTES));
        assertThat(peer.received()).hasSize(1);
    }

    @Test
    void aSmallAnswerThatUnpacksToALargeOneIsReadToTheSameLimit() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] blanks = " ".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 17; i++) {
                gzip.write(blanks);
            }
        }
        peer.will((request, connection) -> {
            StubServer.write(
                    connection, HEAD + "Content-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n");
            connection.getOutputStream().write(packed.toByteArray());
        });
        try (OsmTalkClient client = builder().build()) {
            assertThat(failedRead(client)).hasMessageContaining("too large");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y\r\n", "xxxxxxxxxxxxxxxx"})
    void headersWithoutEndAreReadToALimit(String header) {
        peer.will((request, connection) -> {
            StubServer.write(connection, HEAD + "X: ");
            flood(connection, header);
        });
        try (OsmTalkClient client = builder().attempts(1).build()) {
            assertThat(failedRead(client).status()).isZero();
        }
    }

    @Test
    void aWriteThatCanNotConnectInTimeWasNotSent() throws IOException {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, queue);
            try (OsmTalkClient client = OsmTalkClient.builder()
                    .baseUrl(URI.create("http://127.0.0.1:" + full.getLocalPort()))
                    .connectTimeout(Duration.ofMillis(200))
                    .build()) {
                ApiException error = catchThrowableOfType(
                        ApiException.class, () -> client.account().agents().delete("agent_1"));
                assertThat(error.code()).isEqualTo("unreachable");
                assertThat(error).hasMessageContaining("connecting takes too long");
            }
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void aWriteDoesNotGoOutOnAConnectionTheServerHasClosed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        peer.will(
                (request, connection) -> {
                    answer(200, SampleBodies.AGENT).to(request, connection);
                    connection.close();
                    closed.countDown();
                },
                answer(201, SampleBodies.AGENT));
        try (OsmTalkClient client = builder().build()) {
            client.account().agents().get("agent_1");
            long answered = System.currentTimeMillis();
            assertThat(closed.await(120, TimeUnit.SECONDS)).isTrue();
            while (System.currentTimeMillis() <= answered + 1) {
                Thread.onSpinWait();
            }
            assertThat(client.account()
                            .agents()
                            .create(SampleBodies.agentDraft("A"), null)
                            .id())
                    .isEqualTo("agent_1");
        }
        assertThat(peer.connections()).isEqualTo(2);
    }

    @Test
    void fiftyThreadsShareAClientAndEachGetsItsOwnAnswer() throws Exception {
        peer.will((request, connection) -> {
            String id = request.path().substring(request.path().lastIndexOf('/') + 1);
            answer(200, "{\"id\":\"" + id + "\",\"status\":\"queued\"}").to(request, connection);
        });
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try (OsmTalkClient client = builder().build()) {
            List<Future<Call>> calls = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                String id = "call_" + i;
                calls.add(threads.submit(() -> client.widget().getCall(id)));
            }
            for (int i = 0; i < calls.size(); i++) {
                assertThat(calls.get(i).get(120, TimeUnit.SECONDS).id()).isEqualTo("call_" + i);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(peer.received()).hasSize(1000);
        assertThat(peer.connections()).isLessThanOrEqualTo(50);
    }

    @Test
    void closingEndsWhatIsUnderWay() {
        OsmTalkClient client = builder().build();
        peer.will((request, connection) -> drips.execute(client::close));
        UnknownOutcomeException unknown = catchThrowableOfType(
                UnknownOutcomeException.class, () -> client.widget().startOutboundCall(SampleBodies.REQUEST, "key-1"));
        assertThat(unknown.idempotencyKey()).isEqualTo("key-1");
        assertThat(peer.received()).hasSize(1);
    }

    @Test
    void aClosedClientSaysSo() {
        OsmTalkClient client = builder().build();
        OsmTalkClient other = client.withApiKey("osm_b");
        client.close();
        client.close();
        assertThatThrownBy(() -> client.account().health())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> other.widget().getCall("call_1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void timeoutsAndAttemptsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> builder().connectTimeout(Duration.ZERO).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> builder().responseTimeout(Duration.ofSeconds(-1)).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().deadline(Duration.ZERO).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder().attempts(0).build()).isInstanceOf(IllegalArgumentException.class);
    }

    private OsmTalkClient.Builder builder() {
        return OsmTalkClient.builder().baseUrl(peer.url()).apiKey("osm_a");
    }

    private static ApiException failedRead(OsmTalkClient client) {
        return catchThrowableOfType(ApiException.class, () -> client.widget().getCall("call_1"));
    }

    private void drip(Socket connection) {
        try {
            StubServer.write(connection, "1");
        } catch (IOException gone) {
            throw new IllegalStateException("the client has left, which ends the dripping", gone);
        }
    }

    private static long flood(Socket connection, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long sent = 0;
        try {
            OutputStream out = connection.getOutputStream();
            while (!Thread.currentThread().isInterrupted()) {
                out.write(bytes);
                sent += bytes.length;
            }
        } catch (IOException gone) {
            return sent;
        }
        return sent;
    }

    /** Connects until the system's queue of connections not yet accepted takes no more. */
    private static void fill(ServerSocket server, List<Socket> queue) throws IOException {
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket();
            queue.add(socket);
            try {
                socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 200);
            } catch (SocketTimeoutException isFull) {
                return;
            }
        }
        throw new AssertionError("the queue takes ever more connections");
    }
}
