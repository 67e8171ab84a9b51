package com.osmtalk.mcp.guard.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dials of all accounts, single ones and those of campaigns: the table {@code dials}.
 *
 * <p>A row is one call, or all {@code calls} that a campaign may make, entered for the first hour it may call in. That
 * hour can be in the future, so whoever counts the calls of a span looks at both sides of a moment, not only back.
 *
 * <p>The table is made and extended here, by hand and in plain JDBC, and not by Flyway: an {@code osmtalk mcp} whose
 * server is elsewhere loads no database framework.
 */
public final class DialStore {
    private static final String UNSETTLED =
            "account = ? AND coalesce(last_at, at) > ? AND at < ? AND (settled_at IS NULL OR settled_at > ?)";

    /** Each time at which a phone may ring in a span: the attempts of a call are as far from each other as can be. */
    private static final String RINGS = """
            WITH RECURSIVE
            attempts (id, at, pause, calls, settled_at) AS (
                SELECT id, at, CASE WHEN calls > 1 AND last_at > at THEN (last_at - at) / (calls - 1) ELSE 0 END, calls,
                       settled_at
                FROM dials
                WHERE account = ? AND coalesce(last_at, at) > ? AND at < ?
                UNION ALL
                SELECT id, at + pause, pause, calls - 1, settled_at FROM attempts WHERE pause > 0 AND calls > 1),
            rings (id, at, calls, settled_at) AS (
                SELECT id, at, CASE WHEN pause > 0 THEN 1 ELSE calls END, settled_at
                FROM attempts WHERE at > ? AND at < ?)
            """;

    /** After this a dial is deleted: no rule looks back further than a day. */
    public static final Duration KEPT = Duration.ofHours(48);

    private final Sql sql;

    DialStore(Sql sql) {
        this.sql = sql;
    }

    void createTable() {
        sql.update("""
                CREATE TABLE IF NOT EXISTS dials (
                    id              INTEGER PRIMARY KEY AUTOINCREMENT,
                    account         TEXT    NOT NULL,
                    purpose         TEXT    NOT NULL,
                    request         TEXT    NOT NULL,
                    idempotency_key TEXT    NOT NULL,
                    state           TEXT    NOT NULL,
                    call_id         TEXT,
                    at              INTEGER NOT NULL,
                    settled_at      INTEGER)""");
        // files of earlier versions do not have these
        addColumn("terms", "TEXT NOT NULL DEFAULT ''");
        addColumn("party", "TEXT NOT NULL DEFAULT ''");
        addColumn("campaign", "TEXT");
        addColumn("calls", "INTEGER NOT NULL DEFAULT 1");
        // in which form the fingerprints are: 0, as a version has noted them that does not know this column
        // null: as at
        addColumn("last_at", "INTEGER");
        addColumn("asked_at", "INTEGER");
        addColumn("form", "INTEGER NOT NULL DEFAULT 0");
        sql.update("CREATE INDEX IF NOT EXISTS dials_by_time ON dials (account, at)");
        sql.update("CREATE INDEX IF NOT EXISTS dials_by_key ON dials (account, idempotency_key)");
    }

    private void addColumn(String name, String definition) {
        if (sql.number("SELECT count(*) FROM pragma_table_info('dials') WHERE name = ?", name) == 0) {
            sql.update("ALTER TABLE dials ADD COLUMN " + name + " " + definition);
        }
    }

    /** The dial that this very request was made for, with this idempotency key. */
    public Optional<StoredDial> repeated(String account, String key, String request, Instant since) {
        return dials(
                        "account = ? AND idempotency_key = ? AND request = ? AND at > ? ORDER BY id DESC LIMIT 1",
                        account,
                        key,
                        request,
                        since)
                .stream()
                .findFirst();
    }

