package com.osmtalk.client;

import static com.osmtalk.client.StubServer.answer;
import static com.osmtalk.client.StubServer.error;
import static com.osmtalk.client.StubServer.hangUp;
import static com.osmtalk.client.StubServer.html;
import static com.osmtalk.client.StubServer.reset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.osmtalk.api.PageRequest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a request is sent again, after which wait, and when it is not. */
class ClientRetriesTest {
    private static final String HALF_AN_ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"data\":";

    private final ManualTimeSource time = new ManualTimeSource();
    private StubServer peer;
    private OsmTalkClient client;

    @BeforeEach
    void start() throws IOException {
        peer = new StubServer();
        client = OsmTalkClient.builder().baseUrl(peer.url()).time(time).build();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        peer.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void aReadIsRepeatedWhenTheServerIsOverloadedOrAway(int status) {
        peer.will(error(status, "busy"), html(status), answer(200, SampleBodies.EMPTY_PAGE));
        client.widget().listAgents(PageRequest.first(5));
        assertThat(peer.received()).hasSize(3);
        assertThat(time.sleeps).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void aReadIsRepeatedWhenTheConnectionBreaks() {
        peer.will(
                hangUp(),
                reset(""),
                reset(HALF_AN_ANSWER),
                StubServer.rawAndClose(HALF_AN_ANSWER),
                answer(200, SampleBodies.EMPTY_PAGE));
        client.widget().listAgents(PageRequest.first(5));
        assertThat(peer.received()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 409, 422, 500})
    void anErrorThatWaitingDoesNotMendIsGivenAtOnce(int status) {
        peer.will(error(status, "no"));
        assertThat(failedRead().status()).isEqualTo(status);
        assertThat(peer.received()).hasSize(1);
        assertThat(time.sleeps).isEmpty();
    }

    @Test
    void attemptsEndAndTheLastErrorIsGiven() {
        peer.will(error(503, "starting"));
        assertThat(failedRead().code()).isEqualTo("starting");
        assertThat(peer.received()).hasSize(5);
    }

    @Test
    void waitsGrowToALimit() {
        try (OsmTalkClient client = OsmTalkClient.builder()
                .baseUrl(peer.url())
                .time(time)
                .attempts(7)
                .build()) {
            peer.will(error(503, "starting"));
            assertThat(catchThrowableOfType(
                            ApiException.class, () -> client.widget().getCall("call_1")))
                    .isNotNull();
        }
        assertThat(time.sleeps).extracting(Duration::toMillis).containsExactly(250L, 500L, 1000L, 2000L, 2000L, 2000L);
    }

    @Test
    void theServersOwnWaitIsKept() {
        peer.will(
                error(429, "rate_limited", "Retry-After: 7"),
                error(429, "rate_limited", "Retry-After: Thu, 01 Jan 2026 12:00:10 GMT"),
                error(429, "rate_limited", "Retry-After: Wed, 31 Dec 2025 12:00:00 GMT"),
                error(429, "rate_limited", "Retry-After: soon"),
                answer(200, SampleBodies.EMPTY_PAGE));
        client.widget().listAgents(PageRequest.first(5));
        assertThat(time.sleeps)
                .containsExactly(
                        Duration.ofSeconds(7), Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31", "99999999999999999999999", "Thu, 01 Jan 2026 12:10:00 GMT"})
    void aWaitLongerThanIsBearableIsLeftToTheCaller(String wait) {
        peer.will(error(429, "rate_limited", "Retry-After: " + wait));
        ApiException error = failedRead();
        assertThat(error.retryAfter()).isGreaterThan(Duration.ofSeconds(30));
        assertThat(peer.received()).hasSize(1);
        assertThat(time.sleeps).isEmpty();
    }

    @Test
    void aWaitBeyondTheDeadlineIsNotBegun() {
        try (OsmTalkClient hurried = OsmTalkClient.builder()
                .baseUrl(peer.url())
                .time(time)
                .deadline(Duration.ofSeconds(5))
                .build()) {
            peer.will(error(429, "rate_limited", "Retry-After: 3"));
            ApiException error = catchThrowableOfType(
                    ApiException.class, () -> hurried.widget().getCall("call_1"));
            assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        }
        assertThat(time.sleeps).containsExactly(Duration.ofSeconds(3));
        assertThat(peer.received()).hasSize(2);
    }

    @Test
    void aWriteWithAKeyIsRepeatedWithTheSameKeyAndTheSameBody() {
        peer.will(hangUp(), html(502), error(503, "starting"), answer(201, SampleBodies.PLACED));
        client.widget().startOutboundCall(SampleBodies.REQUEST, "key-1");
        assertThat(peer.received()).hasSize(4);
        assertThat(peer.received())
                .allSatisfy(request -> assertThat(request.headers()).containsEntry("idempotency-key", "key-1"));
        assertThat(peer.received())
                .extracting(StubServer.Received::body)
                .containsOnly(peer.received().get(0).body());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void aWriteWithoutAKeyIsSentOnce(int status) {
        peer.will(error(status, "busy"));
        Throwable thrown = catchThrowableOfType(
                RuntimeException.class, () -> client.account().agents().create(SampleBodies.agentDraft("A"), null));
        assertThat(thrown).isNotNull();
        assertThat(peer.received()).hasSize(1);
    }

    @Test
    void changesAndDeletionsAreSentOnce() {
        peer.will(hangUp());
        assertThat(catchThrowableOfType(
                        UnknownOutcomeException.class,
                        () -> client.account().agents().update("agent_1", SampleBodies.agentDraft("A"))))
                .isNotNull();
        assertThat(catchThrowableOfType(
                        UnknownOutcomeException.class,
                        () -> client.account().agents().delete("agent_1")))
                .isNotNull();
        assertThat(peer.received()).extracting(StubServer.Received::method).containsExactly("PUT", "DELETE");
    }

    @Test
    void aRequestStillInProgressIsAskedAboutUntilItIsDone() {
        StubServer.Reaction[] answers = new StubServer.Reaction[12];
        answers[0] = hangUp();
        for (int i = 1; i < 11; i++) {
            answers[i] = error(409, "request_in_progress");
        }
        answers[11] = answer(201, SampleBodies.PLACED);
        peer.will(answers);
        assertThat(client.widget()
                        .startOutboundCall(SampleBodies.REQUEST, "key-1")
                        .callId())
                .isEqualTo("call_1");
        assertThat(peer.received()).hasSize(12);
    }

    @Test
    void theAddressIsAskedForAnewBeforeEveryAttempt() throws IOException {
        URI nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        AtomicInteger asked = new AtomicInteger();
        peer.will(answer(200, SampleBodies.EMPTY_PAGE));
        try (OsmTalkClient moving = OsmTalkClient.builder()
                .baseUrl(() -> asked.incrementAndGet() < 3 ? nobody : peer.url())
                .time(time)
                .build()) {
            moving.widget().listAgents(PageRequest.first(5));
        }
        assertThat(asked).hasValue(3);
        assertThat(peer.received()).hasSize(1);
    }

    @Test
    void anInterruptedWaitEndsTheRequestAndLeavesTheThreadInterrupted() {
        peer.will(error(503, "starting"));
        TimeSource interrupting = new TimeSource() {
            @Override
            public Instant now() {
                return ManualTimeSource.NOW;
            }

            @Override
            public Duration elapsed() {
                return Duration.ZERO;
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                throw new InterruptedException();
            }

            @Override
            public double chance() {
                return 0.5;
            }
        };
        try (OsmTalkClient hurried =
                OsmTalkClient.builder().baseUrl(peer.url()).time(interrupting).build()) {
            ApiException error = catchThrowableOfType(
                    ApiException.class, () -> hurried.widget().getCall("call_1"));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(error.code()).isEqualTo("starting");
        }
        assertThat(peer.received()).hasSize(1);
    }

    private ApiException failedRead() {
        return catchThrowableOfType(ApiException.class, () -> client.widget().listAgents(PageRequest.first(5)));
    }
}
