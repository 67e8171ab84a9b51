package com.osmtalk.mcp.guard.store;

import java.time.Instant;

/** The previews that wait for a person to agree, by the fingerprints of their tokens: the table {@code previews}. */
public final class PreviewStore {
    private final Sql sql;

    PreviewStore(Sql sql) {
        this.sql = sql;
    }

    /** What a token is worth for a request. */
    public enum TokenState {
        VALID,
        EXPIRED,
        /** It belongs to a preview of something else. */
        OF_OTHER_TERMS,
        /** It is for the same, but that was tried since. */
        OF_AN_EARLIER_ATTEMPT,
        UNKNOWN
    }

    private record Preview(String terms, long expiresAt) {}

    void createTable() {
        sql.update("""
                CREATE TABLE IF NOT EXISTS previews (
                    token      TEXT    PRIMARY KEY,
                    account    TEXT    NOT NULL,
                    request    TEXT    NOT NULL,
                    expires_at INTEGER NOT NULL)""");
    }

    /** @param terms fingerprint of what the preview shows */
    public void add(String token, String account, String terms, Instant now, Instant expiresAt) {
        sql.update("DELETE FROM previews WHERE expires_at < ?", now.minus(DialStore.KEPT));
        sql.update(
                "INSERT INTO previews (token, account, request, expires_at) VALUES (?, ?, ?, ?)",
                token,
                account,
                terms,
                expiresAt);
    }

    /**
     * Whether a token stands for these terms.
     *
     * @param expiringAfter a token that was given out earlier, and so expires by then, was for an attempt before
     */
    public TokenState state(String token, String account, String terms, Instant now, Instant expiringAfter) {
        return sql
                .list(
                        row -> new Preview(row.getString("request"), row.getLong("expires_at")),
                        "SELECT request, expires_at FROM previews WHERE token = ? AND account = ?",
                        token,
                        account)
                .stream()
                .findFirst()
                .map(preview -> !preview.terms().equals(terms)
                        ? TokenState.OF_OTHER_TERMS
                        : preview.expiresAt() <= now.toEpochMilli()
                                ? TokenState.EXPIRED
                                : preview.expiresAt() <= expiringAfter.toEpochMilli()
                                        ? TokenState.OF_AN_EARLIER_ATTEMPT
                                        : TokenState.VALID)
                .orElse(TokenState.UNKNOWN);
    }

    /** A token is good for one request. */
    public void delete(String token) {
        sql.update("DELETE FROM previews WHERE token = ?", token);
    }
}
