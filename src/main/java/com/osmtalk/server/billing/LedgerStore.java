package com.osmtalk.server.billing;

import com.osmtalk.api.Money;
import com.osmtalk.server.billing.Ledger.Bucket;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The ledger's tables. */
final class LedgerStore {
    private final Database database;
    private final Clock clock;

    LedgerStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    record Entry(
            String organizationId,
            Bucket bucket,
            String kind,
            Money amount,
            @Nullable String callId,
            @Nullable String note) {}

    void append(Entry entry) {
        database.transaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO ledger (id, organization_id, bucket, kind, amount, call_id, note, created_at)
                            VALUES (:id, :organizationId, :bucket, :kind, :amount, :callId, :note, :now)
                            """)
                    .bind("id", Ids.next("txn"))
                    .bind("organizationId", entry.organizationId())
                    .bind("bucket", name(entry.bucket()))
                    .bind("kind", entry.kind())
                    .bind("amount", entry.amount().paise())
                    .bind("callId", entry.callId())
                    .bind("note", entry.note())
                    .bind("now", clock.millis())
                    .execute();
            return handle.createUpdate("""
                            INSERT INTO balances (organization_id, bucket, amount)
                            VALUES (:organizationId, :bucket, :amount)
                            ON CONFLICT (organization_id, bucket) DO UPDATE SET amount = balances.amount + :amount
                            """)
                    .bind("organizationId", entry.organizationId())
                    .bind("bucket", name(entry.bucket()))
                    .bind("amount", entry.amount().paise())
                    .execute();
        });
    }

    /** Keeps other transactions from changing the organisation's balances until this one has ended. */
    void hold(String organizationId) {
        database.transaction(handle -> handle.createUpdate(
                        "UPDATE balances SET amount = amount WHERE organization_id = :organizationId")
                .bind("organizationId", organizationId)
                .execute());
    }

    Money balance(String organizationId, Bucket bucket) {
        return database.read(handle -> handle.createQuery(
                        "SELECT amount FROM balances WHERE organization_id = :organizationId AND bucket = :bucket")
                .bind("organizationId", organizationId)
                .bind("bucket", name(bucket))
                .mapTo(Long.class)
                .findOne()
                .map(Money::ofPaise)
                .orElse(Money.ZERO));
    }

    private static String name(Bucket bucket) {
        return bucket.name().toLowerCase(Locale.ROOT);
    }
}
