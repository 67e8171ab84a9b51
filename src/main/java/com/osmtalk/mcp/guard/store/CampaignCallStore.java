package com.osmtalk.mcp.guard.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The calls of campaigns in the table {@code dials}: one row for each lead, with as many calls as it may take. They are
 * staged first, in a temporary table of this connection: so they are never all in memory, however many they are, and
 * one short transaction enters all of them or none.
 */
public final class CampaignCallStore {
    private final Sql sql;
    private final DialStore dials;

    CampaignCallStore(Sql sql, DialStore dials) {
        this.sql = sql;
        this.dials = dials;
    }

    /**
     * A lead that is about to be called.
     *
     * @param lead its id
     * @param purpose fingerprint of callee, agent and what the call is for
     * @param party fingerprint of who calls whom
     * @param earlierParties the same as versions before noted it
     * @param calls how many it may take to reach them
     */
    public record StagedLead(String lead, String purpose, String party, List<String> earlierParties, int calls) {}

    /** How many people are called at about the same time for another reason, and when the last of them is. */
    public record RecentCalls(long people, Instant last) {}

    void createTables() {
        sql.update("""
                CREATE TEMP TABLE IF NOT EXISTS staged (
                    run     TEXT    NOT NULL,
                    lead    TEXT    NOT NULL,
                    purpose TEXT    NOT NULL,
                    party   TEXT    NOT NULL,
                    calls   INTEGER NOT NULL,
                    PRIMARY KEY (run, lead))""");
        sql.update("""
                CREATE TEMP TABLE IF NOT EXISTS staged_earlier (
                    run   TEXT NOT NULL,
                    lead  TEXT NOT NULL,
                    party TEXT NOT NULL,
                    PRIMARY KEY (run, lead, party))""");
        sql.update("""
                CREATE UNIQUE INDEX IF NOT EXISTS dials_by_lead
                ON dials (account, campaign, idempotency_key) WHERE campaign IS NOT NULL""");
        sql.update("CREATE INDEX IF NOT EXISTS dials_by_party ON dials (account, party, at)");
    }

    /** @param run tells apart what is staged at the same time */
    public void stage(String run, List<StagedLead> leads) {
        for (StagedLead lead : leads) {
            sql.update(
                    "INSERT OR REPLACE INTO staged (run, lead, purpose, party, calls) VALUES (?, ?, ?, ?, ?)",
                    run,
                    lead.lead(),
                    lead.purpose(),
                    lead.party(),
                    lead.calls());
            for (String party : lead.earlierParties()) {
                sql.update(
                        "INSERT OR IGNORE INTO staged_earlier (run, lead, party) VALUES (?, ?, ?)",
                        run,
                        lead.lead(),
                        party);
            }
        }
    }

    /** Forgets what a run has staged. */
    public void unstage(String run) {
        sql.update("DELETE FROM staged WHERE run = ?", run);
        sql.update("DELETE FROM staged_earlier WHERE run = ?", run);
    }

    /** @throws GuardStoreException when fewer are staged: the file was opened anew, and the temporary table lost */
    public void requireStaged(String run, long leads) {
        if (sql.number("SELECT count(*) FROM staged WHERE run = ?", run) < leads) {
            throw new GuardStoreException("it was opened anew meanwhile");
        }
    }

    /** Those staged whom the same agent calls at about that time, for another reason than this campaign. */
    public Optional<RecentCalls> recent(String account, String campaign, String run, Instant around, Duration span) {
        RecentCalls recent = sql.list(
                        row -> new RecentCalls(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))),
                        """
                        SELECT count(DISTINCT called.lead), max(dials.at)
                        FROM (SELECT run, lead, party FROM staged
                              UNION ALL SELECT run, lead, party FROM staged_earlier) called
                        JOIN dials ON dials.party = called.party
                        WHERE called.run = ? AND dials.account = ? AND dials.at > ? AND dials.at < ?
                          AND (dials.campaign IS NULL OR dials.campaign <> ?)""",
                        run,
                        account,
                        around.minus(span),
                        around.plus(span),
                        campaign)
                .get(0);
        return recent.people() == 0 ? Optional.empty() : Optional.of(recent);
    }

    /**
     * Enters what is staged, as calls of a time; a lead that is entered already is not counted twice, but at that time.
     */
    public void enter(String account, String campaign, String run, Instant now, Instant at) {
        dials.deleteOld(now);
        sql.update("""
                INSERT INTO dials (account, purpose, party, request, idempotency_key, state, campaign, calls, at, form)
                SELECT ?, purpose, party, run, lead, 'RESERVED', ?, calls, ?, 1 FROM staged WHERE run = ?
                ON CONFLICT (account, campaign, idempotency_key) WHERE campaign IS NOT NULL DO UPDATE
                SET at = excluded.at, calls = max(calls, excluded.calls), settled_at = NULL
                """, account, campaign, at, run);
    }

    /** The campaign was certainly not started: what this run was the first to enter counts no more. */
    public void release(String account, String campaign, String run) {
        sql.update("DELETE FROM dials WHERE account = ? AND campaign = ? AND request = ?", account, campaign, run);
    }

    /** These leads were certainly not called, and never will be. */
    public void release(String account, String campaign, List<String> leads) {
        for (String lead : leads) {
            sql.update(
                    "DELETE FROM dials WHERE account = ? AND campaign = ? AND idempotency_key = ?",
                    account,
                    campaign,
                    lead);
        }
    }
}
