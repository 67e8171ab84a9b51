package com.osmtalk.server.agent;

import com.osmtalk.api.Page;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.RowLock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The agents table. A deleted agent keeps its row, for the calls it made.
 */
final class AgentStore {
    private final Database database;
    private final AgentDraftJson drafts;

    AgentStore(Database database, AgentDraftJson drafts) {
        this.database = database;
        this.drafts = drafts;
    }

    Page<StoredAgent> list(String organizationId, Keyset<String> keyset) {
        return list(organizationId, keyset, "", List.of());
    }

    /** Of these agents alone. */
    Page<StoredAgent> listOnly(String organizationId, List<String> ids, Keyset<String> keyset) {
        return list(organizationId, keyset, "AND id IN (<ids>)", ids);
    }

    /** @param restriction a condition on {@code <ids>}, or nothing */
    private Page<StoredAgent> list(String organizationId, Keyset<String> keyset, String restriction, List<String> ids) {
        // SQL has no empty list; no id is empty
        List<String> orNone = ids.isEmpty() ? List.of("") : ids;
        return database.read(handle -> {
            List<StoredAgent> agents = handle.createQuery("""
                            SELECT id, draft, general, current_version, created_at, updated_at
                            FROM agents
                            WHERE organization_id = :organization AND deleted_at IS NULL AND id < :before %s
                            ORDER BY id DESC
                            LIMIT :fetch OFFSET :offset
                            """.formatted(restriction))
                    .bindList("ids", orNone)
                    .bind("organization", organizationId)
                    .bind("before", keyset.before())
                    .bind("fetch", keyset.fetch())
                    .bind("offset", keyset.offset())
                    .map((row, context) -> agent(row))
                    .list();
            LongSupplier count = () -> handle.createQuery("""
                            SELECT count(*) FROM agents
                            WHERE organization_id = :organization AND deleted_at IS NULL %s
                            """.formatted(restriction))
                    .bindList("ids", orNone)
                    .bind("organization", organizationId)
                    .mapTo(Long.class)
                    .one();
            return keyset.page(agents, count, StoredAgent::id);
        });
    }

    Optional<StoredAgent> find(String organizationId, String id, RowLock lock) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, draft, general, current_version, created_at, updated_at
                        FROM agents
                        WHERE organization_id = :organization AND id = :id AND deleted_at IS NULL
                        """ + database.lockClause(lock, "agents"))
                .bind("organization", organizationId)
                .bind("id", id)
                .map((row, context) -> agent(row))
                .findOne());
    }

    Optional<StoredAgent> findEvenDeleted(String organizationId, String id) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, draft, general, current_version, created_at, updated_at
                        FROM agents
                        WHERE organization_id = :organization AND id = :id
                        """)
                .bind("organization", organizationId)
                .bind("id", id)
                .map((row, context) -> agent(row))
                .findOne());
    }

    void insert(String organizationId, StoredAgent agent) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO agents (id, organization_id, name, draft, created_at, updated_at)
                        VALUES (:id, :organization, :name, :draft, :createdAt, :updatedAt)
                        """)
                .bind("id", agent.id())
                .bind("organization", organizationId)
                .bind("name", agent.draft().name())
                .bind("draft", drafts.json(agent.id(), agent.draft()))
                .bind("createdAt", agent.createdAt().toEpochMilli())
                .bind("updatedAt", agent.updatedAt().toEpochMilli())
                .execute());
    }

    /** Stores an agent as the general one of its organisation, unless that has one. */
    void insertGeneral(String organizationId, StoredAgent agent) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO agents (id, organization_id, name, draft, general, created_at, updated_at)
                        VALUES (:id, :organization, :name, :draft, 1, :createdAt, :updatedAt)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("id", agent.id())
                .bind("organization", organizationId)
                .bind("name", agent.draft().name())
                .bind("draft", drafts.json(agent.id(), agent.draft()))
                .bind("createdAt", agent.createdAt().toEpochMilli())
                .bind("updatedAt", agent.updatedAt().toEpochMilli())
                .execute());
    }

    /** The id of the agent that takes an organisation's calls that name none. */
    Optional<String> general(String organizationId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id FROM agents
                        WHERE organization_id = :organization AND general = 1 AND deleted_at IS NULL
                        """)
                .bind("organization", organizationId)
                .mapTo(String.class)
                .findOne());
    }

    /** The organisations that have no general agent. */
    List<String> withoutGeneral() {
        return database.read(
                handle -> handle.createQuery("""
                        SELECT id FROM organizations
                        WHERE NOT EXISTS (SELECT 1 FROM agents
                                          WHERE organization_id = organizations.id AND general = 1
                                                AND deleted_at IS NULL)
                        """).mapTo(String.class).list());
    }

    void update(StoredAgent agent) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE agents
                        SET name = :name, draft = :draft, current_version = :version, updated_at = :updatedAt
                        WHERE id = :id
                        """)
                .bind("id", agent.id())
                .bind("name", agent.draft().name())
                .bind("draft", drafts.json(agent.id(), agent.draft()))
                .bind("version", agent.currentVersion())
                .bind("updatedAt", agent.updatedAt().toEpochMilli())
                .execute());
    }

    void delete(String id, Instant at) {
        database.transaction(handle -> handle.createUpdate("UPDATE agents SET deleted_at = :at WHERE id = :id")
                .bind("id", id)
                .bind("at", at.toEpochMilli())
                .execute());
    }

    long liveCalls(String organizationId, String agentId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*)
                        FROM calls
                        WHERE organization_id = :organization AND agent_id = :agent
                            AND status IN ('queued', 'ringing', 'in_progress')
                        """)
                .bind("organization", organizationId)
                .bind("agent", agentId)
                .mapTo(Long.class)
                .one());
    }

    private StoredAgent agent(ResultSet row) throws SQLException {
        return new StoredAgent(
                row.getString("id"),
                drafts.draft(row.getString("id"), row.getString("draft")),
                row.getInt("general") == 1,
                row.getObject("current_version") == null ? null : row.getInt("current_version"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
