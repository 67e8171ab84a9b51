package com.osmtalk.voice.speech;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.Waiting;
import com.osmtalk.client.StubServer;
import com.osmtalk.voice.audio.Pcm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deepgram's two protocols of recognition, over real sockets, with the messages of its documentation. */
class DeepgramListeningTest {
    private static final Duration SHORT = Duration.ofSeconds(4);

    private final VendorMessages nova = new VendorMessages("deepgram-nova");
    private final VendorMessages flux = new VendorMessages("deepgram-flux");
    private final FakeSpeechService service = new FakeSpeechService();
    private final HeardTurns heard = new HeardTurns();
    private SpeechServices speech = services(service.url(), Duration.ofSeconds(30));
    private ListeningSession session;
    private int frames;

    @AfterEach
    void stop() {
        if (session != null) {
            session.close();
        }
        speech.close();
        service.close();
    }

    private static SpeechServices services(URI url, Duration timeout) {
        return SpeechServices.of(new SpeechSettings(
                List.of(new SpeechSettings.Service(SpeechProvider.DEEPGRAM, url, "dg-secret", "nova-3", "", timeout)),
                List.of(),
                ""));
    }

    private FakeSpeechService.Connection listen(ListeningTerms terms) {
        session = speech.recogniser().orElseThrow().listen(terms, heard);
        return service.connection(0);
    }

    private FakeSpeechService.Connection listen() {
        return listen(ListeningTerms.in("en-IN"));
    }

    private FakeSpeechService.Connection listenWithFlux() {
        return listen(new ListeningTerms("en-IN", "deepgram", "flux-general-en", List.of()));
    }

    /** Frames whose first sample is their number. */
    private void hear(int count) {
        byte[] frame = new byte[Pcm.FRAME_BYTES];
        for (int i = 0; i < count; i++) {
            Pcm.put(frame, 0, frames++);
            session.frame(frame, 0);
        }
    }

    private ObjectNode results(String words, double start, double duration, boolean last, boolean speechFinal) {
        ObjectNode results = nova.message("Results");
        results.put("start", start)
                .put("duration", duration)
                .put("is_final", last)
                .put("speech_final", speechFinal);
        ObjectNode said =
                (ObjectNode) results.path("channel").path("alternatives").path(0);
        said.put("transcript", words);
        said.putArray("words").addObject().put("word", words).put("end", start + duration);
        return results;
    }

    // ---- Nova

    @Test
    void whatIsAskedForStandsInTheAddressAndTheKeyInAHeader() {
        FakeSpeechService.Connection connection =
                listen(new ListeningTerms("hi", "deepgram", "nova-3", List.of("Vobiz", "dal makhani")));

        assertThat(URLDecoder.decode(connection.resource, StandardCharsets.UTF_8))
                .startsWith("/v1/listen?model=nova-3&encoding=linear16&sample_rate=16000&channels=1")
                .contains("&interim_results=true", "&language=hi", "&keyterm=Vobiz&keyterm=dal makhani");
        assertThat(connection.headers).containsEntry("authorization", "Token dg-secret");
    }

    @Test
    void theSecondGenerationHasKeywordsOfItsOwn() {
        FakeSpeechService.Connection connection =
                listen(new ListeningTerms("en", "Deepgram", "nova-2", List.of("Vobiz")));
        assertThat(connection.resource)
                .contains("model=nova-2", "&keywords=Vobiz")
                .doesNotContain("keyterm");
    }

    @Test
    void anAgentOfAnotherProviderIsHeardByTheModelOfTheSettings() {
        assertThat(listen(new ListeningTerms("en", "openai", "whisper-1", List.of())).resource)
                .startsWith("/v1/listen?model=nova-3&");
    }

