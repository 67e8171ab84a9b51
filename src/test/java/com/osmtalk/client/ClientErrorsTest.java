package com.osmtalk.client;

import static com.osmtalk.client.StubServer.answer;
import static com.osmtalk.client.StubServer.answerAs;
import static com.osmtalk.client.StubServer.error;
import static com.osmtalk.client.StubServer.hangUp;
import static com.osmtalk.client.StubServer.html;
import static com.osmtalk.client.StubServer.raw;
import static com.osmtalk.client.StubServer.reset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.osmtalk.api.CallQuery;
import com.osmtalk.api.PageRequest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which exception an answer that is no result becomes, and what it says. */
class ClientErrorsTest {
    private final ManualTimeSource time = new ManualTimeSource();
    private StubServer peer;
    private OsmTalkClient client;

    @BeforeEach
    void start() throws IOException {
        peer = new StubServer();
        client = OsmTalkClient.builder()
                .baseUrl(peer.url())
                .apiKey("osm_secret")
                .time(time)
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        peer.close();
    }

    @Test
    void anErrorCarriesAllTheServerSaid() {
        peer.will(answer(
                422,
                "{\"error\":\"On the list.\",\"code\":\"refused\","
                        + "\"details\":{\"reason\":\"dnc_blocked\"},\"requestId\":\"req_7\"}"));
        ApiException error = failedRead();
        assertThat(error).hasMessage("On the list.");
        assertThat(error.status()).isEqualTo(422);
        assertThat(error.code()).isEqualTo("refused");
        assertThat(error.details()).isEqualTo(Map.of("reason", "dnc_blocked"));
        assertThat(error.requestId()).isEqualTo("req_7");
    }

    @Test
    void theRequestIdIsTakenFromTheHeaderWhenTheBodyHasNone() {
        peer.will(answer(404, "{\"error\":\"None.\",\"code\":\"not_found\"}", "X-Request-Id: req_8"));
        assertThat(failedRead().requestId()).isEqualTo("req_8");
    }

    static Stream<StubServer.Reaction> errorsOfOthers() {
        return Stream.of(
                html(404),
                answer(400, ""),
                answer(400, "{\"error\":\"cut o"),
                answer(400, "[]"),
                answer(400, "null"),
                answer(400, "{\"message\":\"Forbidden\"}"),
                answer(400, "{\"error\":{\"type\":\"x\"},\"code\":7}"),
                answerAs("text/plain", 400, "{\"error\":\"x\",\"code\":\"y\"}"),
                answerAs("text/html; charset=<h1>", 400, "<h1>"),
                answer(302, "", "Location: http://example.com/"));
    }

    @ParameterizedTest
    @MethodSource("errorsOfOthers")
    void anErrorThatIsNotTheApisIsToldInASentenceOfOurs(StubServer.Reaction reaction) {
        peer.will(reaction);
        ApiException error = failedRead();
        assertThat(error.code()).isEqualTo("unexpected_response");
        assertThat(error.status()).isBetween(300, 499);
        assertThat(error.getMessage())
                .contains(peer.url().toString(), "API URL")
                .doesNotContain("<");
        assertThat(error.getCause()).isNull();
        assertThat(peer.received()).hasSize(1);
    }