    /**
     * The dials with one of these purposes that may ring, retries included, less than a span before one time or after
     * another, or in between, the last one first.
     */
    public List<StoredDial> same(String account, List<String> purposes, Instant from, Instant to, Duration span) {
        List<Object> values = new ArrayList<>(List.of(account, from.minus(span), to.plus(span)));
        values.addAll(purposes);
        return dials(
                "account = ? AND coalesce(last_at, at) > ? AND at < ? AND purpose IN ("
                        + "?, ".repeat(purposes.size() - 1) + "?) ORDER BY at DESC, id DESC",
                values.toArray());
    }

    /** Whether versions before have noted any that still count. */
    public boolean hasEarlier(Instant now) {
        return sql.number("SELECT count(*) FROM dials WHERE form = 0 AND at > ?", now.minus(KEPT)) > 0;
    }

    /**
     * How many calls there are in a span before a time and in one after it, where the calls of a campaign are that
     * waits for its hours: all that could be in one span together with a call at that time. A call that may be dialled
     * again counts at each of its times.
     */
    public long calls(String account, Instant around, Duration span) {
        Instant from = around.minus(span);
        Instant to = around.plus(span);
        return sql.number(RINGS + "SELECT coalesce(sum(calls), 0) FROM rings", account, from, to, from, to);
    }

    /** The time of the last call that has to leave the span before no more than {@code left} calls are in it. */
    public Instant lastBeyond(String account, Instant around, Duration span, long left) {
        Instant from = around.minus(span);
        Instant to = around.plus(span);
        return Instant.ofEpochMilli(sql.number(RINGS + """
                SELECT coalesce(max(at), 0)
                FROM (SELECT at, sum(calls) OVER (ORDER BY at DESC, id DESC) AS since FROM rings)
                WHERE since > ?""", account, from, to, from, to, left));
    }

    /** How many calls there are in the span that ends with one of them, those at the same moment in their order. */
    public long callsUpTo(StoredDial dial, Instant ring, Duration span) {
        return sql.number(
                RINGS + "SELECT coalesce(sum(calls), 0) FROM rings WHERE at < ? OR id <= ?",
                dial.account(),
                ring.minus(span),
                ring.plusMillis(1),
                ring.minus(span),
                ring.plusMillis(1),
                ring,
                dial.id());
    }

    /** The dial that became a call, which may have been dialled again since. */
    public Optional<StoredDial> ofCall(String callId) {
        return dials("call_id = ? AND campaign IS NULL ORDER BY id DESC LIMIT 1", callId).stream()
                .findFirst();
    }

    /** The placed calls of an account that a server dials, or dials again, after a moment, the earliest first. */
    public List<StoredDial> later(String account, Instant after) {
        return dials(
                "account = ? AND last_at > ? AND call_id IS NOT NULL AND (at > asked_at OR calls > 1)"
                        + " ORDER BY at, id",
                account,
                after);
    }

    /** How many calls there are whose price the account's figures as of a moment need not contain. */
    public long unsettledCalls(String account, Instant around, Duration span, Instant asOf) {
        Instant from = around.minus(span);
        Instant to = around.plus(span);
        return sql.number(
                RINGS + "SELECT coalesce(sum(calls), 0) FROM rings WHERE settled_at IS NULL OR settled_at > ?",
                account,
                from,
                to,
                from,
                to,
                asOf);
    }

    /** The earliest single calls among them, without those of campaigns. */
    public List<StoredDial> unsettled(String account, Instant around, Duration span, Instant asOf, int limit) {
        return dials(
                UNSETTLED + " AND call_id IS NOT NULL ORDER BY at, id LIMIT ?",
                account,
                around.minus(span),
                around.plus(span),
                asOf,
                limit);
    }

    /** The campaigns that made, or may make, the others. */
    public List<String> unsettledCampaigns(String account, Instant around, Duration span, Instant asOf) {
        return sql.list(
                row -> row.getString(1),
                "SELECT DISTINCT campaign FROM dials WHERE " + UNSETTLED + " AND campaign IS NOT NULL",
                account,
                around.minus(span),
                around.plus(span),
                asOf);
    }

