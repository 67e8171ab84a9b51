package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.api.BillingStatus;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Latency;
import com.osmtalk.api.Money;
import com.osmtalk.api.Transaction.Bucket;
import com.osmtalk.api.TransactionKind;
import com.osmtalk.api.Usage;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.billing.Rates;
import com.osmtalk.server.cluster.ChangeFeed;
import com.osmtalk.server.cluster.LocalChangeFeed;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.voice.CallEnd;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class CallLifecycleTest {
    /** Written out here a second time on purpose: the contract's table, not the code's. */
    private static final Map<CallStatus, Set<CallStatus>> ALLOWED = new EnumMap<>(Map.of(
            CallStatus.SCHEDULED, Set.of(CallStatus.QUEUED, CallStatus.FAILED),
            CallStatus.QUEUED, Set.of(CallStatus.RINGING, CallStatus.FAILED),
            CallStatus.RINGING, Set.of(CallStatus.IN_PROGRESS, CallStatus.FAILED),
            CallStatus.IN_PROGRESS, Set.of(CallStatus.COMPLETED, CallStatus.FAILED),
            CallStatus.COMPLETED, Set.of(),
            CallStatus.FAILED, Set.of()));

    private final TestDatabase kind;
    private Database database;
    private CallStore calls;
    private Ledger ledger;
    private BridgeStore bridges;
    private CallLifecycle lifecycle;
    private ChangeFeed changes;

    CallLifecycleTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
        Clock clock = Clock.systemUTC();
        calls = new CallStore(database, clock);
        ledger = new Ledger(database, clock);
        bridges = new BridgeStore(database, clock);
        changes = new LocalChangeFeed(database);
        lifecycle = new CallLifecycle(
                database,
                calls,
                bridges,
                new CallCounterStore(database),
                ledger,
                Rates.REFERENCE,
                new CallRetries(calls, clock),
                new CallPublisher(calls, new TurnStore(database), changes));
        database.transaction(handle -> {
            handle.execute(
                    "INSERT INTO organizations (id, name, time_zone, created_at) VALUES ('org_1', 'Test', 'UTC', 0)");
            return handle.execute("""
                    INSERT INTO agents (id, organization_id, name, draft, created_at, updated_at)
                    VALUES ('agent_1', 'org_1', 'Test', '{}', 0, 0)
                    """);
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aCallTakesTheStatusesThatTheTableAllowsAndNoOther() {
        for (CallStatus from : CallStatus.values()) {
            for (CallStatus to : CallStatus.values()) {
                String id = "call_" + from + "_" + to;
                store(id, from);
                if (ALLOWED.get(from).contains(to)) {
                    lifecycle.move(id, to);
                    assertThat(status(id)).isEqualTo(to);
                } else {
                    assertThatThrownBy(() -> lifecycle.move(id, to))
                            .as("%s to %s", from, to)
                            .isInstanceOf(IllegalTransitionException.class);
                    assertThat(status(id)).isEqualTo(from);
                }
            }
        }
    }

    @Test
    void whoWaitsForACallIsWokenByEachOfItsStatuses() {
        store("call_1", CallStatus.QUEUED);
        for (Consumer<String> step : List.<Consumer<String>>of(
                lifecycle::ringing, lifecycle::answered, id -> lifecycle.ended(id, end(null, Usage.NONE)))) {
            CompletableFuture<Void> change = changes.next("call_1");
            step.accept("call_1");
            assertThat(change).isCompleted();
        }
    }

    @Test
    void theEndStoresWhatWasUsedAndTakesWhatItCostAtOnce() {
        ledger.credit("org_1", Bucket.PROMOTIONAL, Money.ofPaise(100_00), TransactionKind.WELCOME, "test");
        store("call_1", CallStatus.IN_PROGRESS);

        lifecycle.ended("call_1", end(null, new Usage(0, 0, 1_000, 60, 60)));

        Call call = calls.require("call_1").call();
        assertThat(call.status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(call.costTotal()).isEqualTo(Money.ofPaise(53 + 3_67 + 1_41));
        assertThat(call.billingStatus()).isEqualTo(BillingStatus.CHARGED);
        assertThat(call.durationSeconds()).isEqualTo(60);
        assertThat(call.endedAt()).isNotNull();
        assertThat(call.failedAt()).isNull();
        assertThat(ledger.balance("org_1")).isEqualTo(Money.ofPaise(100_00).minus(call.costTotal()));
    }

    @Test
    void whatItsLinesUseAfterItsEndIsTakenOnce() {
        ledger.credit("org_1", Bucket.PROMOTIONAL, Money.ofPaise(100_00), TransactionKind.WELCOME, "test");
        store("call_1", CallStatus.IN_PROGRESS);
        bridges.held("call_1", Duration.ofSeconds(15));
        assertThat(lifecycle.bridgeOver("call_1", Duration.ofSeconds(60)))
                .as("before its own end is stored")
                .isFalse();
        lifecycle.ended("call_1", end(null, new Usage(0, 0, 1_000, 60, 60)));

        assertThat(lifecycle.bridgeOver("call_1", Duration.ofSeconds(60))).isTrue();
        assertThat(lifecycle.bridgeOver("call_1", Duration.ofSeconds(90))).isTrue();
        bridges.held("call_1", Duration.ofSeconds(90));

        Call call = calls.require("call_1").call();
        assertThat(call.usage().sipSeconds()).isEqualTo(120);
        assertThat(call.costSip()).isEqualTo(Money.ofPaise(2_81));
        assertThat(call.costTotal()).isEqualTo(Money.ofPaise(53 + 3_67 + 2_81));
        assertThat(call.durationSeconds()).isEqualTo(60);
        assertThat(ledger.balance("org_1")).isEqualTo(Money.ofPaise(100_00).minus(call.costTotal()));
        long counted = database.read(handle -> handle.createQuery(
                        "SELECT sum(cost_total) FROM call_tallies WHERE minutes = 1440 AND cost_sip = 281")
                .mapTo(Long.class)
                .one());
        assertThat(counted).isEqualTo(call.costTotal().paise());
        assertThat(bridges.silentFor(Duration.ofSeconds(-10))).isEmpty();
    }

    @Test
    void aCallThatCostNothingIsChargedForItsLinesAfterItsEnd() {
        store("call_1", CallStatus.IN_PROGRESS);
        lifecycle.ended("call_1", end(null, Usage.NONE));

        lifecycle.bridgeOver("call_1", Duration.ofSeconds(60));

        Call call = calls.require("call_1").call();
        assertThat(call.billingStatus()).isEqualTo(BillingStatus.CHARGED);
        assertThat(ledger.balance("org_1")).isEqualTo(call.costTotal().negated());
    }

    @Test
    void linesOfWhichNothingIsToldAnyMoreAreCharged() {
        store("call_1", CallStatus.IN_PROGRESS);
        store("call_2", CallStatus.IN_PROGRESS);
        for (String id : List.of("call_1", "call_2")) {
            lifecycle.ended(id, end(null, Usage.NONE));
            bridges.held(id, Duration.ofSeconds(45));
        }
        database.transaction(handle ->
                handle.execute("UPDATE bridged_calls SET told_at = told_at - 180000 WHERE call_id = 'call_1'"));

        try (EventWriters writers = new EventWriters()) {
            new BridgedCalls(bridges, lifecycle, writers).chargeSilent();
        }

        assertThat(calls.require("call_1").call().usage().sipSeconds()).isEqualTo(45);
        assertThat(calls.require("call_2").call().usage().sipSeconds()).isZero();
    }

    @Test
    void aSecondEndIsRefusedAndChargesNothing() {
        store("call_1", CallStatus.IN_PROGRESS);
        CallEnd end = end(null, new Usage(0, 0, 1_000, 60, 60));
        lifecycle.ended("call_1", end);
        Money afterFirst = ledger.balance("org_1");

        assertThatThrownBy(() -> lifecycle.ended("call_1", end)).isInstanceOf(IllegalTransitionException.class);
        assertThat(ledger.balance("org_1")).isEqualTo(afterFirst);
    }

    @Test
    void aFailureBeforeTheAnswerIsFree() {
        store("call_1", CallStatus.RINGING);

        lifecycle.ended("call_1", end(FailureReason.BUSY, Usage.NONE));

        Call call = calls.require("call_1").call();
        assertThat(call.status()).isEqualTo(CallStatus.FAILED);
        assertThat(call.failureReason()).isEqualTo(FailureReason.BUSY);
        assertThat(call.failedAt()).isEqualTo(call.endedAt()).isNotNull();
        assertThat(call.billingStatus()).isEqualTo(BillingStatus.FREE);
    }

    @Test
    void anInterruptedCallIsChargedForWhatWasStoredOfIt() {
        store("call_1", CallStatus.IN_PROGRESS);
        calls.recordUsage("call_1", new Usage(0, 0, 1_000, 0, 30));

        lifecycle.interrupted("call_1");

        Call call = calls.require("call_1").call();
        assertThat(call.failureReason()).isEqualTo(FailureReason.INTERRUPTED);
        assertThat(call.durationSeconds()).isEqualTo(30);
        assertThat(call.costTts()).isEqualTo(Money.ofPaise(3_67));
        assertThat(ledger.balance("org_1")).isEqualTo(call.costTotal().negated());
    }

    @Test
    void aQueuedCallIsTakenForDiallingByOneOfFifty() {
        store("call_1", CallStatus.QUEUED);

        long taken = IntStream.range(0, 50)
                .parallel()
                .filter(i -> calls.claim("call_1", "srv_" + i))
                .count();

        assertThat(taken).isOne();
    }

    private CallStatus status(String id) {
        return calls.require(id).call().status();
    }

    private static CallEnd end(FailureReason reason, Usage usage) {
        return new CallEnd(
                reason, EndedBy.CALLER, Duration.ofMillis(Math.round(usage.sipSeconds() * 1000)), usage, Latency.NONE);
    }

    private void store(String id, CallStatus status) {
        database.transaction(handle -> handle.execute("""
                INSERT INTO calls (id, organization_id, agent_id, agent_name, channel, direction, status,
                                   dynamic_variables, created_at, llm_model, billing_status)
                VALUES (?, 'org_1', 'agent_1', 'Test', 'phone', 'outbound', ?, '{}', 0, 'gpt-4.1-mini', 'pending')
                """, id, Columns.name(status)));
    }
}
