package com.osmtalk.server.billing;

import com.osmtalk.api.Balance;
import com.osmtalk.api.Money;
import com.osmtalk.api.Page;
import com.osmtalk.api.Transaction;
import com.osmtalk.api.Transaction.Bucket;
import com.osmtalk.api.TransactionKind;
import com.osmtalk.api.TransactionQuery;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's tables: {@code ledger} with the entries, which are only ever added, and {@code balances} with their sum
 * for each bucket. The sum is added to by an upsert in the transaction of the entry, so it is never read, changed and
 * written back, and two entries at the same time both count.
 */
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
            TransactionKind kind,
            Money amount,
            Cause cause,
            @Nullable String note) {}

    /** What an entry is about: at most one thing; a reversal names the order it is of, too. */
    record Cause(
            @Nullable String callId,
            int callPart,
            @Nullable String orderId,
            @Nullable String phoneNumberId,
            @Nullable Integer rentMonth,
            @Nullable String reversalId) {
        static final Cause NONE = new Cause(null, 0, null, null, null, null);

        static Cause call(String id) {
            return new Cause(id, 0, null, null, null, null);
        }

        /** What a call's lines use after its end. */
        static Cause bridge(String callId) {
            return new Cause(callId, 1, null, null, null, null);
        }

        static Cause order(String id) {
            return new Cause(null, 0, id, null, null, null);
        }

        static Cause number(String id) {
            return new Cause(null, 0, null, id, null, null);
        }

        static Cause month(String phoneNumberId, int month) {
            return new Cause(null, 0, null, phoneNumberId, month, null);
        }

        static Cause reversal(String orderId, String reversalId) {
            return new Cause(null, 0, orderId, null, null, reversalId);
        }
    }

    void append(Entry entry) {
        database.transaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO ledger (id, organization_id, bucket, kind, amount,
                                                call_id, call_part, order_id, phone_number_id, rent_month, reversal_id,
                                                note, created_at)
                            VALUES (:id, :organizationId, :bucket, :kind, :amount,
                                    :callId, :callPart, :orderId, :phoneNumberId, :rentMonth, :reversalId, :note, :now)
                            """)
                    .bind("id", Ids.next("txn"))
                    .bind("organizationId", entry.organizationId())
                    .bind("bucket", Columns.name(entry.bucket()))
                    .bind("kind", Columns.name(entry.kind()))
                    .bind("amount", entry.amount().paise())
                    .bind("callId", entry.cause().callId())
                    .bind("callPart", entry.cause().callPart())
                    .bind("orderId", entry.cause().orderId())
                    .bind("phoneNumberId", entry.cause().phoneNumberId())
                    .bind("rentMonth", entry.cause().rentMonth())
                    .bind("reversalId", entry.cause().reversalId())
                    .bind("note", entry.note())
                    .bind("now", clock.millis())
                    .execute();
            return add(entry.organizationId(), entry.bucket(), entry.amount());
        });
    }

    /**
     * Locks the organisation's credits until this transaction has ended. One row stands for both balances, so that two
     * transactions can't deadlock.
     */
    void lockBalances(String organizationId) {
        database.transaction(handle -> add(organizationId, Bucket.GENERAL, Money.ZERO));
    }

    private int add(String organizationId, Bucket bucket, Money amount) {
        return database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO balances (organization_id, bucket, amount)
                        VALUES (:organizationId, :bucket, :amount)
                        ON CONFLICT (organization_id, bucket) DO UPDATE SET amount = balances.amount + :amount
                        """)
                .bind("organizationId", organizationId)
                .bind("bucket", Columns.name(bucket))
                .bind("amount", amount.paise())
                .execute());
    }

    Balance balances(String organizationId) {
        Map<Bucket, Money> amounts = new EnumMap<>(Bucket.class);
        database.read(handle -> handle.createQuery(
                        "SELECT bucket, amount FROM balances WHERE organization_id = :organizationId")
                .bind("organizationId", organizationId)
                .map((row, context) -> amounts.put(bucket(row), Money.ofPaise(row.getLong("amount"))))
                .list());
        Money general = amounts.getOrDefault(Bucket.GENERAL, Money.ZERO);
        Money promotional = amounts.getOrDefault(Bucket.PROMOTIONAL, Money.ZERO);
        return new Balance(general, promotional, general.plus(promotional), Money.CURRENCY);
    }

    Page<Transaction> page(String organizationId, TransactionQuery query, Keyset<String> keyset) {
        String where = """
                WHERE organization_id = :organizationId
                """
                + (query.kind() == null ? "" : " AND kind = :kind\n")
                + (query.from() == null ? "" : " AND created_at >= :from\n")
                + (query.to() == null ? "" : " AND created_at < :to\n");
        return database.read(handle -> {
            Query rows = handle.createQuery("""
                            SELECT id, kind, bucket, amount, call_id, order_id, phone_number_id, note, created_at
                            FROM ledger
                            """ + where + """
                             AND id < :before
                            ORDER BY id DESC
                            LIMIT :fetch OFFSET :offset
                            """)
                    .bind("before", keyset.before())
                    .bind("fetch", keyset.fetch())
                    .bind("offset", keyset.offset());
            List<Transaction> found = bound(rows, organizationId, query)
                    .map((row, context) -> transaction(row))
                    .list();
            LongSupplier count =
                    () -> bound(handle.createQuery("SELECT count(*) FROM ledger " + where), organizationId, query)
                            .mapTo(Long.class)
                            .one();
            return keyset.page(found, count, Transaction::id);
        });
    }

    private static Query bound(Query sql, String organizationId, TransactionQuery query) {
        sql.bind("organizationId", organizationId);
        if (query.kind() != null) {
            sql.bind("kind", Columns.name(query.kind()));
        }
        if (query.from() != null) {
            sql.bind("from", query.from().toEpochMilli());
        }
        if (query.to() != null) {
            sql.bind("to", query.to().toEpochMilli());
        }
        return sql;
    }

    private static Transaction transaction(ResultSet row) throws SQLException {
        return new Transaction(
                row.getString("id"),
                Columns.value(TransactionKind.class, row.getString("kind")),
                bucket(row),
                Money.ofPaise(row.getLong("amount")),
                row.getString("call_id"),
                row.getString("order_id"),
                row.getString("phone_number_id"),
                row.getString("note"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    private static Bucket bucket(ResultSet row) throws SQLException {
        return Columns.value(Bucket.class, row.getString("bucket"));
    }
}
