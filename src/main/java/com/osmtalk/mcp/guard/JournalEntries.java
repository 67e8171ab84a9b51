package com.osmtalk.mcp.guard;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the {@link Journal} holds, inside one of its transactions. */
final class JournalEntries {
    private static final String UNSETTLED =
            "account = ? AND at > ? AND at < ? AND (settled_at IS NULL OR settled_at > ?)";

    /** No rule looks back further than a day. */
    static final Duration KEPT = Duration.ofHours(48);

    private final Connection connection;

    JournalEntries(Connection connection) {
        this.connection = connection;
    }

    enum State {
        /** About to be dialled; for ever, if the program died meanwhile, and so it counts as dialled. */
        RESERVED,
        PLACED,
        /** Nobody knows whether it was dialled. */
        UNKNOWN
    }

    /**
     * @param callId of one that was placed
     * @param campaign whose it is, of the calls of one
     */
    record Entry(
            long id,
            String account,
            String purpose,
            String request,
            String terms,
            String idempotencyKey,
            State state,
            @Nullable String callId,
            @Nullable String campaign,
            Instant at) {}

    /** Makes the tables where they are not there. */
    void prepare() throws SQLException {
        run("""
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
        // what journals of before have not
        addColumn("terms", "TEXT NOT NULL DEFAULT ''");
        addColumn("party", "TEXT NOT NULL DEFAULT ''");
        addColumn("campaign", "TEXT");
        addColumn("calls", "INTEGER NOT NULL DEFAULT 1");
        run("CREATE INDEX IF NOT EXISTS dials_by_time ON dials (account, at)");
        run("CREATE INDEX IF NOT EXISTS dials_by_key ON dials (account, idempotency_key)");
        previews().prepare();
        leads().prepare();
    }

    private void addColumn(String name, String definition) throws SQLException {
        try (PreparedStatement query = prepare("SELECT 1 FROM pragma_table_info('dials') WHERE name = ?", name);
                ResultSet row = query.executeQuery()) {
            if (row.next()) {
                return;
            }
        }
        run("ALTER TABLE dials ADD COLUMN " + name + " " + definition);
    }

    /** The dial this very request was made with this key for. */
    Optional<Entry> repeated(String account, String key, String request, Instant since) throws SQLException {
        return entries(
                        "account = ? AND idempotency_key = ? AND request = ? AND at > ? ORDER BY id DESC LIMIT 1",
                        account,
                        key,
                        request,
                        since)
                .stream()
                .findFirst();
    }

    /** The last dial with a purpose, of those at about a time. */
    Optional<Entry> latest(String account, String purpose, Instant around, Duration span) throws SQLException {
        return entries(
                        "account = ? AND purpose = ? AND at > ? AND at < ? ORDER BY at DESC, id DESC LIMIT 1",
                        account,
                        purpose,
                        around.minus(span),
                        around.plus(span))
                .stream()
                .findFirst();
    }

    /**
     * How many calls there are in a span before a time, and after it, when a campaign waits for its hours: all that could
     * be in one span with it.
     */
    long calls(String account, Instant around, Duration span) throws SQLException {
        return number(
                "SELECT coalesce(sum(calls), 0) FROM dials WHERE account = ? AND at > ? AND at < ?",
                account,
                around.minus(span),
                around.plus(span));
    }

    /** When the last of them was that has to be out of the span for so many to be left. */
    Instant lastBeyond(String account, Instant around, Duration span, long left) throws SQLException {
        return Instant.ofEpochMilli(number("""
                SELECT coalesce(max(at), 0)
                FROM (SELECT at, sum(calls) OVER (ORDER BY at DESC, id DESC) AS since
                      FROM dials WHERE account = ? AND at > ? AND at < ?)
                WHERE since > ?""", account, around.minus(span), around.plus(span), left));
    }

    /** How many calls there are whose price the account's figures as of a moment need not have. */
    long unsettledCalls(String account, Instant around, Duration span, Instant asOf) throws SQLException {
        return number(
                "SELECT coalesce(sum(calls), 0) FROM dials WHERE " + UNSETTLED,
                account,
                around.minus(span),
                around.plus(span),
                asOf);
    }

    /** The first of those that were placed by themselves. */
    List<Entry> unsettled(String account, Instant around, Duration span, Instant asOf, int limit) throws SQLException {
        return entries(
                UNSETTLED + " AND call_id IS NOT NULL ORDER BY at, id LIMIT ?",
                account,
                around.minus(span),
                around.plus(span),
                asOf,
                limit);
    }

    /** The campaigns that made, or may make, the others. */
    List<String> unsettledCampaigns(String account, Instant around, Duration span, Instant asOf) throws SQLException {
        List<String> campaigns = new ArrayList<>();
        try (PreparedStatement query = prepare(
                        "SELECT DISTINCT campaign FROM dials WHERE " + UNSETTLED + " AND campaign IS NOT NULL",
                        account,
                        around.minus(span),
                        around.plus(span),
                        asOf);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                campaigns.add(row.getString(1));
            }
        }
        return campaigns;
    }

    LeadEntries leads() {
        return new LeadEntries(this);
    }

    /**
     * @param party who calls whom
     * @param terms that a person agreed to
     */
    Entry reserve(String account, String purpose, String party, String request, String terms, String key, Instant now)
            throws SQLException {
        forget(now);
        run(
                "INSERT INTO dials (account, purpose, party, request, terms, idempotency_key, state, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 'RESERVED', ?)",
                account,
                purpose,
                party,
                request,
                terms,
                key,
                now);
        return repeated(account, key, request, Instant.EPOCH).orElseThrow();
    }

    void forget(Instant now) throws SQLException {
        run("DELETE FROM dials WHERE at < ?", now.minus(KEPT));
    }

    /** It was placed; one that a repeat found gone is written again. */
    void placed(Entry dial, String callId) throws SQLException {
        if (run("UPDATE dials SET state = 'PLACED', call_id = ? WHERE id = ?", callId, dial.id()) == 0) {
            run(
                    "INSERT INTO dials (account, purpose, request, terms, idempotency_key, state, call_id, at)"
                            + " VALUES (?, ?, ?, ?, ?, 'PLACED', ?, ?)",
                    dial.account(),
                    dial.purpose(),
                    dial.request(),
                    dial.terms(),
                    dial.idempotencyKey(),
                    callId,
                    dial.at());
        }
    }

    void unknown(Entry dial) throws SQLException {
        run("UPDATE dials SET state = 'UNKNOWN' WHERE id = ? AND state = 'RESERVED'", dial.id());
    }

    /** It was certainly not dialled, and counts for nothing. */
    void release(Entry dial) throws SQLException {
        run("DELETE FROM dials WHERE id = ? AND state = 'RESERVED'", dial.id());
    }

    /** Its price is final and in the account's figures. */
    void settled(Entry dial, Instant now) throws SQLException {
        run("UPDATE dials SET settled_at = ? WHERE id = ?", now, dial.id());
    }

    /** The campaign is over, and all its prices are in the account's figures. */
    void settled(String account, String campaign, Instant now) throws SQLException {
        run("UPDATE dials SET settled_at = ? WHERE account = ? AND campaign = ?", now, account, campaign);
    }

    PreviewEntries previews() {
        return new PreviewEntries(this);
    }

    private List<Entry> entries(String condition, Object... values) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement query = prepare("SELECT * FROM dials WHERE " + condition, values);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                entries.add(new Entry(
                        row.getLong("id"),
                        row.getString("account"),
                        row.getString("purpose"),
                        row.getString("request"),
                        row.getString("terms"),
                        row.getString("idempotency_key"),
                        State.valueOf(row.getString("state")),
                        row.getString("call_id"),
                        row.getString("campaign"),
                        Instant.ofEpochMilli(row.getLong("at"))));
            }
        }
        return entries;
    }

    long number(String sql, Object... values) throws SQLException {
        try (PreparedStatement query = prepare(sql, values);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    int run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof Instant time ? (Object) time.toEpochMilli() : values[i]);
        }
        return statement;
    }
}