    @Test
    void aTurnIsToldFromItsBeginningToItsEnd() {
        FakeSpeechService.Connection connection = listen();
        hear(100);
        connection.awaitBytes(100 * Pcm.FRAME_BYTES);
        connection.send(nova.message("SpeechStarted").put("timestamp", 0.2).toString());
        connection.send(nova.text("Results"));
        connection.send(results("Another big problem.", 0, 1.5, true, false).toString());
        connection.send(results("In healthcare.", 1.5, 0.3, true, true).toString());
        connection.send(nova.text("Metadata"));
        heard.await("ended");

        assertThat(heard.told)
                .containsExactly(
                        "started", "perhaps another big", "Another big problem.", "In healthcare.", "stopped", "ended");
        // the words ended 1.8 s into the 2.0 s that were heard
        assertThat(heard.silentMillis).isBetween(199L, 201L);
    }

    @Test
    void overNoiseTheEndOfAnUtteranceEndsTheTurn() {
        FakeSpeechService.Connection connection = listen();
        hear(200);
        connection.awaitBytes(200 * Pcm.FRAME_BYTES);
        connection.send(results("Hello.", 0, 3.1, true, false).toString());
        connection.send(nova.text("UtteranceEnd"));
        heard.await("ended");

        assertThat(heard.told).containsExactly("started", "Hello.", "stopped", "ended");
        assertThat(heard.silentMillis).isBetween(899L, 901L);
    }

    @Test
    void noiseInWhichNoWordIsFoundEndsWithoutWords() {
        FakeSpeechService.Connection connection = listen();
        connection.send(nova.message("SpeechStarted").put("timestamp", 1).toString());
        connection.send(results("", 0, 1, true, false).toString());
        connection.send(results("", 1, 2, true, false).toString());
        heard.await("ended");

        assertThat(heard.told).containsExactly("started", "stopped", "ended");
    }

    @Test
    void aConnectionThatBreaksInATurnIsOpenedAgainAndOnlyWhatWasNotFinalIsSentAgain() {
        FakeSpeechService.Connection first = listen();
        hear(150);
        first.awaitBytes(150 * Pcm.FRAME_BYTES);
        first.send(results("My number is", 0, 2, true, false).toString());
        heard.await("My number is");
        first.drop();
        hear(50);
        FakeSpeechService.Connection second = service.connection(1);
        hear(50);
        second.awaitBytes(150 * Pcm.FRAME_BYTES);

        // two seconds, which are 100 frames, were final
        assertThat(second.firstSample()).isEqualTo((short) 100);
        second.send(results("four two.", 0, 1.5, true, true).toString());
        heard.await("ended");
        assertThat(heard.told).containsExactly("started", "My number is", "four two.", "stopped", "ended");
    }

    @Test
    void whatIsSaidBeforeTheServiceIsThereIsSentOnceItIs() {
        session = speech.recogniser().orElseThrow().listen(ListeningTerms.in("en"), heard);
        hear(20);

        service.connection(0).awaitBytes(20 * Pcm.FRAME_BYTES);
        assertThat(service.connection(0).firstSample()).isZero();
    }

    @Test
    void theSessionEndsWithAFarewell() {
        FakeSpeechService.Connection connection = listen();
        connection.awaitPong(); // before it is open on our side too, there is nobody to say goodbye to
        session.close();
        hear(10);

        connection.awaitText("CloseStream");
        Waiting.untilTrue(FakeSpeechService.LIMIT, connection::isClosed);
        assertThat(connection.texts).containsExactly(nova.text("CloseStream"));
        assertThat(service.connections).hasSize(1);
    }

    @Test
    void aConnectionWithoutSoundIsKeptOpen() {
        FakeSpeechService.Connection connection = listen();
        connection.awaitText(nova.text("KeepAlive"));
    }

    // ---- Flux

    @Test
    void theEndOfATurnIsFluxsOwn() {
        FakeSpeechService.Connection connection = listenWithFlux();
        assertThat(connection.resource).startsWith("/v2/listen?model=flux-general-en&encoding=linear16");
        hear(100);
        connection.awaitBytes(100 * Pcm.FRAME_BYTES);
        for (String event : List.of(
                "Connected",
                "UpdateOfSilence",
                "StartOfTurn",
                "Update",
                "EagerEndOfTurn",
                "TurnResumed",
                "EndOfTurn")) {
            connection.send(flux.text(event));
        }
        heard.await("ended");

        assertThat(heard.told)
                .containsExactly(
                        "started",
                        "perhaps Hi I",
                        "perhaps Hi I need to",
                        "perhaps Hi I need to cancel my subscription.",
                        "stopped",
                        "perhaps Hi I need to cancel my subscription please",
                        "Hi I need to cancel my subscription please.",
                        "stopped",
                        "ended");
        assertThat(heard.silentMillis).isBetween(299L, 301L);
    }

