package com.osmtalk.server.campaign;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.Campaign;
import com.osmtalk.api.CampaignDraft;
import com.osmtalk.api.CampaignStatus;
import com.osmtalk.api.CampaignStatusReason;
import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.Page;
import com.osmtalk.server.identity.CallReach;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.RowLock;
import com.osmtalk.voice.carrier.Carriers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The campaigns table. */
final class CampaignStore {
    private static final String SELECT = """
            SELECT campaigns.*,
                (SELECT provider FROM phone_numbers WHERE phone_numbers.id = phone_number_id) AS provider
            FROM campaigns
            """;

    private final Database database;
    private final Carriers carriers;

    CampaignStore(Database database, Carriers carriers) {
        this.database = database;
        this.carriers = carriers;
    }

    void insert(String organizationId, String id, CampaignDraft draft, Instant now) {
        database.transaction(handle -> bound(handle.createUpdate("""
                        INSERT INTO campaigns (id, organization_id, name, agent_id, agent_version, phone_number_id,
                            status, max_concurrent, scheduled_start_at, schedule, retry_policy, webhook_url,
                            created_at, updated_at)
                        VALUES (:id, :organization, :name, :agent, :agentVersion, :phoneNumber, 'draft',
                            :maxConcurrent, :scheduledStartAt, :schedule, :retryPolicy, :webhookUrl,
                            :now, :now)
                        """), id, draft, now)
                .bind("organization", organizationId)
                .execute());
    }

    /** Says to whose limits a campaign's calls count. @param connectionId null: to no assistant's */
    void count(String id, @Nullable String connectionId) {
        database.transaction(
                handle -> handle.createUpdate("UPDATE campaigns SET connection_id = :connectionId WHERE id = :id")
                        .bind("id", id)
                        .bind("connectionId", connectionId)
                        .execute());
    }

    void update(String id, CampaignDraft draft, Instant now) {
        database.transaction(
                handle -> bound(handle.createUpdate("""
                        UPDATE campaigns
                        SET name = :name, agent_id = :agent, agent_version = :agentVersion,
                            phone_number_id = :phoneNumber, max_concurrent = :maxConcurrent,
                            scheduled_start_at = :scheduledStartAt, schedule = :schedule,
                            retry_policy = :retryPolicy, webhook_url = :webhookUrl, updated_at = :now
                        WHERE id = :id
                        """), id, draft, now).execute());
    }

    private static <S extends SqlStatement<S>> S bound(S statement, String id, CampaignDraft draft, Instant now) {
        return statement
                .bind("id", id)
                .bind("name", draft.name())
                .bind("agent", draft.agentId())
                .bind("agentVersion", draft.agentVersion())
                .bind("phoneNumber", draft.phoneNumberId())
                .bind("maxConcurrent", draft.maxConcurrent())
                .bind("scheduledStartAt", Columns.millis(draft.scheduledStartAt()))
                .bind("schedule", Columns.json(Objects.requireNonNull(draft.schedule())))
                .bind("retryPolicy", Columns.json(Objects.requireNonNull(draft.retryPolicy())))
                .bind("webhookUrl", draft.webhookUrl())
                .bind("now", now.toEpochMilli());
    }

