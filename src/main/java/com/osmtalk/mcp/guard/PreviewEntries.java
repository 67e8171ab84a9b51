package com.osmtalk.mcp.guard;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** The previews in the {@link Journal} that wait for somebody to agree, by the digests of their tokens. */
final class PreviewEntries {
    private final JournalEntries entries;

    PreviewEntries(JournalEntries entries) {
        this.entries = entries;
    }

    /** Whether a token stands for the terms of a request. */
    enum Token {
        GOOD,
        EXPIRED,
        OF_OTHER_TERMS,
        UNKNOWN
    }

    void prepare() throws SQLException {
        entries.run("""
                CREATE TABLE IF NOT EXISTS previews (
                    token      TEXT    PRIMARY KEY,
                    account    TEXT    NOT NULL,
                    request    TEXT    NOT NULL,
                    expires_at INTEGER NOT NULL)""");
    }

    void add(String token, String account, String terms, Instant now, Instant expiresAt) throws SQLException {
        entries.run("DELETE FROM previews WHERE expires_at < ?", now.minus(JournalEntries.KEPT));
        entries.run(
                "INSERT INTO previews (token, account, request, expires_at) VALUES (?, ?, ?, ?)",
                token,
                account,
                terms,
                expiresAt);
    }

    Token look(String token, String account, String terms, Instant now) throws SQLException {
        try (PreparedStatement query = entries.prepare(
                        "SELECT request, expires_at FROM previews WHERE token = ? AND account = ?", token, account);
                ResultSet row = query.executeQuery()) {
            if (!row.next()) {
                return Token.UNKNOWN;
            } else if (!row.getString("request").equals(terms)) {
                return Token.OF_OTHER_TERMS;
            }
            return row.getLong("expires_at") <= now.toEpochMilli() ? Token.EXPIRED : Token.GOOD;
        }
    }

    void useUp(String token) throws SQLException {
        entries.run("DELETE FROM previews WHERE token = ?", token);
    }
}
