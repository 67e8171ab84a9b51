package com.osmtalk.server.agent;

import com.osmtalk.api.AgentVersion;
import com.osmtalk.api.Page;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The published versions of agents, which never change. Whether the caller may see the agent is checked before.
 */
final class AgentVersionStore {
    private final Database database;
    private final AgentDraftJson drafts;

    AgentVersionStore(Database database, AgentDraftJson drafts) {
        this.database = database;
        this.drafts = drafts;
    }

    Page<AgentVersion> list(String agentId, Keyset<Integer> keyset) {
        return database.read(handle -> {
            List<AgentVersion> versions = handle.createQuery("""
                            SELECT id, agent_id, version, label, notes, snapshot, created_at
                            FROM agent_versions
                            WHERE agent_id = :agent AND version < :before
                            ORDER BY version DESC
                            LIMIT :fetch OFFSET :offset
                            """)
                    .bind("agent", agentId)
                    .bind("before", keyset.before())
                    .bind("fetch", keyset.fetch())
                    .bind("offset", keyset.offset())
                    .map((row, context) -> version(row))
                    .list();
            LongSupplier count = () -> handle.createQuery("SELECT count(*) FROM agent_versions WHERE agent_id = :agent")
                    .bind("agent", agentId)
                    .mapTo(Long.class)
                    .one();
            return keyset.page(versions, count, AgentVersion::version);
        });
    }

    Optional<AgentVersion> find(String agentId, int version) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, agent_id, version, label, notes, snapshot, created_at
                        FROM agent_versions
                        WHERE agent_id = :agent AND version = :version
                        """)
                .bind("agent", agentId)
                .bind("version", version)
                .map((row, context) -> version(row))
                .findOne());
    }

    void insert(String agentId, AgentVersion version) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO agent_versions (id, agent_id, version, label, notes, snapshot, created_at)
                        VALUES (:id, :agent, :version, :label, :notes, :snapshot, :createdAt)
                        """)
                .bind("id", version.id())
                .bind("agent", agentId)
                .bind("version", version.version())
                .bind("label", version.label())
                .bind("notes", version.notes())
                .bind("snapshot", drafts.json(agentId, version.snapshot()))
                .bind("createdAt", version.createdAt().toEpochMilli())
                .execute());
    }

    private AgentVersion version(ResultSet row) throws SQLException {
        return new AgentVersion(
                row.getString("id"),
                row.getInt("version"),
                row.getString("label"),
                row.getString("notes"),
                drafts.draft(row.getString("agent_id"), row.getString("snapshot")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
