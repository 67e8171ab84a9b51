package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.Latency;
import com.osmtalk.api.Money;
import com.osmtalk.api.Usage;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.billing.Rates;
import com.osmtalk.server.cluster.LiveCalls;
import com.osmtalk.server.cluster.LocalChangeFeed;
import com.osmtalk.server.dnc.DncList;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.voice.CallEnd;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.HandleCallback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The database fails at one moment that no real one can be made to fail at: when the end of a call is committed. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FailedCommitTest {
    private static final Usage USED = new Usage(0, 0, 1_000, 60, 60);

    private final TestDatabase kind;
    private final LiveCalls live = mock(LiveCalls.class);
    private final PostCallAnalyses analyses = mock(PostCallAnalyses.class);
    private Database database;
    private CallStore calls;
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
        ledger = new Ledger(database, clock);
        changes = new LocalChangeFeed(database);
        lifecycle = new CallLifecycle(
                database, calls, new CallCounterStore(database), ledger, Rates.REFERENCE, publisher());
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
        database.close();
    }

    @Test
    void anEndThatCanNotBeCommittedFreesTheLineAndStoresNothing() {
        CompletableFuture<Void> change = changes.next("call_1");

        assertThatThrownBy(() -> writer(failingAtCommit()).ended(end())).hasMessage("the connection broke");

        Call call = calls.require("call_1").call();
        assertThat(call.status()).isEqualTo(CallStatus.IN_PROGRESS);
        assertThat(call.endedAt()).isNull();
        assertThat(ledger.balance("org_1")).isEqualTo(Money.ZERO);
        assertThat(change).as("nobody is told of what was not stored").isNotDone();
        verify(live).release("call_1");
    }

    @Test
    void theSameEndCanBeStoredOnceTheDatabaseIsBackAndIsChargedOnce() {
        assertThatThrownBy(() -> writer(failingAtCommit()).ended(end())).hasMessage("the connection broke");

        writer(database).ended(end());

        Call call = calls.require("call_1").call();
        assertThat(call.status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(call.costTotal()).isNotEqualTo(Money.ZERO);
        assertThat(ledger.balance("org_1")).isEqualTo(call.costTotal().negated());
    }

    /** Does all that a transaction does, and fails where it would be committed. */
    private Database failingAtCommit() {
        Database failing = spy(database);
        doAnswer(called -> {
                    HandleCallback<?, RuntimeException> work = called.getArgument(0);
                    return database.transaction(handle -> {
                        work.withHandle(handle);
                        throw new IllegalStateException("the connection broke");
                    });
                })
                .when(failing)
                .transaction(any());
        return failing;
    }

    private CallEventWriter writer(Database on) {
        return new CallEventWriter(
                calls.require("call_1"),
                on,
                lifecycle,
                calls,
                new TurnStore(database),
                new DncList(database, Clock.systemUTC()),
                live,
                analyses,
                publisher());
    }

    private CallPublisher publisher() {
        return new CallPublisher(calls, new TurnStore(database), changes);
    }

    private static CallEnd end() {
        return new CallEnd(null, EndedBy.CALLER, Duration.ofSeconds(60), USED, Latency.NONE);
    }
}
