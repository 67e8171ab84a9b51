package com.osmtalk.server.telephony;

import com.osmtalk.api.OwnedNumber;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.telephony.RentStore.Rent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the rent of bought numbers, each month on the day the number was bought. Rent is never taken below zero, and a
 * number is never given up for it: what the balance does not cover stays due, month by month, and is taken as soon as
 * it does.
 */
public final class NumberRents {
    private static final Logger LOG = LoggerFactory.getLogger(NumberRents.class);

    private final Database database;
    private final RentStore store;
    private final Ledger ledger;
    private final Clock clock;

    public NumberRents(Database database, Ledger ledger, Clock clock) {
        this.database = database;
        this.store = new RentStore(database);
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The first month has been paid, in the transaction this is part of. */
    void start(String organizationId, OwnedNumber number) {
        Instant now = clock.instant();
        store.insert(new Rent(number.id(), organizationId, number.monthlyCost(), now, 1), due(now, 1));
    }

    /** Takes what is due from those who have it. */
    public void collect() {
        Instant now = clock.instant();
        String after = "";
        for (List<Rent> due = store.due(now, after); !due.isEmpty(); due = store.due(now, after)) {
            due.forEach(rent -> collect(rent, now));
            after = due.get(due.size() - 1).phoneNumberId();
        }
    }

    private void collect(Rent rent, Instant now) {
        int month = rent.monthsPaid();
        while (!due(rent.startedAt(), month).isAfter(now)) {
            if (!pay(rent, month)) {
                return;
            }
            month++;
        }
    }

    private boolean pay(Rent rent, int month) {
        String id = rent.phoneNumberId();
        return database.transaction(handle -> {
            if (!store.hold(id, month)) {
                LOG.debug("month {} of {} is paid, or the number was released", month, id);
                return false;
            }
            if (!ledger.payRent(rent.organizationId(), id, month, rent.amount(), "month " + (month + 1))) {
                LOG.warn("the rent of {} is due and its organisation's balance does not cover it", id);
                return false;
            }
            store.paid(id, month + 1, due(rent.startedAt(), month + 1));
            return true;
        });
    }

    /** When a month begins, counted from the start: the 31st comes back after a short month. */
    private static Instant due(Instant start, int month) {
        return start.atZone(ZoneOffset.UTC).plusMonths(month).toInstant();
    }
}
