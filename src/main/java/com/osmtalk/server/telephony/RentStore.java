package com.osmtalk.server.telephony;

import com.osmtalk.api.Money;
import com.osmtalk.server.store.Database;
import java.time.Instant;
import java.util.List;

/** Which numbers are rented, and up to when they are paid. */
final class RentStore {
    private static final int BATCH = 100;

    private final Database database;

    RentStore(Database database) {
        this.database = database;
    }

    record Rent(String phoneNumberId, String organizationId, Money amount, Instant startedAt, int monthsPaid) {}

    void insert(Rent rent, Instant due) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO number_rents
                               (phone_number_id, organization_id, amount, started_at, months_paid, due_at)
                        VALUES (:id, :organizationId, :amount, :startedAt, :monthsPaid, :due)
                        """)
                .bind("id", rent.phoneNumberId())
                .bind("organizationId", rent.organizationId())
                .bind("amount", rent.amount().paise())
                .bind("startedAt", rent.startedAt().toEpochMilli())
                .bind("monthsPaid", rent.monthsPaid())
                .bind("due", due.toEpochMilli())
                .execute());
    }

    /** Rents of numbers still held that are due, some at a time, by id. @param after the last id seen */
    List<Rent> due(Instant now, String after) {
        return database.read(handle -> handle.createQuery("""
                        SELECT phone_number_id, number_rents.organization_id, amount, started_at, months_paid
                        FROM number_rents
                        JOIN phone_numbers ON phone_numbers.id = phone_number_id AND released_at IS NULL
                        WHERE due_at <= :now AND phone_number_id > :after
                        ORDER BY phone_number_id
                        LIMIT :batch
                        """)
                .bind("now", now.toEpochMilli())
                .bind("after", after)
                .bind("batch", BATCH)
                .map((row, context) -> new Rent(
                        row.getString("phone_number_id"),
                        row.getString("organization_id"),
                        Money.ofPaise(row.getLong("amount")),
                        Instant.ofEpochMilli(row.getLong("started_at")),
                        row.getInt("months_paid")))
                .list());
    }

    /**
     * Keeps others from paying a month until this transaction has ended.
     *
     * @return false when it has been paid, or the number is held no more
     */
    boolean hold(String phoneNumberId, int month) {
        return database.transaction(handle -> handle.createUpdate("""
                                UPDATE number_rents SET months_paid = months_paid
                                WHERE phone_number_id = :id AND months_paid = :month
                                    AND EXISTS (SELECT 1 FROM phone_numbers WHERE id = :id AND released_at IS NULL)
                                """)
                        .bind("id", phoneNumberId)
                        .bind("month", month)
                        .execute())
                == 1;
    }

    void paid(String phoneNumberId, int months, Instant due) {
        database.transaction(handle -> handle.createUpdate(
                        "UPDATE number_rents SET months_paid = :months, due_at = :due WHERE phone_number_id = :id")
                .bind("id", phoneNumberId)
                .bind("months", months)
                .bind("due", due.toEpochMilli())
                .execute());
    }
}
