package com.osmtalk.server.billing;

import com.osmtalk.api.Money;
import com.osmtalk.server.http.Problem;
import com.osmtalk.server.store.Database;
import java.time.Clock;

/**
 * What an organisation has, promotional and paid, and every reason it changed. Entries are only ever appended; a balance
 * is the sum of its entries, kept beside them in the same transaction.
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

    /** Both balances of an organisation together. */
    public Money balance(String organizationId) {
        return balance(organizationId, Bucket.PROMOTIONAL).plus(balance(organizationId, Bucket.GENERAL));
    }

    public Money balance(String organizationId, Bucket bucket) {
        return store.balance(organizationId, bucket);
    }

    /** @throws Problem 402 when there is not enough for a call */
    public void requireEnoughForACall(String organizationId) {
        Money balance = balance(organizationId);
        if (balance.isLessThan(MINIMUM_FOR_A_CALL)) {
            throw Problem.of(
                    402,
                    "insufficient_credits",
                    "Insufficient credits: the balance is " + balance + " and a call needs " + MINIMUM_FOR_A_CALL
                            + ". Top up, then try again.");
        }
    }

    /** Adds credits. @param kind what they are: {@code welcome}, {@code top_up}, … */
    public void credit(String organizationId, Bucket bucket, Money amount, String kind, String note) {
        database.transaction(handle -> {
            store.append(new LedgerStore.Entry(organizationId, bucket, kind, amount, null, note));
            return null;
        });
    }

    /**
     * Takes a call's cost, promotional credits first; a call is never charged twice. What the promotional credits do not
     * cover comes from the paid ones, below zero if need be: the call has been made.
     */
    public void charge(String organizationId, String callId, Money cost) {
        database.transaction(handle -> {
            store.hold(organizationId);
            Money promotional = balance(organizationId, Bucket.PROMOTIONAL);
            Money fromPromotional = promotional.isLessThan(cost) ? promotional : cost;
            if (fromPromotional.paise() > 0) {
                store.append(callEntry(organizationId, Bucket.PROMOTIONAL, callId, fromPromotional));
            } else {
                fromPromotional = Money.ZERO;
            }
            Money rest = cost.minus(fromPromotional);
            if (rest.paise() > 0) {
                store.append(callEntry(organizationId, Bucket.GENERAL, callId, rest));
            }
            return null;
        });
    }

    private static LedgerStore.Entry callEntry(String organizationId, Bucket bucket, String callId, Money cost) {
        return new LedgerStore.Entry(organizationId, bucket, "call", cost.negated(), callId, null);
    }

    /** The two kinds of credits; promotional ones are spent first. */
    public enum Bucket {
        PROMOTIONAL,
        GENERAL
    }
}