    static Stream<StubServer.Reaction> successesOfOthers() {
        return Stream.of(
                html(200),
                answer(200, ""),
                answer(200, "null"),
                answer(200, "{}"),
                answer(200, "{\"data\":null}"),
                answer(200, "{\"data\":[null]}"),
                answer(200, "{\"data\":[{\"id\":\"call_1\"}]}"),
                answer(200, "{\"data\":[{\"id\":\"ca"),
                answer(200, "[]"),
                answer(200, "\"ok\""),
                answer(200, "{\"data\":7}"),
                answer(200, "{\"data\":" + "[".repeat(100_000)),
                answerAs("application/octet-stream", 200, SampleBodies.EMPTY_PAGE),
                raw("HTTP/1.1 204 No Content\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("successesOfOthers")
    void aReadWithAnAnswerThatIsNotTheApisIsAnError(StubServer.Reaction reaction) {
        peer.will(reaction);
        ApiException error = catchThrowableOfType(
                ApiException.class, () -> client.widget().listCalls(CallQuery.ALL, PageRequest.first(5)));
        assertThat(error.code()).isEqualTo("unexpected_response");
        assertThat(error.status()).isBetween(200, 204);
        assertThat(error.getMessage()).contains("can't be read").doesNotContain("<");
        assertThat(peer.received()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("successesOfOthers")
    void aWriteWithAnAnswerThatIsNotTheApisHasAnUnknownOutcome(StubServer.Reaction reaction) {
        peer.will(reaction);
        UnknownOutcomeException unknown = catchThrowableOfType(
                UnknownOutcomeException.class, () -> client.widget().startOutboundCall(SampleBodies.REQUEST, "key-1"));
        assertThat(unknown.idempotencyKey()).isEqualTo("key-1");
        assertThat(unknown.getMessage()).contains("can't be read", "same idempotency key");
        assertThat(unknown).cause().isInstanceOf(ApiException.class);
        assertThat(peer.received()).hasSize(1);
    }

    @Test
    void anAnswerFromANewerServerIsUnderstood() {
        peer.will(answer(
                200, "{\"id\":\"call_1\",\"status\":\"failed\",\"failureReason\":\"aliens\",\"mood\":{\"x\":[1]}}"));
        assertThat(client.widget().getCall("call_1").failureReason()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n\r\n", "HTTP/9 OK\r\n\r\n", "SSH-2.0-x\r\n", "\r\n\r\n\r\n"})
    void aPeerThatGreetsInAnotherProtocolGivesNoAnswer(String greeting) {
        peer.will(StubServer.rawAndClose(greeting));
        ApiException error = failedRead();
        assertThat(error.status()).isZero();
        assertThat(error.code()).isEqualTo("unreachable");
        assertThat(error).hasMessageContaining("before its answer was complete");
        assertThat(failedWrite()).isNotNull();
    }

    @Test
    void aPeerWhoseHttpIsBrokenIsNotAskedAgain() {
        peer.will(StubServer.rawAndClose("HTTP/1.1 200 OK\r\nno header\r\n\r\n"));
        ApiException error = failedRead();
        assertThat(error.status()).isZero();
        assertThat(error.code()).isEqualTo("unexpected_response");
        assertThat(error).hasMessageContaining("does not speak HTTP");
        assertThat(peer.received()).hasSize(1);
    }

    @Test
    void aServerThatIsNotThereIsUnreachableAndNothingWasSent() throws IOException {
        URI nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        try (OsmTalkClient lost =
                OsmTalkClient.builder().baseUrl(nobody).time(time).build()) {
            ApiException write = catchThrowableOfType(
                    ApiException.class, () -> lost.account().agents().create(SampleBodies.agentDraft("A"), null));
            assertThat(write.status()).isZero();
            assertThat(write.code()).isEqualTo("unreachable");
            assertThat(write.getMessage()).contains(nobody.toString(), "cannot be reached");
            assertThat(time.sleeps).isEmpty();
            ApiException keyed = catchThrowableOfType(
                    ApiException.class, () -> lost.widget().startOutboundCall(SampleBodies.REQUEST, "key-1"));
            assertThat(keyed.code()).isEqualTo("unreachable");
            assertThat(time.sleeps).hasSize(4);
        }
    }

    @Test
    void aNameNobodyKnowsIsUnreachable() {
        try (OsmTalkClient lost = OsmTalkClient.builder()
                .baseUrl(URI.create("https://nobody.invalid"))
                .time(time)
                .build()) {
            ApiException error = catchThrowableOfType(
                    ApiException.class, () -> lost.account().logout());
            assertThat(error.code()).isEqualTo("unreachable");
            assertThat(error.getMessage()).contains("name is not known");
        }
    }

    @Test
    void aServerThatSpeaksNoTlsIsUnreachable() {
        URI tls = URI.create(peer.url().toString().replace("http:", "https:"));
        peer.willResetAtTheFirstByte();
        try (OsmTalkClient lost =
                OsmTalkClient.builder().baseUrl(tls).time(time).build()) {
            ApiException error = catchThrowableOfType(
                    ApiException.class, () -> lost.account().logout());
            assertThat(error.code()).isEqualTo("unreachable");
        }
    }

    static Stream<StubServer.Reaction> losses() {
        return Stream.of(
                hangUp(),
                reset(""),
                reset("HTTP/1.1 201 Created\r\nContent-Length: 90\r\n\r\n{\"id\""),
                html(502),
                html(504),
                html(500),
                error(502, "bad_gateway"),
                html(520));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aWriteWithoutAKeyThatMayHaveArrivedHasAnUnknownOutcomeAndIsSentOnce(StubServer.Reaction reaction) {
        peer.will(reaction);
        UnknownOutcomeException unknown = catchThrowableOfType(
                UnknownOutcomeException.class,
                () -> client.account().agents().create(SampleBodies.agentDraft("A"), null));
        assertThat(unknown.idempotencyKey()).isNull();
        assertThat(unknown.getMessage()).contains("look before");
        assertThat(peer.received()).hasSize(1);
    }

    @Test
    void aWriteThatIsCutOffHasAnUnknownOutcomeAndIsSentOnce() {
        peer.willResetAtTheFirstByte();
        assertThat(catchThrowableOfType(
                        UnknownOutcomeException.class,
                        () -> client.account().agents().create(SampleBodies.agentDraft("A"), null)))
                .isNotNull();
        assertThat(peer.connections()).isEqualTo(1);
    }

    @Test
    void aServerThatReportsItsOwnFailureHasDoneNothing() {
        peer.will(error(500, "internal_error"), error(503, "stopping"), html(503));
        for (int i = 0; i < 3; i++) {
            assertThat(catchThrowableOfType(
                            ApiException.class,
                            () -> client.account().agents().create(SampleBodies.agentDraft("A"), null)))
                    .isNotNull();
        }
    }

    @Test
    void aWriteWithAKeyThatIsNeverAnsweredHandsItsKeyBack() {
        peer.will(hangUp());
        UnknownOutcomeException unknown = failedWrite();
        assertThat(unknown.idempotencyKey()).isEqualTo("key-1");
        assertThat(unknown.getMessage()).contains("same idempotency key");
        assertThat(peer.received()).hasSize(5);
    }

    static Stream<StubServer.Reaction> silentAboutTheFirst() {
        return Stream.of(
                error(429, "rate_limited"),
                error(503, "starting"),
                error(401, "unauthenticated"),
                error(403, "forbidden"),
                error(500, "internal_error"),
                error(409, "request_in_progress"),
                html(404),
                (request, connection) -> connection.close());
    }

    @ParameterizedTest
    @MethodSource("silentAboutTheFirst")
    void aLaterAnswerThatTellsNothingOfALostAttemptLeavesTheOutcomeUnknown(StubServer.Reaction later) {
        peer.will(hangUp(), later);
        assertThat(failedWrite().idempotencyKey()).isEqualTo("key-1");
    }

    @Test
    void aServerThatIsGoneAfterALostAttemptLeavesTheOutcomeUnknown() {
        peer.will((request, connection) -> {
            peer.close();
            connection.close();
        });
        assertThat(failedWrite().getMessage()).contains("cannot be reached");
    }

    @Test
    void aRefusalAfterALostAttemptTellsThatNothingWasDone() {
        peer.will(hangUp(), error(422, "refused"));
        ApiException error = catchThrowableOfType(
                ApiException.class, () -> client.widget().startOutboundCall(SampleBodies.REQUEST, "key-1"));
        assertThat(error.code()).isEqualTo("refused");
    }

    @Test
    void anAddressThatCanNoLongerBeToldAfterALostAttemptLeavesTheOutcomeUnknown() {
        peer.will(hangUp());
        try (OsmTalkClient moving = OsmTalkClient.builder()
                .baseUrl(() -> {
                    if (!peer.received().isEmpty()) {
                        throw new IllegalStateException("no server could be started");
                    }
                    return peer.url();
                })
                .time(time)
                .build()) {
            UnknownOutcomeException unknown = catchThrowableOfType(
                    UnknownOutcomeException.class,
                    () -> moving.widget().startOutboundCall(SampleBodies.REQUEST, "key-1"));
            assertThat(unknown.getMessage()).contains("no server could be started");
        }
    }

    @Test
    void theKeyIsInNoError() {
        peer.will(hangUp());
        assertThat(stack(failedRead()) + stack(failedWrite())).doesNotContain("osm_secret");
    }

    private static String stack(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            text.append(each).append('\n');
        }
        return text.toString();
    }

    private ApiException failedRead() {
        return catchThrowableOfType(ApiException.class, () -> client.widget().listAgents(PageRequest.first(5)));
    }

    private UnknownOutcomeException failedWrite() {
        return catchThrowableOfType(
                UnknownOutcomeException.class, () -> client.widget().startOutboundCall(SampleBodies.REQUEST, "key-1"));
    }
}