    /**
     * Stores a dial that is about to be made.
     *
     * @param party fingerprint of who calls whom
     * @param terms fingerprint of what a person agreed to
     * @param at when it is to ring
     * @param last when it may ring for the last time
     * @param calls how often it may be dialled, retries included
     */
    public StoredDial reserve(
            String account,
            String purpose,
            String party,
            String request,
            String terms,
            String key,
            Instant now,
            Instant at,
            Instant last,
            int calls) {
        deleteOld(now);
        sql.update(
                "INSERT INTO dials (account, purpose, party, request, terms, idempotency_key, state, asked_at,"
                        + " at, last_at, calls, form) VALUES (?, ?, ?, ?, ?, ?, 'RESERVED', ?, ?, ?, ?, 1)",
                account,
                purpose,
                party,
                request,
                terms,
                key,
                now,
                at,
                last,
                calls);
        return repeated(account, key, request, Instant.EPOCH).orElseThrow();
    }

    void deleteOld(Instant now) {
        sql.update("DELETE FROM dials WHERE coalesce(last_at, at) < ?", now.minus(KEPT));
    }

    /** It was placed. If it was released meanwhile, and a repeat of it placed, it is stored again. */
    public void placed(StoredDial dial, String callId) {
        if (sql.update("UPDATE dials SET state = 'PLACED', call_id = ? WHERE id = ?", callId, dial.id()) == 0) {
            sql.update(
                    "INSERT INTO dials (account, purpose, request, terms, idempotency_key, state, call_id,"
                            + " asked_at, at, last_at, form) VALUES (?, ?, ?, ?, ?, 'PLACED', ?, ?, ?, ?, 1)",
                    dial.account(),
                    dial.purpose(),
                    dial.request(),
                    dial.terms(),
                    dial.idempotencyKey(),
                    callId,
                    dial.asked(),
                    dial.at(),
                    dial.last());
        }
    }

    /** Nobody knows whether it was dialled. */
    public void unknown(StoredDial dial) {
        sql.update("UPDATE dials SET state = 'UNKNOWN' WHERE id = ? AND state = 'RESERVED'", dial.id());
    }

    /** It was certainly not dialled, and counts no more. */
    public void release(StoredDial dial) {
        sql.update("DELETE FROM dials WHERE id = ? AND state = 'RESERVED'", dial.id());
    }

    /** It was placed, but is not dialled any more, and counts no more. */
    public void withdraw(StoredDial dial) {
        sql.update("DELETE FROM dials WHERE id = ?", dial.id());
    }

    /** Its price is final and in the account's figures. */
    public void settled(StoredDial dial, Instant now) {
        sql.update("UPDATE dials SET settled_at = ? WHERE id = ?", now, dial.id());
    }

    /** The campaign is over, and all its prices are in the account's figures. */
    public void settled(String account, String campaign, Instant now) {
        sql.update("UPDATE dials SET settled_at = ? WHERE account = ? AND campaign = ?", now, account, campaign);
    }

    private List<StoredDial> dials(String condition, Object... values) {
        return sql.list(DialStore::read, "SELECT * FROM dials WHERE " + condition, values);
    }

    private static StoredDial read(ResultSet row) throws SQLException {
        long at = row.getLong("at");
        return new StoredDial(
                row.getLong("id"),
                row.getString("account"),
                row.getString("purpose"),
                row.getString("request"),
                row.getString("terms"),
                row.getString("idempotency_key"),
                StoredDial.State.valueOf(row.getString("state")),
                row.getString("call_id"),
                row.getString("campaign"),
                Instant.ofEpochMilli(at),
                timeOr(at, row, "last_at"),
                timeOr(at, row, "asked_at"));
    }

    private static Instant timeOr(long otherwise, ResultSet row, String column) throws SQLException {
        long time = row.getLong(column);
        return Instant.ofEpochMilli(row.wasNull() ? otherwise : time);
    }
}
