package com.osmtalk.server.dnc;

import com.osmtalk.api.DncEntry;
import com.osmtalk.api.DncEntry.Source;
import com.osmtalk.api.Page;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.Subscriber;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.FoldedText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Where the lists are kept. A subscriber is on an organisation's list once, by a unique index, whichever of their
 * numbers it was: an entry that is there already stays as it is, with the reason and the time of when the person first
 * asked.
 */
final class DncStore {
    private static final String INSERT = """
            INSERT INTO dnc_entries (id, organization_id, phone_number, subscriber, reason, folded_reason, source,
                created_at)
            VALUES (:id, :organization, :phoneNumber, :subscriber, :reason, :foldedReason, :source, :createdAt)
            ON CONFLICT (organization_id, subscriber) DO NOTHING
            """;

    private final Database database;

    DncStore(Database database) {
        this.database = database;
    }

    /** The newest first, of those that are searched for. */
    Page<DncEntry> list(String organizationId, DncSearch search, Keyset<String> keyset) {
        String filter = "organization_id = :organization" + search.condition();
        return database.read(handle -> {
            List<DncEntry> entries = handle.createQuery("SELECT id, phone_number, reason, source, created_at"
                            + " FROM dnc_entries WHERE " + filter
                            + " AND id < :before ORDER BY id DESC LIMIT :fetch OFFSET :offset")
                    .bind("organization", organizationId)
                    .bindMap(search.values())
                    .bind("before", keyset.before())
                    .bind("fetch", keyset.fetch())
                    .bind("offset", keyset.offset())
                    .map((row, context) -> entry(row))
                    .list();
            LongSupplier count = () -> handle.createQuery("SELECT count(*) FROM dnc_entries WHERE " + filter)
                    .bind("organization", organizationId)
                    .bindMap(search.values())
                    .mapTo(Long.class)
                    .one();
            return keyset.page(entries, count, DncEntry::id);
        });
    }

    Optional<DncEntry> find(String organizationId, PhoneNumber number) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, phone_number, reason, source, created_at
                        FROM dnc_entries
                        WHERE organization_id = :organization AND subscriber = :subscriber
                        """)
                .bind("organization", organizationId)
                .bind("subscriber", Subscriber.of(number).key())
                .map((row, context) -> entry(row))
                .findOne());
    }

    /** @return false when the number is on the list already */
    boolean insert(String organizationId, DncEntry entry) {
        return database.transaction(handle ->
                bound(handle.createUpdate(INSERT), organizationId, entry).execute() == 1);
    }

    /** @return how many were not on the list before */
    int insert(String organizationId, List<DncEntry> entries) {
        return database.transaction(handle -> {
            PreparedBatch batch = handle.prepareBatch(INSERT);
            // in the same order whoever inserts: two overlapping batches wait for each other instead of deadlocking
            entries.stream()
                    .sorted(Comparator.comparing(
                            entry -> Subscriber.of(entry.phoneNumber()).key()))
                    .forEach(entry -> bound(batch, organizationId, entry).add());
            return Arrays.stream(batch.execute()).sum();
        });
    }

    boolean delete(String organizationId, String id) {
        return database.transaction(handle ->
                handle.createUpdate("DELETE FROM dnc_entries WHERE organization_id = :organization AND id = :id")
                                .bind("organization", organizationId)
                                .bind("id", id)
                                .execute()
                        == 1);
    }

    private static <S extends SqlStatement<S>> S bound(S statement, String organizationId, DncEntry entry) {
        return statement
                .bind("id", entry.id())
                .bind("organization", organizationId)
                .bind("phoneNumber", entry.phoneNumber().e164())
                .bind("subscriber", Subscriber.of(entry.phoneNumber()).key())
                .bind("reason", entry.reason())
                .bind("foldedReason", entry.reason() == null ? null : FoldedText.of(entry.reason()))
                .bind("source", Columns.name(entry.source()))
                .bind("createdAt", entry.createdAt().toEpochMilli());
    }

    private static DncEntry entry(ResultSet row) throws SQLException {
        return new DncEntry(
                row.getString("id"),
                PhoneNumber.of(row.getString("phone_number")),
                row.getString("reason"),
                Columns.value(Source.class, row.getString("source")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
