package com.osmtalk.mcp.guard;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The calls of campaigns in the {@link Journal}: for each lead one entry, with as many calls as there may be. They are
 * staged first, in a table of this connection alone, so that however many they are they are never in memory, and all of
 * them are entered in one short transaction or none.
 */
final class LeadEntries {
    private final JournalEntries entries;

    LeadEntries(JournalEntries entries) {
        this.entries = entries;
    }

    /** @param party who calls whom */
    record Staged(String lead, String purpose, String party, int calls) {}

    /** Called within the time in which the same call is not placed again. */
    record Recent(long people, Instant last) {}

    void prepare() throws SQLException {
        entries.run("""
                CREATE TEMP TABLE IF NOT EXISTS staged (
                    run     TEXT    NOT NULL,
                    lead    TEXT    NOT NULL,
                    purpose TEXT    NOT NULL,
                    party   TEXT    NOT NULL,
                    calls   INTEGER NOT NULL,
                    PRIMARY KEY (run, lead))""");
        entries.run("""
                CREATE UNIQUE INDEX IF NOT EXISTS dials_by_lead
                ON dials (account, campaign, idempotency_key) WHERE campaign IS NOT NULL""");
        entries.run("CREATE INDEX IF NOT EXISTS dials_by_party ON dials (account, party, at)");
    }

    void stage(String run, List<Staged> leads) throws SQLException {
        for (Staged lead : leads) {
            entries.run(
                    "INSERT OR REPLACE INTO staged (run, lead, purpose, party, calls) VALUES (?, ?, ?, ?, ?)",
                    run,
                    lead.lead(),
                    lead.purpose(),
                    lead.party(),
                    lead.calls());
        }
    }

    void unstage(String run) throws SQLException {
        entries.run("DELETE FROM staged WHERE run = ?", run);
    }

    long staged(String run) throws SQLException {
        return entries.number("SELECT count(*) FROM staged WHERE run = ?", run);
    }

    /** Those staged whom the same agent calls at about that time, for another reason than this campaign. */
    Optional<Recent> recent(String account, String campaign, String run, Instant around, Duration span)
            throws SQLException {
        try (PreparedStatement query =
                        entries.prepare("""
                        SELECT count(DISTINCT staged.lead), max(dials.at)
                        FROM staged JOIN dials ON dials.party = staged.party
                        WHERE staged.run = ? AND dials.account = ? AND dials.at > ? AND dials.at < ?
                          AND (dials.campaign IS NULL OR dials.campaign <> ?)""", run, account, around.minus(span), around.plus(span), campaign);
                ResultSet row = query.executeQuery()) {
            row.next();
            long people = row.getLong(1);
            return people == 0
                    ? Optional.empty()
                    : Optional.of(new Recent(people, Instant.ofEpochMilli(row.getLong(2))));
        }
    }

    /** Enters what is staged, as calls of a time; who is entered already is not counted twice, but at that time. */
    void enter(String account, String campaign, String run, Instant now, Instant at) throws SQLException {
        entries.forget(now);
        entries.run("""
                INSERT INTO dials (account, purpose, party, request, idempotency_key, state, campaign, calls, at)
                SELECT ?, purpose, party, run, lead, 'RESERVED', ?, calls, ? FROM staged WHERE run = ?
                ON CONFLICT (account, campaign, idempotency_key) WHERE campaign IS NOT NULL DO UPDATE
                SET at = excluded.at, calls = max(calls, excluded.calls), settled_at = NULL""", account, campaign, at, run);
    }

    /** The campaign was certainly not begun: what this run was the first to enter counts for nothing. */
    void release(String account, String campaign, String run) throws SQLException {
        entries.run("DELETE FROM dials WHERE account = ? AND campaign = ? AND request = ?", account, campaign, run);
    }

    /** These were certainly not called, and never will be. */
    void release(String account, String campaign, List<String> leads) throws SQLException {
        for (String lead : leads) {
            entries.run(
                    "DELETE FROM dials WHERE account = ? AND campaign = ? AND idempotency_key = ?",
                    account,
                    campaign,
                    lead);
        }
    }
}
