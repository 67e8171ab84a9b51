package com.osmtalk.server.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.api.Money;
import com.osmtalk.api.Transaction.Bucket;
import com.osmtalk.api.TransactionKind;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.problem.ProblemKind;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class LedgerTest {
    private static final String ORGANIZATION = "org_1";

    private final TestDatabase kind;
    private Database database;
    private Ledger ledger;

    LedgerTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
        ledger = new Ledger(database, Clock.systemUTC());
        database.transaction(handle -> handle.execute(
                "INSERT INTO organizations (id, name, time_zone, created_at) VALUES ('org_1', 'Test', 'UTC', 0)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aCallNeedsTenRupees() {
        ledger.credit(ORGANIZATION, Bucket.GENERAL, Money.ofPaise(9_99), TransactionKind.TOP_UP, "test");
        assertThatThrownBy(() -> ledger.requireEnoughForACall(ORGANIZATION))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.INSUFFICIENT_CREDITS))
                .hasMessageContaining("Insufficient credits");

        ledger.credit(ORGANIZATION, Bucket.PROMOTIONAL, Money.ofPaise(1), TransactionKind.WELCOME, "test");
        ledger.requireEnoughForACall(ORGANIZATION);
    }

    @Test
    void promotionalCreditsAreSpentFirstAndTheRestIsTakenFromThePaidOnes() {
        ledger.credit(ORGANIZATION, Bucket.PROMOTIONAL, Money.ofPaise(5_00), TransactionKind.WELCOME, "test");
        ledger.credit(ORGANIZATION, Bucket.GENERAL, Money.ofPaise(10_00), TransactionKind.TOP_UP, "test");

        ledger.charge(ORGANIZATION, call(1), Money.ofPaise(7_50));

        assertThat(ledger.balance(ORGANIZATION, Bucket.PROMOTIONAL)).isEqualTo(Money.ZERO);
        assertThat(ledger.balance(ORGANIZATION, Bucket.GENERAL)).isEqualTo(Money.ofPaise(7_50));
    }

    @Test
    void aCallIsNeverChargedTwice() {
        ledger.credit(ORGANIZATION, Bucket.GENERAL, Money.ofPaise(10_00), TransactionKind.TOP_UP, "test");
        String callId = call(1);
        ledger.charge(ORGANIZATION, callId, Money.ofPaise(2_00));

        assertThatThrownBy(() -> ledger.charge(ORGANIZATION, callId, Money.ofPaise(2_00)))
                .isInstanceOf(RuntimeException.class);
        assertThat(ledger.balance(ORGANIZATION)).isEqualTo(Money.ofPaise(8_00));
    }

    @Test
    void chargesAtTheSameTimeAddUp() {
        ledger.credit(ORGANIZATION, Bucket.PROMOTIONAL, Money.ofPaise(10_00), TransactionKind.WELCOME, "test");
        ledger.credit(ORGANIZATION, Bucket.GENERAL, Money.ofPaise(100_00), TransactionKind.TOP_UP, "test");
        IntStream.range(0, 40).forEach(this::call);

        IntStream.range(0, 40)
                .parallel()
                .forEach(i -> ledger.charge(ORGANIZATION, "call_" + i, Money.ofPaise(1_00 + i)));

        long charged = IntStream.range(0, 40).map(i -> 1_00 + i).sum();
        assertThat(ledger.balance(ORGANIZATION)).isEqualTo(Money.ofPaise(110_00 - charged));
        assertThat(ledger.balance(ORGANIZATION, Bucket.PROMOTIONAL)).isEqualTo(Money.ZERO);
        assertThat(sumOfEntries()).isEqualTo(110_00 - charged);
    }

    private long sumOfEntries() {
        return database.read(handle -> handle.createQuery("SELECT sum(amount) FROM ledger")
                .mapTo(Long.class)
                .one());
    }

    /** A call to charge; the ledger asks for no more than that it exists. */
    private String call(int number) {
        String id = "call_" + number;
        database.transaction(handle -> {
            handle.execute("""
                    INSERT INTO agents (id, organization_id, name, draft, created_at, updated_at)
                    VALUES ('agent_1', 'org_1', 'Test', '{}', 0, 0) ON CONFLICT DO NOTHING
                    """);
            return handle.execute("""
                    INSERT INTO calls (id, organization_id, agent_id, agent_name, channel, direction, status,
                                       dynamic_variables, created_at, llm_model, billing_status)
                    VALUES (?, 'org_1', 'agent_1', 'Test', 'phone', 'outbound', 'completed', '{}', 0, 'm', 'pending')
                    """, id);
        });
        return id;
    }
}
