package com.osmtalk.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.Waiting;
import com.osmtalk.api.WebhookDelivery;
import com.osmtalk.api.WebhookDelivery.Attempt;
import com.osmtalk.api.WebhookDelivery.Status;
import com.osmtalk.api.WebhookEvent;
import com.osmtalk.api.WebhookSecretRotation;
import com.osmtalk.api.WebhookSettingsDraft;
import com.osmtalk.client.StubServer;
import com.osmtalk.client.WebhookSignature;
import com.osmtalk.server.identity.CallReach;
import com.osmtalk.server.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DeliveryTest {
    private static final StubServer.Reaction TAKEN = StubServer.answer(200, "{}");
    private static final StubServer.Reaction BROKEN = StubServer.answerAs("text/plain", 500, "no");

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    private WebhookBench bench;
    private StubServer peer;

    @BeforeEach
    void start() throws IOException {
        peer = new StubServer();
        bench = new WebhookBench(kind, folder);
        bench.set(peer.url() + "/hook?a=b");
    }

    @AfterEach
    void stop() throws IOException {
        bench.close();
        peer.close();
    }

    @Test
    void anEventIsSentAtOnceAndLogged() {
        peer.will(StubServer.answerAs("text/plain", 202, "thank you"));
        WebhookDelivery delivery = bench.over(bench.happen());

        assertThat(delivery.status()).isEqualTo(Status.DELIVERED);
        assertThat(delivery.nextAttemptAt()).isNull();
        assertThat(delivery.finishedAt()).isEqualTo(bench.clock.instant());
        assertThat(delivery.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.status()).isEqualTo(202);
            assertThat(attempt.answer()).isEqualTo("thank you");
            assertThat(attempt.error()).isNull();
            assertThat(attempt.at()).isEqualTo(bench.clock.instant());
        });
        StubServer.Received request = peer.only();
        assertThat(request.method() + " " + request.target()).isEqualTo("POST /hook?a=b");
        assertThat(request.headers())
                .containsEntry("webhook-id", delivery.id())
                .containsEntry(
                        "webhook-timestamp", Long.toString(bench.clock.instant().getEpochSecond()))
                .doesNotContainKeys("webhook-signature", "x-osmtalk-signature");
        assertThat(request.headers().get("content-type")).startsWith("application/json");
    }

    @Test
    void afterAnErrorTheSameBodyIsSentAgainAMinuteLater() {
        peer.will(BROKEN, TAKEN);
        String id = bench.happen();
        WebhookDelivery waiting = bench.attempted(id, 1);
        assertThat(waiting.status()).isEqualTo(Status.PENDING);
        assertThat(waiting.nextAttemptAt()).isEqualTo(bench.clock.instant().plus(Duration.ofMinutes(1)));
        assertThat(waiting.attempts()).extracting(Attempt::error).containsExactly("The receiver answered 500.");

        bench.advance(Duration.ofMinutes(1));
        assertThat(bench.over(id).status()).isEqualTo(Status.DELIVERED);
        assertThat(peer.received())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.headers()).containsEntry("webhook-id", id));
        assertThat(peer.received().get(1).body())
                .isEqualTo(peer.received().get(0).body());
    }

    @Test
    void sixFailuresAreTheEndAndTheirPausesGrow() {
        peer.will(BROKEN);
        String id = bench.happen();
        Instant start = bench.clock.instant();
        long minutes = 0;
        int attempt = 1;
        for (long pause : List.of(1L, 5L, 30L, 120L, 720L)) {
            minutes += pause;
            WebhookDelivery waiting = bench.attempted(id, attempt++);
            assertThat(waiting.status()).isEqualTo(Status.PENDING);
            assertThat(waiting.nextAttemptAt()).isEqualTo(start.plus(Duration.ofMinutes(minutes)));
            bench.advance(Duration.ofMinutes(pause));
        }
        WebhookDelivery dead = bench.over(id);
        assertThat(dead.status()).isEqualTo(Status.DEAD_LETTERED);
        assertThat(dead.attempts()).hasSize(6);
        bench.advance(Duration.ofDays(2));
        bench.attempted(bench.happen(), 1);
        assertThat(bench.get(id).attempts()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 410, 301, 307})
    void anAnswerThatTryingAgainWouldNotChangeIsFinal(int status) {
        peer.will(StubServer.answerAs("text/plain", status, "no", "Location: http://169.254.169.254/latest/meta-data"));
        WebhookDelivery delivery = bench.over(bench.happen());

        assertThat(delivery.status()).isEqualTo(Status.FAILED);
        assertThat(delivery.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.status()).isEqualTo(status);
            assertThat(attempt.error()).contains("The receiver answered " + status);
        });
        assertThat(peer.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void anAnswerThatMayChangeIsNot(int status) {
        peer.will(StubServer.answer(status, "{}"));
        assertThat(bench.attempted(bench.happen(), 1).status()).isEqualTo(Status.PENDING);
    }

    @Test
    void aReceiverThatHangsIsGivenUpWaitingFor() {
        bench.restart(new WebhookPolicy(true, Duration.ofSeconds(1)));
        peer.will(StubServer.silence(), TAKEN);
        String id = bench.happen();
        assertThat(bench.attempted(id, 1).attempts().get(0)).satisfies(attempt -> {
            assertThat(attempt.status()).isNull();
            assertThat(attempt.error()).isEqualTo("The receiver did not answer within 1 seconds.");
        });
        bench.restart(WebhookBench.PATIENT);
        bench.advance(Duration.ofMinutes(1));
        assertThat(bench.over(id).status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void aReceiverThatClosesInMidAnswerIsTriedAgain() {
        peer.will(
                StubServer.rawAndClose("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf"),
                StubServer.hangUp(),
                StubServer.reset("HTTP/1.1 2"),
                TAKEN);
        String id = bench.happen();
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(bench.attempted(id, attempt).attempts().get(attempt - 1).error())
                    .startsWith("The receiver could not be reached: ");
            bench.advance(Duration.ofMinutes(30));
        }
        assertThat(bench.over(id).status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void nobodyThereIsTriedAgain() throws IOException {
        peer.close();
        assertThat(bench.attempted(bench.happen(), 1)).satisfies(delivery -> {
            assertThat(delivery.status()).isEqualTo(Status.PENDING);
            assertThat(delivery.attempts().get(0).error()).contains("could not be reached");
        });
    }

    @Test
    void ofAnAnswerThatDoesNotEndOnlyTheBeginningIsKept() {
        peer.will((request, connection) -> {
            StubServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=none\r\n\r\n\0\u00e9");
            String block = "x".repeat(65_536);
            while (true) {
                StubServer.write(connection, block);
            }
        });
        WebhookDelivery delivery = bench.over(bench.happen());
        assertThat(delivery.status()).isEqualTo(Status.DELIVERED);
        assertThat(delivery.attempts().get(0).answer())
                .startsWith("\uFFFD\u00e9xxx")
                .hasSize(1_023);
    }

    @Test
    void headersThatDoNotEndAreAFailure() {
        peer.will((request, connection) -> {
            StubServer.write(connection, "HTTP/1.1 200 OK\r\nX-Long: ");
            String block = "x".repeat(65_536);
            while (true) {
                StubServer.write(connection, block);
            }
        });
        assertThat(bench.attempted(bench.happen(), 1).status()).isEqualTo(Status.PENDING);
    }

    @Test
    void aRetryOutlivesARestart() {
        peer.will(BROKEN, TAKEN);
        String id = bench.happen();
        bench.attempted(id, 1);
        bench.restart();
        bench.clock.advance(Duration.ofMinutes(1));
        assertThat(bench.over(id).status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void whatIsUnderWayWhenTheServerStopsIsSentAgainByTheNext() {
        peer.will(StubServer.silence(), TAKEN);
        String id = bench.happen();
        Waiting.untilTrue(WebhookBench.LIMIT, () -> peer.received().size() == 1);
        bench.restart();
        assertThat(bench.over(id).status()).isEqualTo(Status.DELIVERED);
        assertThat(peer.received()).hasSize(2);
    }

    @Test
    void whatADeadServerHadBegunIsSentAgainAMinuteLaterAndSettledOnce() {
        peer.will(StubServer.silence(), TAKEN);
        String id = bench.happen();
        Waiting.untilTrue(WebhookBench.LIMIT, () -> peer.received().size() == 1);
        try (WebhookSender second = bench.secondServer()) {
            bench.advance(Duration.ofSeconds(61));
            assertThat(bench.over(id).attempts()).hasSize(1);
            second.wake();
        }
        assertThat(bench.get(id).status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void eachAttemptIsSignedWithTheSecretOfItsTime() throws Exception {
        peer.will(BROKEN, TAKEN);
        bench.setSecret("first-secret");
        String id = bench.happen();
        bench.attempted(id, 1);
        bench.setSecret("whsec_c2Vjb25kIHNlY3JldA==");
        bench.advance(Duration.ofMinutes(1));
        bench.over(id);

        verify("first-secret", peer.received().get(0), bench.clock.instant().minus(Duration.ofMinutes(1)));
        verify("whsec_c2Vjb25kIHNlY3JldA==", peer.received().get(1), bench.clock.instant());
    }

    @Test
    void aRotatedSecretOverlapsWithTheOldOne() throws Exception {
        peer.will(TAKEN, TAKEN);
        bench.setSecret("first-secret");
        String second = bench.webhooks
                .rotate(bench.organization, new WebhookSecretRotation(2))
                .secret();
        bench.over(bench.happen());
        StubServer.Received both = peer.received().get(0);
        verify("first-secret", both, bench.clock.instant());
        signature(second, bench.clock.instant())
                .verify(both.headers()::get, both.body().getBytes(StandardCharsets.UTF_8));

        bench.advance(Duration.ofHours(2));
        bench.over(bench.happen());
        StubServer.Received alone = peer.received().get(1);
        verify(second, alone, bench.clock.instant());
        assertThat(alone.headers().get("webhook-signature")).doesNotContain(" ");
    }

    private static void verify(String secret, StubServer.Received request, Instant now) throws Exception {
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        WebhookSignature signature = signature(secret, now);
        signature.verify(request.headers()::get, body);
        signature.verifyBody(request.headers().get("x-osmtalk-signature"), body);
    }

    private static WebhookSignature signature(String secret, Instant now) {
        return new WebhookSignature(secret, Duration.ofSeconds(1), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void aDeliveryThatIsOverCanBeSentAgainUnderTheSameId() {
        peer.will(StubServer.answer(410, "{}"), TAKEN, BROKEN);
        String id = bench.happen();
        bench.over(id);

        assertThat(bench.webhooks.resend(CallReach.all(bench.organization), id).status())
                .isEqualTo(Status.PENDING);
        assertThat(bench.over(id).status()).isEqualTo(Status.DELIVERED);
        bench.webhooks.resend(CallReach.all(bench.organization), id);
        assertThat(bench.attempted(id, 3).nextAttemptAt())
                .isEqualTo(bench.clock.instant().plus(Duration.ofMinutes(1)));
        assertThat(peer.received())
                .extracting(request -> request.headers().get("webhook-id"))
                .containsOnly(id);
    }

    @Test
    void aDeliveryThatWaitsDoesNotWaitWhenItIsSentAgain() {
        peer.will(BROKEN, TAKEN);
        String id = bench.happen();
        bench.attempted(id, 1);
        bench.webhooks.resend(CallReach.all(bench.organization), id);
        assertThat(bench.over(id).status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void retriesFollowTheUrl() throws IOException {
        peer.will(BROKEN);
        String id = bench.happen();
        bench.attempted(id, 1);
        try (StubServer other = new StubServer()) {
            other.will(TAKEN);
            bench.set(other.url().toString());
            bench.advance(Duration.ofMinutes(1));
            assertThat(bench.over(id).status()).isEqualTo(Status.DELIVERED);
            assertThat(other.received()).hasSize(1);
        }
    }

    @Test
    void whatIsOverKeepsTheUrlItWentTo() throws IOException {
        try (StubServer other = new StubServer()) {
            peer.will((request, connection) -> {
                bench.set(other.url().toString());
                StubServer.answer(410, "{}").to(request, connection);
            });
            WebhookDelivery refused = bench.over(bench.happen());

            assertThat(refused.status()).isEqualTo(Status.FAILED);
            assertThat(refused.url()).isEqualTo(peer.url() + "/hook?a=b");
            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    void turningTheWebhookOffEndsWhatWaits() {
        peer.will(BROKEN);
        String id = bench.happen();
        bench.attempted(id, 1);
        bench.set("");
        assertThat(bench.get(id).status()).isEqualTo(Status.FAILED);
        assertThatThrownBy(() -> bench.webhooks.resend(CallReach.all(bench.organization), id))
                .hasMessageContaining("The webhook is off");
        bench.events.leadCompleted(bench.organization, Map.of(), Map.of(), null);
        assertThat(bench.list()).hasSize(1);
    }

    @Test
    void onlyTheChosenEventsAreSent() {
        bench.webhooks.update(
                bench.organization, new WebhookSettingsDraft(null, null, List.of(WebhookEvent.CALL_FAILED)));
        bench.events.leadCompleted(bench.organization, Map.of(), Map.of(), null);
        assertThat(bench.list()).isEmpty();
    }

    @Test
    void aCampaignsOwnUrlIsToldWhateverTheSettingsSay() throws IOException {
        bench.set("");
        try (StubServer own = new StubServer()) {
            own.will(BROKEN, TAKEN);
            String id = bench.happenAt(own.url() + "/campaign");
            bench.attempted(id, 1);
            bench.set(peer.url().toString());
            bench.advance(Duration.ofMinutes(1));
            assertThat(bench.over(id).status()).isEqualTo(Status.DELIVERED);
            assertThat(own.received()).hasSize(2);
        }
        assertThat(peer.received()).isEmpty();
    }

    @Test
    void anEventThatIsRolledBackIsNotTold() {
        assertThatThrownBy(() -> bench.database.transaction(handle -> {
                    bench.events.leadCompleted(bench.organization, Map.of(), Map.of(), null);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        assertThat(bench.list()).isEmpty();
    }

    @Test
    void aSlowReceiverHoldsUpNobodyElse() throws IOException {
        peer.will(StubServer.silence());
        IntStream.range(0, 100).forEach(i -> bench.happen());
        Waiting.untilTrue(WebhookBench.LIMIT, () -> peer.connections() == 8);
        try (StubServer quick = new StubServer()) {
            quick.will(TAKEN);
            String other = bench.rows.organization("UTC");
            bench.set(other, quick.url().toString());
            bench.happen(other);
            Waiting.untilTrue(WebhookBench.LIMIT, () -> bench.list(other).get(0).status() == Status.DELIVERED);
            String own = bench.happenAt("http://localhost:" + quick.url().getPort());
            assertThat(bench.over(own).status()).isEqualTo(Status.DELIVERED);
        }
        assertThat(peer.connections()).isEqualTo(8);
    }

    @Test
    void manyEventsArriveOnceEach() {
        peer.will(TAKEN);
        IntStream.range(0, 300)
                .parallel()
                .forEach(i -> bench.events.leadCompleted(bench.organization, Map.of(), Map.of("number", i), null));
        Waiting.untilTrue(
                WebhookBench.LIMIT,
                () -> bench.list(Optional.of(Status.PENDING), Optional.empty()).isEmpty());
        assertThat(peer.received())
                .hasSize(300)
                .extracting(StubServer.Received::body)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatWasOverAMonthAgoIsForgotten() {
        peer.will(TAKEN, BROKEN);
        String over = bench.happen();
        bench.over(over);
        bench.advance(Duration.ofDays(31));
        String waiting = bench.happen();
        bench.attempted(waiting, 1);
        bench.webhooks.purge();
        assertThat(bench.list()).extracting(WebhookDelivery::id).containsExactly(waiting);
    }
}