    /** For {@link CampaignLifecycle} alone. */
    void move(String id, CampaignStatus to, @Nullable CampaignStatusReason reason, Instant now) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE campaigns
                        SET status        = :to,
                            status_reason = :reason,
                            started_at    = CASE WHEN :to = 'running' THEN coalesce(started_at, :now)
                                                 ELSE started_at END,
                            ended_at      = CASE WHEN :to IN ('completed', 'failed') THEN :now ELSE ended_at END,
                            updated_at    = :now
                        WHERE id = :id
                        """)
                .bind("id", id)
                .bind("to", Columns.name(to))
                .bind("reason", Columns.nullableName(reason))
                .bind("now", now.toEpochMilli())
                .execute());
    }

    /** Stores why a campaign makes no calls at present; null: it does. */
    void explain(String id, @Nullable CampaignStatusReason reason) {
        database.transaction(
                handle -> handle.createUpdate("UPDATE campaigns SET status_reason = :reason WHERE id = :id")
                        .bind("id", id)
                        .bind("reason", Columns.nullableName(reason))
                        .execute());
    }

    /** With its leads. */
    void delete(String id) {
        database.transaction(handle -> {
            handle.createUpdate("DELETE FROM campaign_leads WHERE campaign_id = :id")
                    .bind("id", id)
                    .execute();
            return handle.createUpdate("DELETE FROM campaigns WHERE id = :id")
                    .bind("id", id)
                    .execute();
        });
    }

    Optional<StoredCampaign> find(String id, RowLock lock) {
        return database.read(
                handle -> handle.createQuery(SELECT + "WHERE id = :id " + database.lockClause(lock, "campaigns"))
                        .bind("id", id)
                        .map((row, context) -> campaign(row))
                        .findOne());
    }

    /** The newest first. @param status null: any */
    Page<Campaign> page(CallReach reach, @Nullable CampaignStatus status, Keyset<String> keyset) {
        String filter = reach.numberCondition() + (status == null ? "" : " AND status = :status");
        return database.read(handle -> {
            List<Campaign> rows = handle.createQuery(SELECT + "WHERE " + filter
                            + " AND id < :before ORDER BY id DESC LIMIT :fetch OFFSET :offset")
                    .bindMap(reach.values())
                    .bind("status", Columns.nullableName(status))
                    .bind("before", keyset.before())
                    .bind("fetch", keyset.fetch())
                    .bind("offset", keyset.offset())
                    .map((row, context) -> campaign(row).campaign())
                    .list();
            LongSupplier count = () -> handle.createQuery("SELECT count(*) FROM campaigns WHERE " + filter)
                    .bindMap(reach.values())
                    .bind("status", Columns.nullableName(status))
                    .mapTo(Long.class)
                    .one();
            return keyset.page(rows, count, Campaign::id);
        });
    }

    /** Campaigns that run or are paused; the last calls of a paused one may still be ending. */
    List<String> underWay() {
        return database.read(handle -> handle.createQuery(
                        "SELECT id FROM campaigns WHERE status IN ('running', 'paused') ORDER BY id")
                .mapTo(String.class)
                .list());
    }

    List<String> dueToStart(Instant now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id FROM campaigns
                        WHERE status = 'scheduled' AND scheduled_start_at <= :now ORDER BY id
                        """)
                .bind("now", now.toEpochMilli())
                .mapTo(String.class)
                .list());
    }

    /** The name of a campaign under way that calls with an agent. */
    Optional<String> usingAgent(String organizationId, String agentId) {
        return using("agent_id", organizationId, agentId);
    }

    /** The name of a campaign under way that calls from a number. */
    Optional<String> usingNumber(String organizationId, String numberId) {
        return using("phone_number_id", organizationId, numberId);
    }

    private Optional<String> using(String column, String organizationId, String id) {
        return database.read(handle -> handle.createQuery("""
                        SELECT name FROM campaigns
                        WHERE status IN ('scheduled', 'running', 'paused')
                            AND organization_id = :organization AND %s = :id
                        ORDER BY id LIMIT 1
                        """.formatted(column))
                .bind("organization", organizationId)
                .bind("id", id)
                .mapTo(String.class)
                .findOne());
    }

    private StoredCampaign campaign(ResultSet row) throws SQLException {
        Campaign campaign = new Campaign(
                row.getString("id"),
                row.getString("name"),
                row.getString("agent_id"),
                row.getString("phone_number_id"),
                carriers.of(Columns.value(NumberProvider.class, row.getString("provider")))
                        .simulated(),
                row.getObject("agent_version") == null ? null : row.getInt("agent_version"),
                Columns.value(CampaignStatus.class, row.getString("status")),
                Columns.nullable(CampaignStatusReason.class, row.getString("status_reason")),
                row.getInt("max_concurrent"),
                Columns.time(row, "scheduled_start_at"),
                Columns.parse(row.getString("schedule"), new TypeReference<>() {}),
                Columns.parse(row.getString("retry_policy"), new TypeReference<>() {}),
                row.getString("webhook_url"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")),
                Columns.time(row, "started_at"),
                Columns.time(row, "ended_at"));
        return new StoredCampaign(row.getString("organization_id"), row.getString("connection_id"), campaign);
    }
}