    @Test
    void anAgentOfAnotherLanguageIsHeardByTheMultilingualModel() {
        assertThat(listen(new ListeningTerms("hi-IN", "deepgram", "flux-general-en", List.of("Vobiz"))).resource)
                .contains("model=flux-general-multi&", "&language_hint=hi", "&keyterm=Vobiz");
    }

    @Test
    void aTurnThatWasNotOverIsSentAgainFromItsBeginning() {
        FakeSpeechService.Connection first = listenWithFlux();
        hear(300);
        first.awaitBytes(300 * Pcm.FRAME_BYTES);
        first.send(flux.message("UpdateOfSilence").put("audio_window_end", 4).toString());
        first.send(flux.text("StartOfTurn"));
        heard.await("perhaps Hi I");
        first.drop();
        FakeSpeechService.Connection second = service.connection(1);
        second.awaitBytes(200 * Pcm.FRAME_BYTES);

        // all but the last two seconds before the turn was noticed
        assertThat(second.firstSample()).isEqualTo((short) 100);
        second.send(flux.text("StartOfTurn"));
        second.send(flux.text("EndOfTurn"));
        heard.await("ended");
        assertThat(heard.told.stream().filter("started"::equals)).hasSize(1);
        assertThat(heard.told.stream().filter(one -> one.startsWith("Hi I need")))
                .hasSize(1);
    }

    @Test
    void aConnectionOfFluxWithoutSoundIsKeptOpenBySilence() {
        FakeSpeechService.Connection connection = listenWithFlux();
        connection.awaitBytes(4 * Pcm.FRAME_BYTES);
        assertThat(connection.texts).isEmpty();
    }

    @Test
    void anErrorOfTheServiceOpensAnotherConnection() {
        FakeSpeechService.Connection connection = listenWithFlux();
        connection.send(flux.text("Error"));

        assertThat(service.connection(1).resource).isEqualTo(connection.resource);
    }

    // ---- what goes wrong

    @Test
    void aRefusedKeyIsToldOnceAndNotAskedAgain() throws Exception {
        try (StubServer stub = new StubServer()
                .will(StubServer.rawAndClose("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"))) {
            speech.close();
            speech = services(stub.url(), Duration.ofSeconds(30));
            session = speech.recogniser().orElseThrow().listen(ListeningTerms.in("en"), heard);
            heard.awaitFailure();
            hear(200);

            assertThat(heard.told)
                    .singleElement()
                    .satisfies(told -> assertThat(told)
                            .contains("Deepgram (127.0.0.1) refused the key (401). Check DEEPGRAM_API_KEY.")
                            .doesNotContain("dg-secret"));
            SpeechCheck check = speech.check()
                    .toCompletableFuture()
                    .get(120, TimeUnit.SECONDS)
                    .get(0);
            assertThat(check.problem()).contains("refused the key (401)");
        }
    }

    @Test
    void aCheckTellsHowLongItTookToConnect() throws Exception {
        SpeechCheck check =
                speech.check().toCompletableFuture().get(120, TimeUnit.SECONDS).get(0);
        assertThat(check.isOk()).isTrue();
        assertThat(check.provider()).isEqualTo("deepgram");
        assertThat(check.millis()).isNotNegative();
    }

    @Test
    void aServiceThatIsNotThereIsToldAndTheTurnThatWasOpenEnds() throws Exception {
        speech.close();
        speech = services(service.url(), SHORT);
        FakeSpeechService.Connection connection = listen();
        connection.send(results("Hello.", 0, 1, true, false).toString());
        heard.await("Hello.");
        service.close();
        heard.await("ended");

        assertThat(heard.failure()).contains("Deepgram");
        assertThat(heard.told.get(heard.told.size() - 1)).isEqualTo("ended");
    }

