package com.osmtalk.server.eval;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.EvalCase;
import com.osmtalk.api.Page;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The table of test cases. */
final class EvalCaseStore {
    private static final TypeReference<EvalCase> CASE = new TypeReference<>() {};

    /** An agent that is deleted keeps its row, and its cases keep what their runs were of; nobody can run them. */
    private static final String OF_AGENTS_THAT_ARE_THERE =
            " AND agent_id IN (SELECT id FROM agents WHERE deleted_at IS NULL)";

    private final Database database;

    EvalCaseStore(Database database) {
        this.database = database;
    }

    /** @param agentId null: of all agents */
    Page<EvalCase> list(String organizationId, @Nullable String agentId, Keyset<String> keyset) {
        String ofAgent = (agentId == null ? "" : " AND agent_id = :agent") + OF_AGENTS_THAT_ARE_THERE;
        return database.read(handle -> {
            List<EvalCase> cases = filtered(
                            handle.createQuery("SELECT content FROM eval_cases WHERE organization_id = :organization"
                                    + ofAgent + " AND id < :before ORDER BY id DESC LIMIT :fetch OFFSET :offset"),
                            organizationId,
                            agentId)
                    .bind("before", keyset.before())
                    .bind("fetch", keyset.fetch())
                    .bind("offset", keyset.offset())
                    .mapTo(String.class)
                    .map(EvalCaseStore::parsed)
                    .list();
            LongSupplier count = () -> filtered(
                            handle.createQuery(
                                    "SELECT count(*) FROM eval_cases WHERE organization_id = :organization" + ofAgent),
                            organizationId,
                            agentId)
                    .mapTo(Long.class)
                    .one();
            return keyset.page(cases, count, EvalCase::id);
        });
    }

    private static <S extends SqlStatement<S>> S filtered(S query, String organizationId, @Nullable String agentId) {
        query.bind("organization", organizationId);
        return agentId == null ? query : query.bind("agent", agentId);
    }

    /** Of agents that are not deleted, in the order in which they were made. @param agentId null: of all agents */
    List<EvalCase> first(String organizationId, @Nullable String agentId, int most) {
        String ofAgent = (agentId == null ? "" : " AND agent_id = :agent") + OF_AGENTS_THAT_ARE_THERE;
        return database.read(handle -> filtered(
                        handle.createQuery("SELECT content FROM eval_cases WHERE organization_id = :organization"
                                + ofAgent + " ORDER BY id LIMIT :most"),
                        organizationId,
                        agentId)
                .bind("most", most)
                .mapTo(String.class)
                .map(EvalCaseStore::parsed)
                .list());
    }

    long count(String agentId) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM eval_cases WHERE agent_id = :agent")
                .bind("agent", agentId)
                .mapTo(Long.class)
                .one());
    }

    Optional<EvalCase> find(String organizationId, String id) {
        return database.read(handle -> handle.createQuery(
                        "SELECT content FROM eval_cases WHERE id = :id AND organization_id = :organization")
                .bind("id", id)
                .bind("organization", organizationId)
                .mapTo(String.class)
                .map(EvalCaseStore::parsed)
                .findOne());
    }

    /** The same, and nobody else changes it until the transaction ends. */
    Optional<EvalCase> lock(String organizationId, String id) {
        return database.transaction(handle -> handle.createQuery("""
                                UPDATE eval_cases SET updated_at = updated_at
                                WHERE id = :id AND organization_id = :organization RETURNING content
                                """)
                .bind("id", id)
                .bind("organization", organizationId)
                .mapTo(String.class)
                .map(EvalCaseStore::parsed)
                .findOne());
    }

    /** @return false when the agent has another case of that name */
    boolean insert(String organizationId, EvalCase testCase) {
        return database.transaction(handle -> handle.createUpdate("""
                                INSERT INTO eval_cases
                                  (id, organization_id, agent_id, name, content, created_at, updated_at)
                                VALUES (:id, :organization, :agent, :name, :content, :createdAt, :updatedAt)
                                ON CONFLICT (agent_id, name) DO NOTHING
                                """)
                        .bind("id", testCase.id())
                        .bind("organization", organizationId)
                        .bind("agent", testCase.agentId())
                        .bind("name", testCase.name())
                        .bind("content", Columns.json(testCase))
                        .bind("createdAt", testCase.createdAt().toEpochMilli())
                        .bind("updatedAt", testCase.updatedAt().toEpochMilli())
                        .execute())
                == 1;
    }

    /** @return false when the agent has another case of that name */
    boolean update(EvalCase testCase) {
        return database.transaction(handle -> handle.createUpdate("""
                                UPDATE eval_cases
                                SET agent_id = :agent, name = :name, content = :content, updated_at = :updatedAt
                                WHERE id = :id AND NOT EXISTS (
                                  SELECT 1 FROM eval_cases other
                                  WHERE other.agent_id = :agent AND other.name = :name AND other.id <> :id)
                                """)
                        .bind("id", testCase.id())
                        .bind("agent", testCase.agentId())
                        .bind("name", testCase.name())
                        .bind("content", Columns.json(testCase))
                        .bind("updatedAt", testCase.updatedAt().toEpochMilli())
                        .execute())
                == 1;
    }

    /** @return false when there is none */
    boolean delete(String organizationId, String id) {
        return database.transaction(handle -> handle.createUpdate(
                                "DELETE FROM eval_cases WHERE id = :id AND organization_id = :organization")
                        .bind("id", id)
                        .bind("organization", organizationId)
                        .execute())
                == 1;
    }

    private static EvalCase parsed(String json) {
        return Columns.parse(json, CASE);
    }
}
