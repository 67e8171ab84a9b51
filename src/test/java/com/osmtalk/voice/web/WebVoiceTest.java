package com.osmtalk.voice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.Visitor;
import com.osmtalk.Waiting;
import com.osmtalk.api.AgentTools.HttpTool;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.WebCall;
import com.osmtalk.voice.CallEnd;
import com.osmtalk.voice.CallPlan;
import com.osmtalk.voice.CallRules;
import com.osmtalk.voice.Ending;
import com.osmtalk.voice.FakeModel;
import com.osmtalk.voice.RecordedCall;
import com.osmtalk.voice.SimulatedNetwork;
import com.osmtalk.voice.Switchboard;
import com.osmtalk.voice.TestAgent;
import com.osmtalk.voice.VoiceSettings;
import com.osmtalk.voice.speech.SpeechServices;
import com.osmtalk.voice.speech.SpeechSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The channel against visitors who know no manners. */
class WebVoiceTest {
    private static final int TOO_BIG = 1009;

    /** What is left of the reason when a peer that is still sending has its connection closed under it. */
    private static final int CUT_OFF = 1006;

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final WebVoice.Timeouts SHORT = new WebVoice.Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final CompletableFuture<CallEnd> end = new CompletableFuture<>();
    private TestAgent agent = TestAgent.reminder();
    private Switchboard switchboard = SimulatedNetwork.switchboard(1);
    private WebVoice voice = start(WebVoice.Timeouts.DEFAULT);

    private WebVoice start(WebVoice.Timeouts timeouts) {
        return WebVoice.start("127.0.0.1", 0, this::admit, SpeechServices.of(SpeechSettings.NONE), timeouts);
    }

    private void admit(String token, String origin, WebSession session) {
        CallPlan plan = new CallPlan("call_test", null, null, agent.build(), RecordedCall.VARIABLES, CallRules.USUAL);
        switchboard.connect(plan, session.following(plan, new Ending(end::complete)), session::open);
    }

    private void restart(WebVoice.Timeouts timeouts) {
        voice.close();
        voice = start(timeouts);
    }

