package com.osmtalk.server.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.TestClock;
import com.osmtalk.api.AvailableNumber;
import com.osmtalk.api.Money;
import com.osmtalk.api.NumberPurchase;
import com.osmtalk.api.NumberSearch;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.Transaction.Bucket;
import com.osmtalk.api.TransactionKind;
import com.osmtalk.api.TransactionQuery;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.billing.Rates;
import com.osmtalk.server.cluster.KeyFiles;
import com.osmtalk.server.cluster.SharedKeys.Use;
import com.osmtalk.server.number.Numbers;
import com.osmtalk.server.secret.Seal;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.store.TestRows;
import com.osmtalk.voice.SimulatedNetwork;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rent of bought numbers, month by month. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class NumberRentsTest {
    private static final Money RENT = Money.ofPaise(140_53);

    private final TestDatabase kind;
    private final NumberingPlan plan = new NumberingPlan();
    private final TestClock clock = new TestClock();
    private Database database;
    private Ledger ledger;
    private Numbers numbers;
    private NumberRents rents;
    private Telephony telephony;
    private String organization;

    NumberRentsTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
        ledger = new Ledger(database, clock);
        numbers = new Numbers(database, SimulatedNetwork.carriers(1), plan, new Agents(database, plan, clock), clock);
        rents = new NumberRents(database, ledger, clock);
        telephony = new Telephony(
                database,
                SimulatedNetwork.carriers(1),
                plan,
                new StandInInventory(plan),
                numbers,
                rents,
                new Trunks(database, new Seal(new KeyFiles(folder).key(Use.SEAL_PASSWORDS))),
                ledger,
                Rates.REFERENCE);
        organization = new TestRows(database).organization("UTC");
        clock.set("2026-01-31T10:00:00Z");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void itIsTakenOnceAMonthOnTheDayOfThePurchase() {
        credit(RENT.times(10));
        buy();
        collectAt("2026-02-28T09:59:59Z", 1);
        collectAt("2026-02-28T10:00:00Z", 2);
        collectAt("2026-03-28T10:00:00Z", 2);
        collectAt("2026-03-31T09:59:59Z", 2);
        collectAt("2026-03-31T10:00:00Z", 3);
        collectAt("2026-06-30T10:00:00Z", 6);
    }

    @Test
    void severalServersCollectingAtOnceTakeItOnce() {
        credit(RENT.times(10));
        IntStream.range(0, 3).forEach(i -> buy());
        clock.set("2026-03-01T00:00:00Z");

        IntStream.range(0, 16).parallel().forEach(i -> rents.collect());

        assertThat(paid()).isEqualTo(6);
        assertThat(ledger.balance(organization)).isEqualTo(RENT.times(4));
    }

    @Test
    void whatTheBalanceDoesNotCoverStaysDueAndTheNumberStays() {
        credit(RENT.plus(RENT).minus(Money.ofPaise(1)));
        OwnedNumber number = buy();

        collectAt("2026-04-30T10:00:00Z", 1);
        assertThat(ledger.balance(organization)).isEqualTo(RENT.minus(Money.ofPaise(1)));
        assertThat(numbers.list(organization, PageRequest.first(5)).data()).containsExactly(number);

        credit(RENT.times(2));
        collectAt("2026-05-01T10:00:00Z", 3);
        assertThat(ledger.balance(organization)).isEqualTo(RENT.minus(Money.ofPaise(1)));
        credit(Money.ofPaise(1));
        collectAt("2026-05-01T11:00:00Z", 4);
        collectAt("2026-05-01T12:00:00Z", 4);
    }

    @Test
    void aReleasedNumberCostsNothingMoreAndItsNextHolderPaysAnew() {
        credit(RENT.times(10));
        OwnedNumber first = buy();
        numbers.release(organization, first.id());
        collectAt("2026-03-15T10:00:00Z", 1);

        OwnedNumber again = buy();

        assertThat(again.phoneNumber()).isEqualTo(first.phoneNumber());
        collectAt("2026-04-14T10:00:00Z", 2);
        collectAt("2026-04-15T10:00:00Z", 3);
    }

    private void collectAt(String time, int monthsPaid) {
        clock.set(time);
        rents.collect();
        assertThat(paid()).as(time).isEqualTo(monthsPaid);
    }

    private OwnedNumber buy() {
        AvailableNumber offer =
                telephony.search(new NumberSearch(null, null, null, 1)).get(0);
        return telephony.buy(organization, new NumberPurchase(offer.phoneNumber(), null, null));
    }

    private void credit(Money amount) {
        ledger.credit(organization, Bucket.GENERAL, amount, TransactionKind.TOP_UP, "test");
    }

    private long paid() {
        return ledger.transactions(
                        organization,
                        new TransactionQuery(TransactionKind.NUMBER_RENT, null, null),
                        PageRequest.first(1))
                .total();
    }
}