    @Test
    void aServiceThatStaysAwayIsToldToBeGoneForTheCall() {
        speech.close();
        speech = services(service.url(), SHORT);
        listen();
        service.close();
        Waiting.untilTrue(
                FakeSpeechService.LIMIT, () -> heard.told.stream().anyMatch(one -> one.contains("has been gone for")));

        assertThat(heard.lasting).isTrue();
        assertThat(heard.told.stream().filter(one -> one.startsWith("failed: ")))
                .hasSize(2);
    }

    /** The library's lock and the session's were once taken in both orders, which stopped both for ever. */
    @Test
    void toCloseWhileThePeerClosesHoldsNobodyUp() throws Exception {
        CompletableFuture<Void> rounds = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 50; i++) {
                ListeningSession one = speech.recogniser().orElseThrow().listen(ListeningTerms.in("en"), heard);
                FakeSpeechService.Connection connection = service.connection(i);
                connection.drop();
                one.close();
            }
        });
        rounds.get(120, TimeUnit.SECONDS);
    }

    /** A machine that was switched off: nothing comes, and nothing says so. */
    @Test
    void aPeerThatAnswersNoMoreIsLeftForAnotherConnection() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            speech.close();
            speech = services(URI.create("http://127.0.0.1:" + deaf.getLocalPort()), SHORT);
            session = speech.recogniser().orElseThrow().listen(ListeningTerms.in("en"), heard);
            try (Socket first = deaf.accept()) {
                String key = handshakeKey(first);
                String accept = Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-1")
                                .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes()));
                StubServer.write(
                        first,
                        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n");
                deaf.setSoTimeout(120_000);
                deaf.accept().close();
            }
        }
    }

    private static String handshakeKey(Socket connection) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream()));
        String key = "";
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Sec-WebSocket-Key: ")) {
                key = line.substring("Sec-WebSocket-Key: ".length());
            }
        }
        return key;
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\n\r\nhello", "garbage\r\n\r\n", "HTTP/1.1 503 Unavailable\r\n\r\n"})
    void whatIsNoWebSocketIsTold(String answer) throws Exception {
        try (StubServer stub = new StubServer().will(StubServer.rawAndClose(answer))) {
            speech.close();
            speech = services(stub.url(), SHORT);
            session = speech.recogniser().orElseThrow().listen(ListeningTerms.in("en"), heard);
            heard.awaitFailure();
            assertThat(heard.failure()).contains("Deepgram");
        }
    }

    @Test
    void aPeerThatAcceptsAndSaysNothingIsTold() throws Exception {
        try (StubServer stub = new StubServer().will(StubServer.silence())) {
            speech.close();
            speech = services(stub.url(), SHORT);
            session = speech.recogniser().orElseThrow().listen(ListeningTerms.in("en"), heard);
            heard.awaitFailure();
        }
    }

    @Test
    void messagesThatAreNoneOfTheProtocolAreIgnoredUntilTheyAreTooMany() {
        FakeSpeechService.Connection connection = listen();
        for (String odd : List.of(
                "{}",
                "{\"type\": 7}",
                "{\"type\": \"Results\"}",
                "{\"type\": \"Results\", \"is_final\": true, \"start\": -1e300, \"duration\": \"x\"}",
                "{\"type\": \"Results\", \"is_final\": true, \"start\": 1e300, \"channel\": []}",
                "{\"type\": \"UtteranceEnd\", \"last_word_end\": -1}")) {
            connection.send(odd);
        }
        hear(10);
        connection.awaitBytes(10 * Pcm.FRAME_BYTES);
        connection.send(results("Still here.", 0, 0.2, true, true).toString());
        heard.await("ended");
        assertThat(heard.told).containsExactly("started", "Still here.", "stopped", "ended");

        for (int i = 0; i < 10; i++) {
            connection.send("no JSON");
            connection.send(new byte[] {1, 2, 3});
        }
        service.connection(1);
    }
}
