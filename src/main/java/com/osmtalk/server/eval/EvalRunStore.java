package com.osmtalk.server.eval;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.EvalRun;
import com.osmtalk.api.EvalRunQuery;
import com.osmtalk.api.Page;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.statement.SqlStatement;

/** The table of runs. */
final class EvalRunStore {
    private static final TypeReference<EvalRun> RUN = new TypeReference<>() {};

    private final Database database;

    EvalRunStore(Database database) {
        this.database = database;
    }

    Page<EvalRun> list(String organizationId, EvalRunQuery query, Keyset<String> keyset) {
        String filter = "FROM eval_runs WHERE organization_id = :organization"
                + (query.testCaseId() == null ? "" : " AND case_id = :case")
                + (query.agentId() == null ? "" : " AND agent_id = :agent")
                + (query.status() == null ? "" : " AND status = :status");
        return database.read(handle -> {
            List<EvalRun> runs = filtered(
                            handle.createQuery("SELECT content " + filter
                                    + " AND id < :before ORDER BY id DESC LIMIT :fetch OFFSET :offset"),
                            organizationId,
                            query)
                    .bind("before", keyset.before())
                    .bind("fetch", keyset.fetch())
                    .bind("offset", keyset.offset())
                    .mapTo(String.class)
                    .map(EvalRunStore::parsed)
                    .list();
            LongSupplier count = () -> filtered(handle.createQuery("SELECT count(*) " + filter), organizationId, query)
                    .mapTo(Long.class)
                    .one();
            return keyset.page(runs, count, EvalRun::id);
        });
    }

    private static <S extends SqlStatement<S>> S filtered(S statement, String organizationId, EvalRunQuery query) {
        statement.bind("organization", organizationId);
        if (query.testCaseId() != null) {
            statement.bind("case", query.testCaseId());
        }
        if (query.agentId() != null) {
            statement.bind("agent", query.agentId());
        }
        if (query.status() != null) {
            statement.bind("status", Columns.name(query.status()));
        }
        return statement;
    }

    Optional<EvalRun> find(String organizationId, String id) {
        return database.read(handle -> handle.createQuery(
                        "SELECT content FROM eval_runs WHERE id = :id AND organization_id = :organization")
                .bind("id", id)
                .bind("organization", organizationId)
                .mapTo(String.class)
                .map(EvalRunStore::parsed)
                .findOne());
    }

    /** @param serverId who holds the conversation */
    void insert(String organizationId, String serverId, EvalRun run) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO eval_runs
                          (id, organization_id, case_id, agent_id, status, server_id, content, created_at)
                        VALUES (:id, :organization, :case, :agent, :status, :server, :content, :createdAt)
                        """)
                .bind("id", run.id())
                .bind("organization", organizationId)
                .bind("case", run.testCaseId())
                .bind("agent", run.agentId())
                .bind("status", Columns.name(run.status()))
                .bind("server", serverId)
                .bind("content", Columns.json(run))
                .bind("createdAt", run.createdAt().toEpochMilli())
                .execute());
    }

    /**
     * Stores what a run came to; nothing if it has a verdict already. One that was taken for lost, because its server
     * had not been heard of for a while, may still get one.
     */
    void finish(EvalRun run) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE eval_runs SET status = :status, content = :content
                        WHERE id = :id AND status IN ('running', 'error')
                        """)
                .bind("id", run.id())
                .bind("status", Columns.name(run.status()))
                .bind("content", Columns.json(run))
                .execute());
    }

    /** Runs that no server holds any more. */
    List<EvalRun> orphans() {
        return database.read(handle -> handle.createQuery("""
                        SELECT content FROM eval_runs
                        WHERE status = 'running' AND server_id NOT IN (SELECT id FROM servers)
                        """)
                .mapTo(String.class)
                .map(EvalRunStore::parsed)
                .list());
    }

    void deleteBefore(long millis) {
        database.transaction(handle -> handle.createUpdate(
                        "DELETE FROM eval_runs WHERE created_at < :millis AND status <> 'running'")
                .bind("millis", millis)
                .execute());
    }

    private static EvalRun parsed(String json) {
        return Columns.parse(json, RUN);
    }
}
