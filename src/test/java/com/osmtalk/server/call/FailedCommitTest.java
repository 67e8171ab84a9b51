package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.Latency;
import com.osmtalk.api.Money;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.api.Usage;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.billing.Rates;
import com.osmtalk.server.cluster.LocalChangeFeed;
import com.osmtalk.server.dnc.DncList;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.DatabaseUnavailableException;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.voice.CallEnd;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.HandleCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.stubbing.Answer;

/** The database fails at a moment that no real one can be made to fail at: when what happened is committed. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FailedCommitTest {
    private static final long LIMIT = 120_000;
    private static final Usage USED = new Usage(0, 0, 1_000, 60, 60);

    private final TestDatabase kind;
    private final EventQueue.Owner owner = mock(EventQueue.Owner.class);
    private final EventWriters writers = new EventWriters();
    private final PostCallAnalyses analyses = mock(PostCallAnalyses.class);
    private Database database;
    private CallStore calls;
    private TurnStore turns;
    private Ledger ledger;
    private LocalChangeFeed changes;
    private CallLifecycle lifecycle;

    FailedCommitTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
        Clock clock = Clock.systemUTC();
        calls = new CallStore(database, clock);
        turns = new TurnStore(database);
        ledger = new Ledger(database, clock);
        changes = new LocalChangeFeed(database);
        lifecycle = new CallLifecycle(
                database,
                calls,
                new BridgeStore(database, Clock.systemUTC()),
                new CallCounterStore(database),
                ledger,
                Rates.REFERENCE,
                new CallRetries(calls, clock),
                publisher());
        database.transaction(handle -> {
            handle.execute(
                    "INSERT INTO organizations (id, name, time_zone, created_at) VALUES ('org_1', 'Test', 'UTC', 0)");
            handle.execute("""
                    INSERT INTO agents (id, organization_id, name, draft, created_at, updated_at)
                    VALUES ('agent_1', 'org_1', 'Test', '{}', 0, 0)
                    """);
            return handle.execute("""
                    INSERT INTO calls (id, organization_id, agent_id, agent_name, channel, direction, status,
                                       dynamic_variables, created_at, llm_model, billing_status)
                    VALUES ('call_1', 'org_1', 'agent_1', 'Test', 'phone', 'outbound', 'in_progress', '{}', 0,
                            'gpt-4.1-mini', 'pending')
                    """);
        });
    }

    @AfterEach
    void close() {
        writers.close();
        database.close();
    }

    @Test
    void anEndThatCanNotBeCommittedIsTriedAgainUntilItIsStoredAndIsChargedOnce() {
        CompletableFuture<Void> change = changes.next("call_1");
        Failing failing = failing(3, Outcome.ROLLED_BACK);

        writer(failing.database).ended(end());

        Call call = awaitEnd();
        assertThat(failing.left).hasValue(0);
        assertThat(call.status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(call.costTotal()).isNotEqualTo(Money.ZERO);
        assertThat(ledger.balance("org_1")).isEqualTo(call.costTotal().negated());
        assertThat(change).isDone();
    }

    @Test
    void anEndWhoseCommitNobodyWasToldOfIsStoredAndChargedOnce() {
        writer(failing(1, Outcome.COMMITTED).database).ended(end());

        Call call = awaitEnd();
        assertThat(call.status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(ledger.balance("org_1")).isEqualTo(call.costTotal().negated());
        verify(analyses, times(1)).request("call_1");
    }

    @Test
    void linesThatCanNotBeStoredAreKeptInOrderAndTheCallGoesOn() {
        CallEventWriter writer = writer(failing(3, Outcome.ROLLED_BACK).database);

        writer.said(line(0), USED);
        writer.said(line(1), USED);
        writer.used(USED);
        writer.said(line(2), USED);
        writer.ended(end());

        assertThat(awaitEnd().status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(turns.transcript("call_1"))
                .extracting(TranscriptEntry::text)
                .containsExactly("line 0", "line 1", "line 2");
        verify(owner, never()).interrupt();
    }

    @Test
    void aLineWhoseCommitNobodyWasToldOfIsStoredOnce() {
        CallEventWriter writer = writer(failing(1, Outcome.COMMITTED).database);

        writer.said(line(0), USED);
        writer.said(line(1), USED);
        writer.ended(end());

        awaitEnd();
        assertThat(turns.transcript("call_1")).extracting(TranscriptEntry::text).containsExactly("line 0", "line 1");
    }

    @Test
    void aConversationOfWhichTooMuchCanNotBeStoredIsEnded() {
        Failing failing = failing(Integer.MAX_VALUE, Outcome.ROLLED_BACK);
        CallEventWriter writer = writer(failing.database);
        for (int index = 0; index < 1_200; index++) {
            writer.said(line(index), USED);
        }
        verify(owner, times(1)).interrupt();

        writer.ended(end());
        failing.left.set(0);

        assertThat(awaitEnd().status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(turns.transcript("call_1")).hasSize(1_000);
    }

    @Test
    void aCallThatOthersHaveEndedIsInterruptedAndNothingMoreIsStoredOfIt() {
        CallEventWriter writer = writer(database);
        writer.said(line(0), USED);
        lifecycle.interrupted("call_1");
        Money charged = ledger.balance("org_1");

        writer.said(line(1), USED);

        verify(owner, timeout(LIMIT)).interrupt();
        verify(owner, timeout(LIMIT)).over();
        assertThat(turns.transcript("call_1")).hasSize(1);
        assertThat(ledger.balance("org_1")).isEqualTo(charged);
    }

    @Test
    void whatIsWrongWithAnEventItselfEndsTheCall() {
        CallEventWriter writer = writer(database);

        writer.answered();

        verify(owner, timeout(LIMIT)).interrupt();
        writer.ended(end());
        assertThat(awaitEnd().status()).isEqualTo(CallStatus.COMPLETED);
    }

    private Call awaitEnd() {
        verify(owner, timeout(LIMIT)).over();
        return calls.require("call_1").call();
    }

    private enum Outcome {
        ROLLED_BACK,
        COMMITTED
    }

    /** Does all that a transaction does, and fails where it would be committed, or just was. */
    private record Failing(Database database, AtomicInteger left) {}

    private Failing failing(int times, Outcome outcome) {
        AtomicInteger left = new AtomicInteger(times);
        Database failing = spy(database);
        Answer<?> transaction = called -> {
            HandleCallback<?, RuntimeException> work = called.getArgument(0);
            if (left.get() == 0) {
                return database.transaction(work);
            }
            left.decrementAndGet();
            RuntimeException broken =
                    new DatabaseUnavailableException("the connection broke", new SQLException("broken"));
            database.transaction(handle -> {
                Object stored = work.withHandle(handle);
                if (outcome == Outcome.ROLLED_BACK) {
                    throw broken;
                }
                return stored;
            });
            throw broken;
        };
        doAnswer(transaction).when(failing).transaction(any());
        doAnswer(transaction).when(failing).urgentTransaction(any());
        return new Failing(failing, left);
    }

    private CallEventWriter writer(Database on) {
        return new CallEventWriter(
                calls.require("call_1"),
                lifecycle,
                calls,
                turns,
                new QuestionStore(database),
                new DncList(database, Clock.systemUTC()),
                analyses,
                publisher(),
                new BridgedCalls(new BridgeStore(database, Clock.systemUTC()), lifecycle, writers),
                new EventQueue("call_1", on, calls, writers, owner),
                () -> {},
                Clock.systemUTC());
    }

    private CallPublisher publisher() {
        return new CallPublisher(calls, turns, changes);
    }

    private static TranscriptEntry line(int index) {
        return new TranscriptEntry(index, TranscriptRole.AGENT, "line " + index, 1_000L * index, null);
    }

    private static CallEnd end() {
        return new CallEnd(null, EndedBy.CALLER, Duration.ofSeconds(60), USED, Latency.NONE);
    }
}
