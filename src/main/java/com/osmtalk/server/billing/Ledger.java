package com.osmtalk.server.billing;

import com.osmtalk.api.Balance;
import com.osmtalk.api.Money;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.Transaction;
import com.osmtalk.api.Transaction.Bucket;
import com.osmtalk.api.TransactionKind;
import com.osmtalk.api.TransactionQuery;
import com.osmtalk.server.billing.LedgerStore.Cause;
import com.osmtalk.server.billing.LedgerStore.Entry;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * An organisation's credits, promotional and paid, and every reason they changed.
 *
 * <p>The ledger is append-only. A balance is the sum of its entries, kept beside them in the same transaction so that
 * it can be read at once. Every entry that takes money names its cause (a call, an order, a month of a number), and a
 * unique index on the cause makes a second charge fail, whoever tries it: a job that is run again, a payment event that
 * comes twice.
 *
 * <p>Promotional credits are spent before paid ones. Transactions that spend lock the organisation's balance first
 * ({@code lockBalances}); otherwise two that end at the same time could both spend the same promotional credits.
 */
public final class Ledger {
    /** A call needs this much before it starts. */
    public static final Money MINIMUM_FOR_A_CALL = Money.ofPaise(10_00);

    private final Database database;
    private final LedgerStore store;

    public Ledger(Database database, Clock clock) {
        this.database = database;
        this.store = new LedgerStore(database, clock);
    }

    /** Both balances, of the same moment. */
    public Balance balances(String organizationId) {
        return store.balances(organizationId);
    }

    /** Both balances of an organisation together. */
    public Money balance(String organizationId) {
        return balances(organizationId).total();
    }

    public Money balance(String organizationId, Bucket bucket) {
        Balance balances = balances(organizationId);
        return switch (bucket) {
            case PROMOTIONAL -> balances.promotional();
            case GENERAL -> balances.general();
        };
    }

    /** Every change of the balances, the newest first. */
    public Page<Transaction> transactions(String organizationId, TransactionQuery query, PageRequest page) {
        return store.page(organizationId, query, Keyset.byId("txn", page));
    }

    /** @throws Problem INSUFFICIENT_CREDITS when there is not enough for a call */
    public void requireEnoughForACall(String organizationId) {
        requireEnoughForACall(organizationId, 0);
    }

    /**
     * Refuses a call that the balance does not cover. Nothing is charged while a call lasts, so each live call reserves
     * what it needed to start; otherwise one balance could start any number of calls at once.
     *
     * @param live the organisation's calls that have not been charged yet
     * @throws Problem INSUFFICIENT_CREDITS when the balance does not cover one more
     */
    public void requireEnoughForACall(String organizationId, long live) {
        Money balance = balance(organizationId);
        if (balance.isLessThan(MINIMUM_FOR_A_CALL.times(live + 1))) {
            throw insufficient("the balance is " + balance + " and a call needs " + MINIMUM_FOR_A_CALL
                    + (live == 0 ? "" : ", as do the " + live + " that are live"));
        }
    }

    /** Adds credits. */
    public void credit(String organizationId, Bucket bucket, Money amount, TransactionKind kind, String note) {
        append(organizationId, bucket, kind, amount, Cause.NONE, note);
    }

    /** Adds the credits that an order was paid for; fails for an order that has been credited. */
    void creditOrder(String organizationId, String orderId, Money credits) {
        append(organizationId, Bucket.GENERAL, TransactionKind.TOP_UP, credits, Cause.order(orderId), null);
    }

    /**
     * Takes credits back whose money went back, once for each refund or dispute, below zero if need be: they were
     * paid for
     * no more.
     */
    void takeBack(String organizationId, TransactionKind kind, Money credits, String orderId, String reversalId) {
        append(
                organizationId,
                Bucket.GENERAL,
                kind,
                credits.negated(),
                Cause.reversal(orderId, reversalId),
                "of " + reversalId);
    }

    /**
     * Takes a call's cost, promotional credits first; a call is never charged twice. What the promotional credits do
     * not cover comes from the paid ones, below zero if need be: the call has been made.
     */
    public void charge(String organizationId, String callId, Money cost) {
        database.transaction(handle -> {
            store.lockBalances(organizationId);
            take(organizationId, TransactionKind.CALL, cost, Cause.call(callId), null);
            return null;
        });
    }

    /** Takes what a call's lines have cost after its end, while a person had it: once, as {@link #charge}. */
    public void chargeBridge(String organizationId, String callId, Money cost) {
        database.transaction(handle -> {
            store.lockBalances(organizationId);
            take(
                    organizationId,
                    TransactionKind.CALL,
                    cost,
                    Cause.bridge(callId),
                    "its lines, after a person had taken it over");
            return null;
        });
    }

    /**
     * Pays for setting up a number and for its first month.
     *
     * @throws Problem INSUFFICIENT_CREDITS when the balance does not cover both
     */
    public void payForNumber(String organizationId, String phoneNumberId, Money setup, Money firstMonth, String note) {
        database.transaction(handle -> {
            store.lockBalances(organizationId);
            Money price = setup.plus(firstMonth);
            Money balance = balance(organizationId);
            if (balance.isLessThan(price)) {
                throw insufficient("the number costs " + price + " now and the balance is " + balance);
            }
            take(organizationId, TransactionKind.NUMBER_SETUP, setup, Cause.number(phoneNumberId), note);
            take(organizationId, TransactionKind.NUMBER_RENT, firstMonth, Cause.month(phoneNumberId, 0), note);
            return null;
        });
    }

    /**
     * Pays a further month of a number, once.
     *
     * @param month counted from 0, which was paid when the number was bought
     * @return false when the balance does not cover it; nothing is taken then
     */
    public boolean payRent(String organizationId, String phoneNumberId, int month, Money rent, String note) {
        return database.transaction(handle -> {
            store.lockBalances(organizationId);
            if (balance(organizationId).isLessThan(rent)) {
                return false;
            }
            take(organizationId, TransactionKind.NUMBER_RENT, rent, Cause.month(phoneNumberId, month), note);
            return true;
        });
    }

    private void take(String organizationId, TransactionKind kind, Money cost, Cause cause, @Nullable String note) {
        Money promotional = balance(organizationId, Bucket.PROMOTIONAL);
        Money fromPromotional = promotional.isLessThan(Money.ZERO) ? Money.ZERO : Money.min(promotional, cost);
        Money fromGeneral = cost.minus(fromPromotional);
        if (fromPromotional.paise() > 0) {
            append(organizationId, Bucket.PROMOTIONAL, kind, fromPromotional.negated(), cause, note);
        }
        if (fromGeneral.paise() > 0) {
            append(organizationId, Bucket.GENERAL, kind, fromGeneral.negated(), cause, note);
        }
    }

    private void append(
            String organizationId,
            Bucket bucket,
            TransactionKind kind,
            Money amount,
            Cause cause,
            @Nullable String note) {
        store.append(new Entry(organizationId, bucket, kind, amount, cause, note));
    }

    private static Problem insufficient(String why) {
        return Problem.insufficientCredits("Insufficient credits: " + why + ". Top up, then try again.");
    }
}