    @AfterEach
    void stop() {
        switchboard.close();
        voice.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{",
                "[]",
                "null",
                "12",
                "{}",
                "{\"type\": null}",
                "{\"type\": 1}",
                "{\"type\": \"unknown\"}",
                "{\"type\": \"session.start\"}",
                "{\"type\": \"session.start\", \"token\": 1}",
                "{\"type\": \"session.start\", \"token\": \" \"}",
                "{\"type\": \"session.start\", \"token\": \"a\", \"more\": 1}",
                "{\"type\": \"caller.text\", \"text\": \"Hello\"}",
                "{\"type\": \"session.start\", \"token\": \"a\"} {}",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            })
    void whoDoesNotBeginWithATokenIsShownOut(String message) {
        try (Visitor visitor = Visitor.at(url())) {
            visitor.send(message);
            visitor.awaitError("invalid_message");
            assertThat(visitor.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void oneWrongMessageIsPointedOutAndTheTwentiethIsTheLast() {
        try (Visitor visitor = joined()) {
            visitor.send("{\"type\": \"caller.digit\", \"digit\": \"12\"}");
            assertThat(visitor.awaitError("invalid_message").path("message").asText())
                    .contains("digit");
            visitor.say("x".repeat(4_001));
            visitor.say("a\0b");
            visitor.say("Hello");
            visitor.await("caller.text");
            for (int i = 0; i < 17 && !visitor.isClosed(); i++) {
                int errors = errors(visitor);
                visitor.send("garbage");
                Waiting.untilTrue(LIMIT, () -> errors(visitor) > errors);
                breathe(visitor, i);
            }
            assertThat(visitor.closeCode()).isEqualTo(1008);
        }
        assertThat(ended().endedBy()).isEqualTo(EndedBy.CALLER);
    }

    /** Stays below the rate at which messages are taken. */
    private static void breathe(Visitor visitor, int i) {
        if (i == 8) {
            Instant since = Instant.now();
            Waiting.untilTrue(
                    LIMIT, () -> Duration.between(since, Instant.now()).toMillis() > 1_100);
        }
        assertThat(visitor.types()).doesNotContain("call.ended");
    }

    @Test
    void whoSendsTooFastIsShownOut() {
        try (Visitor visitor = joined()) {
            visitor.flood(100, () -> visitor.send("{\"type\": \"caller.typing\"}"));
            visitor.awaitError("too_fast");
            assertThat(visitor.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void hugeMessagesOfEitherKindCloseTheSocketAndOnlyThat() {
        try (Visitor other = joined()) {
            for (byte[] frame : List.of(new byte[1 << 20], new byte[40_000])) {
                try (Visitor visitor = Visitor.at(url())) {
                    visitor.send(frame);
                    assertThat(visitor.closeCode()).isIn(TOO_BIG, CUT_OFF);
                }
                try (Visitor visitor = Visitor.at(url())) {
                    visitor.send(new String(frame, StandardCharsets.US_ASCII));
                    assertThat(visitor.closeCode()).isIn(TOO_BIG, CUT_OFF);
                }
            }
            other.say("Hello");
            other.await("caller.text");
        }
    }

    @Test
    void aFrameThatOnlySaysItIsHugeIsRefusedBeforeItIsRead() throws IOException {
        try (Raw peer = Raw.connect(voice.port())) {
            peer.handshake();
            ByteBuffer head = ByteBuffer.allocate(14);
            head.put((byte) 0x82).put((byte) 0xff).putLong(1L << 40).putInt(0);
            peer.send(head.array());
            assertThat(peer.readToEnd()).isLessThan(10_000);
        }
    }

    @Test
    void aMessageInPiecesIsNoWayAroundTheLimit() throws IOException {
        try (Raw peer = Raw.connect(voice.port())) {
            peer.handshake();
            for (int i = 0; i < 64; i++) {
                ByteBuffer piece = ByteBuffer.allocate(8 + 1_024);
                piece.put((byte) (i == 0 ? 0x01 : 0x00))
                        .put((byte) 0xfe)
                        .putShort((short) 1_024)
                        .putInt(0);
                peer.trySend(piece.array());
            }
            assertThat(peer.readToEnd()).isLessThan(10_000);
        }
    }

    @Test
    void soundBeforeTheTokenIsRefusedAndLaterToldOfOnce() {
        try (Visitor visitor = Visitor.at(url())) {
            visitor.send(new byte[640]);
            visitor.awaitError("invalid_message");
        }
        try (Visitor visitor = joined()) {
            visitor.send(new byte[640]);
            visitor.send(new byte[640]);
            visitor.awaitError("audio_not_configured");
            visitor.say("Then in writing.");
            visitor.await("caller.text");
            assertThat(errors(visitor)).isOne();
        }
    }

    @Test
    void whoShowsNoTokenIsWaitedForOnlySoLong() {
        restart(SHORT);
        try (Visitor visitor = Visitor.at(url())) {
            visitor.awaitError("start_timeout");
            assertThat(visitor.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void aConnectionWithoutAHandshakeIsWaitedForOnlySoLong() throws IOException {
        restart(SHORT);
        try (Raw silent = Raw.connect(voice.port());
                Raw half = Raw.connect(voice.port())) {
            half.send("GET /v1 HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(silent.readToEnd()).isZero();
            assertThat(half.readToEnd()).isZero();
        }
    }

    @Test
    void aHandshakeWithoutAnEndIsCutOff() throws IOException {
        try (Raw peer = Raw.connect(voice.port())) {
            peer.send("GET /v1 HTTP/1.1\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII));
            byte[] more = "x".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
            Waiting.untilTrue(LIMIT, () -> !peer.trySend(more));
        }
    }

    @Test
    void anotherPathIsNotFound() {
        for (String path : List.of("/", "/v2", "/v1/x", "/v1?token=a")) {
            try (Visitor visitor = Visitor.at("ws://127.0.0.1:" + voice.port() + path)) {
                assertThat(visitor.isLetIn()).as(path).isFalse();
            }
        }
    }

    @Test
    void whatIsNoWebSocketIsAnsweredAndClosed() throws IOException {
        try (Raw peer = Raw.connect(voice.port())) {
            peer.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(peer.readToEnd()).isPositive();
        }
    }

    @Test
    void aVisitorWhoAnswersNoPingIsGoneAndTheCallOver() throws IOException {
        restart(SHORT);
        try (Raw peer = Raw.connect(voice.port())) {
            peer.handshake();
            peer.sendText("{\"type\": \"session.start\", \"token\": \"a\"}");
            assertThat(ended().endedBy()).isEqualTo(EndedBy.CALLER);
        }
    }

    @Test
    void aVisitorWhoReadsNothingIsDroppedBeforeItFillsTheMemory() throws IOException {
        // with more questions than there will be answers: one that has asked them all ends the call
        String questions = IntStream.range(0, 1_000)
                .mapToObj("What about day %d?"::formatted)
                .collect(Collectors.joining("\n"));
        agent = TestAgent.reminder()
                .greeting("Word after word after word. ".repeat(40_000))
                .prompt(questions);
        try (Raw peer = Raw.connect(voice.port())) {
            peer.handshake();
            peer.sendText("{\"type\": \"session.start\", \"token\": \"a\"}");
            String text = "{\"type\": \"caller.text\", \"text\": \"" + "x".repeat(3_900) + "\"}";
            Waiting.untilTrue(LIMIT, () -> {
                peer.trySendText(text);
                belowTheRateLimit();
                return end.isDone();
            });
            assertThat(ended().endedBy()).isEqualTo(EndedBy.CALLER);
        }
    }

    /** With the pause of the waiting itself, 16 messages a second: one that sends faster is shown out for that. */
    private static void belowTheRateLimit() {
        LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
    }

    @Test
    void toolsAreToldAsTheyAreUsed() {
        FakeModel model = new FakeModel(
                FakeModel.uses("lookup_order", "{}"),
                peer -> peer.plain(200, "application/json", "{\"secret\":\"for the agent only\"}"),
                FakeModel.uses("lookup_order", "{}"),
                peer -> peer.plain(503, "text/plain", "down"),
                FakeModel.says("I could not find it."));
        switchboard.close();
        switchboard = SimulatedNetwork.switchboard(new VoiceSettings(
                1, new VoiceSettings.Model(model.baseUrl(), null, "test", Duration.ofSeconds(5)), true));
        agent = TestAgent.reminder()
                .greeting("Hello.")
                .httpTools(
                        new HttpTool("lookup_order", "Looks", "GET", model.url() + "/o", null, null, null, null, null));
        try (Visitor visitor = joined()) {
            visitor.awaitAgent("Hello.");
            visitor.say("Where is my order?");
            visitor.awaitAgent("I could not find it.");

            assertThat(visitor.types().stream().filter(type -> type.startsWith("tool.")))
                    .containsExactly("tool.started", "tool.done", "tool.started", "tool.failed");
            assertThat(visitor.await("tool.started").path("name").asText()).isEqualTo("lookup_order");
            assertThat(visitor.events.toString()).doesNotContain("for the agent only");
        }
        model.close();
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        assertThatThrownBy(() ->
                        WebVoice.start("127.0.0.1", voice.port(), this::admit, SpeechServices.of(SpeechSettings.NONE)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("port " + voice.port());
    }

    @Test
    void whoIsLetInAndLeavesAtOnceLeavesNoCallBehind() {
        Visitor visitor = Visitor.at(url());
        visitor.start("a");
        visitor.close();
        assertThat(ended().endedBy()).isEqualTo(EndedBy.CALLER);
    }

    private String url() {
        return "ws://127.0.0.1:" + voice.port() + WebVoice.PATH;
    }

    private Visitor joined() {
        return Visitor.join(new WebCall("call_test", url(), "a", Instant.EPOCH, null));
    }

    private CallEnd ended() {
        return Waiting.until(LIMIT, () -> end.isDone() ? Optional.of(end.join()) : Optional.empty());
    }

    private static int errors(Visitor visitor) {
        return (int) visitor.types().stream().filter("error"::equals).count();
    }

    /** A peer that sends what it likes and reads when it likes. */
    private record Raw(Socket socket) implements AutoCloseable {
        static Raw connect(int port) throws IOException {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4_096);
            socket.setSoTimeout(120_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return new Raw(socket);
        }

        void handshake() throws IOException {
            send("""
                    GET /v1 HTTP/1.1\r
                    Host: x\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    Sec-WebSocket-Version: 13\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) socket.getInputStream().read());
            }
            assertThat(head.toString()).startsWith("HTTP/1.1 101");
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        void sendText(String text) throws IOException {
            byte[] payload = text.getBytes(StandardCharsets.UTF_8);
            ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
            frame.put((byte) 0x81);
            if (payload.length < 126) {
                frame.put((byte) (0x80 | payload.length));
            } else {
                frame.put((byte) 0xfe).putShort((short) payload.length);
            }
            frame.putInt(0).put(payload).flip();
            byte[] bytes = new byte[frame.remaining()];
            frame.get(bytes);
            send(bytes);
        }

        boolean trySend(byte[] bytes) {
            try {
                send(bytes);
                return true;
            } catch (IOException closed) {
                return false;
            }
        }

        void trySendText(String text) {
            try {
                sendText(text);
            } catch (IOException closed) {
                // the server has dropped it, which is what is waited for
            }
        }

        /** How many bytes came until the server closed. */
        long readToEnd() throws IOException {
            long count = 0;
            try {
                while (socket.getInputStream().read() >= 0) {
                    count++;
                }
            } catch (SocketException reset) {
                return count;
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
