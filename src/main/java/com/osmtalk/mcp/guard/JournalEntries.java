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
    /** No rule looks back further than a day. */
    private static final Duration KEPT = Duration.ofHours(48);

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

    /** @param callId of one that was placed */
    record Entry(
            long id,
            String account,
            String purpose,
            String request,
            String terms,
            String idempotencyKey,
            State state,
            @Nullable String callId,
            Instant at) {}

    /** Whether a token stands for a request. */
    enum Token {
        GOOD,
        EXPIRED,
        OF_ANOTHER_REQUEST,
        UNKNOWN
    }

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
        run("CREATE INDEX IF NOT EXISTS dials_by_time ON dials (account, at)");
        run("CREATE INDEX IF NOT EXISTS dials_by_key ON dials (account, idempotency_key)");
        run("""
                CREATE TABLE IF NOT EXISTS previews (
                    token      TEXT    PRIMARY KEY,
                    account    TEXT    NOT NULL,
                    request    TEXT    NOT NULL,
                    expires_at INTEGER NOT NULL)""");
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

    /** The last dial with a purpose. */
    Optional<Entry> latest(String account, String purpose, Instant since) throws SQLException {
        return entries("account = ? AND purpose = ? AND at > ? ORDER BY id DESC LIMIT 1", account, purpose, since)
                .stream()
                .findFirst();
    }

    /** All dials of a time, the first first. */
    List<Entry> since(String account, Instant since) throws SQLException {
        return entries("account = ? AND at > ? ORDER BY at, id", account, since);
    }

    /** Dials whose price the account's figures as of a moment need not have. */
    List<Entry> unsettled(String account, Instant since, Instant asOf) throws SQLException {
        return entries(
                "account = ? AND at > ? AND (settled_at IS NULL OR settled_at > ?) ORDER BY at, id",
                account,
                since,
                asOf);
    }

    /** @param terms that a person agreed to */
    Entry reserve(String account, String purpose, String request, String terms, String key, Instant now)
            throws SQLException {
        run("DELETE FROM dials WHERE at < ?", now.minus(KEPT));
        run(
                "INSERT INTO dials (account, purpose, request, terms, idempotency_key, state, at)"
                        + " VALUES (?, ?, ?, ?, ?, 'RESERVED', ?)",
                account,
                purpose,
                request,
                terms,
                key,
                now);
        return repeated(account, key, request, Instant.EPOCH).orElseThrow();
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

    void addPreview(String token, String account, String request, Instant now, Instant expiresAt) throws SQLException {
        run("DELETE FROM previews WHERE expires_at < ?", now.minus(KEPT));
        run(
                "INSERT INTO previews (token, account, request, expires_at) VALUES (?, ?, ?, ?)",
                token,
                account,
                request,
                expiresAt);
    }

    /** Whether a token stands for a request now. */
    Token look(String token, String account, String request, Instant now) throws SQLException {
        try (PreparedStatement query = prepare(
                        "SELECT request, expires_at FROM previews WHERE token = ? AND account = ?", token, account);
                ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return Token.UNKNOWN;
            } else if (!row.getString("request").equals(request)) {
                return Token.OF_ANOTHER_REQUEST;
            } else if (row.getLong("expires_at") <= now.toEpochMilli()) {
                return Token.EXPIRED;
            }
        }
        return Token.GOOD;
    }

    void useUp(String token) throws SQLException {
        run("DELETE FROM previews WHERE token = ?", token);
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
                        Instant.ofEpochMilli(row.getLong("at"))));
            }
        }
        return entries;
    }

    private int run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof Instant time ? (Object) time.toEpochMilli() : values[i]);
        }
        return statement;
    }
}
