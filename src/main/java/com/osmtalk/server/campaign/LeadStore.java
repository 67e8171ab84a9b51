package com.osmtalk.server.campaign;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.CampaignReport;
import com.osmtalk.api.Consent;
import com.osmtalk.api.Lead;
import com.osmtalk.api.LeadDisposition;
import com.osmtalk.api.LeadStatus;
import com.osmtalk.api.Page;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.Subscriber;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * The leads table. A lead's status is written by {@link #claim}, {@link #retry} and {@link #finish} alone.
 *
 * <p>Every change names the status that the lead must have, and fails when it has another: a lead that is dialled twice
 * would be a person called twice. A subscriber is in a campaign once, by a unique index, so that a file that is sent
 * again adds nobody.
 */
final class LeadStore {
    private final Database database;

    LeadStore(Database database) {
        this.database = database;
    }

    /** A lead about to be stored. @param row where it comes from */
    record NewLead(
            int row,
            PhoneNumber phoneNumber,
            Map<String, String> variables,
            @Nullable Consent consent) {}

    /** @return for each whether it is stored; its number was in the campaign before if not */
    boolean[] insert(String campaignId, List<NewLead> leads, Instant now) {
        return database.transaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO campaign_leads
                        (id, campaign_id, phone_number, subscriber, variables, consent, status, due_at, created_at,
                         updated_at)
                    VALUES (?, ?, ?, ?, ?, ?, 'pending', ?, ?, ?)
                    ON CONFLICT (campaign_id, subscriber) DO NOTHING
                    """);
            long time = now.toEpochMilli();
            for (NewLead lead : leads) {
                batch.add(
                        Ids.next("ld"),
                        campaignId,
                        lead.phoneNumber().e164(),
                        Subscriber.of(lead.phoneNumber()).key(),
                        Columns.json(lead.variables()),
                        lead.consent() == null ? null : Columns.json(lead.consent()),
                        time,
                        time,
                        time);
            }
            int[] counts = batch.execute();
            boolean[] stored = new boolean[counts.length];
            for (int i = 0; i < counts.length; i++) {
                stored[i] = counts[i] == 1;
            }
            return stored;
        });
    }

    /** How many leads of a campaign are on its organisation's do-not-call list. */
    int onDoNotCallList(String campaignId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*) FROM campaign_leads
                        JOIN campaigns ON campaigns.id = campaign_leads.campaign_id
                        JOIN dnc_entries ON dnc_entries.organization_id = campaigns.organization_id
                                        AND dnc_entries.subscriber = campaign_leads.subscriber
                        WHERE campaign_leads.campaign_id = :campaign
                        """)
                .bind("campaign", campaignId)
                .mapTo(Integer.class)
                .one());
    }

    /** The newest first. @param status null: any. @param disposition null: any */
    Page<Lead> page(
            String campaignId,
            @Nullable LeadStatus status,
            @Nullable LeadDisposition disposition,
            Keyset<String> keyset) {
        String filter = "campaign_id = :campaign" + (status == null ? "" : " AND status = :status")
                + (disposition == null ? "" : " AND disposition = :disposition");
        return database.read(handle -> {
            List<Lead> rows = handle.createQuery("SELECT * FROM campaign_leads WHERE " + filter
                            + " AND id < :before ORDER BY id DESC LIMIT :fetch OFFSET :offset")
                    .bind("campaign", campaignId)
                    .bind("status", Columns.nullableName(status))
                    .bind("disposition", Columns.nullableName(disposition))
                    .bind("before", keyset.before())
                    .bind("fetch", keyset.fetch())
                    .bind("offset", keyset.offset())
                    .map((row, context) -> lead(row))
                    .list();
            LongSupplier count = () -> handle.createQuery("SELECT count(*) FROM campaign_leads WHERE " + filter)
                    .bind("campaign", campaignId)
                    .bind("status", Columns.nullableName(status))
                    .bind("disposition", Columns.nullableName(disposition))
                    .mapTo(Long.class)
                    .one();
            return keyset.page(rows, count, Lead::id);
        });
    }

    /** From when on the first of the leads that wait may be called; empty when none waits. */
    Optional<Instant> firstDue(String campaignId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT due_at FROM campaign_leads
                        WHERE campaign_id = :campaign AND status = 'pending'
                        ORDER BY due_at LIMIT 1
                        """)
                .bind("campaign", campaignId)
                .mapTo(Long.class)
                .map(Instant::ofEpochMilli)
                .findOne());
    }

    CampaignReport.Counts counts(String campaignId) {
        return database.read(handle -> {
            Map<LeadStatus, Long> byStatus = new EnumMap<>(LeadStatus.class);
            Map<LeadDisposition, Long> byDisposition = new EnumMap<>(LeadDisposition.class);
            handle.createQuery("""
                            SELECT status, disposition, count(*) AS leads FROM campaign_leads
                            WHERE campaign_id = :campaign GROUP BY status, disposition
                            """)
                    .bind("campaign", campaignId)
                    .map((row, context) -> new Group(
                            Columns.value(LeadStatus.class, row.getString("status")),
                            Columns.nullable(LeadDisposition.class, row.getString("disposition")),
                            row.getLong("leads")))
                    .forEach(group -> {
                        byStatus.merge(group.status(), group.leads(), Long::sum);
                        if (group.disposition() != null) {
                            byDisposition.merge(group.disposition(), group.leads(), Long::sum);
                        }
                    });
            return new CampaignReport.Counts(byStatus, byDisposition);
        });
    }

    private record Group(LeadStatus status, @Nullable LeadDisposition disposition, long leads) {}

    /** How many leads hold a line or wait for one. */
    int countDialing(String campaignId) {
        return database.read(handle -> handle.createQuery(
                        "SELECT count(*) FROM campaign_leads WHERE campaign_id = :campaign AND status = 'dialing'")
                .bind("campaign", campaignId)
                .mapTo(Integer.class)
                .one());
    }

    /** Whether any is still to be called, or being called. */
    boolean anyOpen(String campaignId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT 1 FROM campaign_leads
                        WHERE campaign_id = :campaign AND status IN ('pending', 'dialing') LIMIT 1
                        """)
                .bind("campaign", campaignId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /** The pending lead that has waited longest; in the order they came. */
    Optional<Lead> nextDue(String campaignId, Instant now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM campaign_leads
                        WHERE campaign_id = :campaign AND status = 'pending' AND due_at <= :now
                        ORDER BY due_at, id LIMIT 1
                        """)
                .bind("campaign", campaignId)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> lead(row))
                .findOne());
    }

    /**
     * When another campaign of the organisation last called the person a lead is, by any of their numbers.
     *
     * @param since only of calls after this
     */
    Optional<Instant> calledElsewhere(String organizationId, Lead lead, Instant since) {
        return database.read(handle -> handle.createQuery("""
                        SELECT calls.created_at
                        FROM campaign_leads other
                        JOIN calls ON calls.id = other.call_id
                        WHERE other.subscriber = :subscriber AND other.call_id IS NOT NULL
                            AND other.campaign_id <> :campaign
                            AND calls.organization_id = :organization AND calls.created_at > :since
                        ORDER BY calls.created_at DESC LIMIT 1
                        """)
                .bind("subscriber", Subscriber.of(lead.phoneNumber()).key())
                .bind("campaign", lead.campaignId())
                .bind("organization", organizationId)
                .bind("since", since.toEpochMilli())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
    }

    /** Marks a pending lead as dialling, by the call that has just been admitted for it. */
    void claim(String id, String callId, Instant now) {
        change(
                id,
                "status = 'dialing', call_id = :call, attempts = attempts + 1",
                "pending",
                now,
                Map.of("call", callId));
    }

    /** Postpones a pending lead. */
    void postpone(String id, Instant until, Instant now) {
        change(id, "due_at = :due", "pending", now, Map.of("due", until.toEpochMilli()));
    }

    /** Makes a lead whose call has ended due again. */
    void retry(String id, Instant due, Instant now) {
        change(id, "status = 'pending', due_at = :due", "dialing", now, Map.of("due", due.toEpochMilli()));
    }

    /** Stores the final status of a lead. @param from what it was */
    void finish(String id, LeadStatus from, LeadStatus to, Instant now) {
        change(
                id,
                "status = :to, completed_at = :now, disposition = CASE WHEN :to = 'completed' THEN 'completed' END",
                Columns.name(from),
                now,
                Map.of("to", Columns.name(to)));
    }

    void dispose(String id, LeadDisposition disposition, Instant now) {
        change(id, "disposition = :disposition", "completed", now, Map.of("disposition", Columns.name(disposition)));
    }

    private void change(String id, String assignments, String from, Instant now, Map<String, Object> values) {
        int changed = database.transaction(handle -> handle.createUpdate("UPDATE campaign_leads SET updated_at = :now, "
                        + assignments + " WHERE id = :id AND status = :from")
                .bindMap(values)
                .bind("id", id)
                .bind("from", from)
                .bind("now", now.toEpochMilli())
                .execute());
        if (changed != 1) {
            throw new IllegalStateException(id + " is not " + from);
        }
    }

    /** @return true once for each lead */
    boolean markReported(String id, Instant now) {
        return database.transaction(handle -> handle.createUpdate(
                                "UPDATE campaign_leads SET reported_at = :now WHERE id = :id AND reported_at IS NULL")
                        .bind("id", id)
                        .bind("now", now.toEpochMilli())
                        .execute())
                == 1;
    }

    /** Leads that ended before a time and have not been published yet. */
    List<Lead> unreported(Instant before) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM campaign_leads
                        WHERE completed_at IS NOT NULL AND reported_at IS NULL AND completed_at < :before
                        ORDER BY completed_at LIMIT 1000
                        """)
                .bind("before", before.toEpochMilli())
                .map((row, context) -> lead(row))
                .list());
    }

    Lead require(String id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM campaign_leads WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> lead(row))
                .one());
    }

    /** The lead a call is, or was, the last call to. */
    Optional<Lead> findByCall(String callId) {
        return database.read(handle -> handle.createQuery("SELECT * FROM campaign_leads WHERE call_id = :call")
                .bind("call", callId)
                .map((row, context) -> lead(row))
                .findOne());
    }

    private static Lead lead(ResultSet row) throws SQLException {
        LeadStatus status = Columns.value(LeadStatus.class, row.getString("status"));
        String consent = row.getString("consent");
        return new Lead(
                row.getString("id"),
                row.getString("campaign_id"),
                PhoneNumber.of(row.getString("phone_number")),
                Columns.parse(row.getString("variables"), new TypeReference<>() {}),
                consent == null ? null : Columns.parse(consent, new TypeReference<>() {}),
                status,
                Columns.nullable(LeadDisposition.class, row.getString("disposition")),
                row.getInt("attempts"),
                row.getString("call_id"),
                status == LeadStatus.PENDING ? Columns.time(row, "due_at") : null,
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")),
                Columns.time(row, "completed_at"));
    }
}
