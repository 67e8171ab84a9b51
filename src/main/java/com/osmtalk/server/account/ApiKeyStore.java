package com.osmtalk.server.account;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.ApiKey;
import com.osmtalk.api.KeyKind;
import com.osmtalk.api.KeyScope;
import com.osmtalk.server.identity.Principal;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/** API keys, by the hash of their secret. Times are epoch milliseconds; scopes, domains and agents are JSON lists. */
final class ApiKeyStore {
    private static final TypeReference<List<KeyScope>> SCOPES = new TypeReference<>() {};

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final Database database;

    ApiKeyStore(Database database) {
        this.database = database;
    }

    void insert(String organizationId, ApiKey key, String keyHash) {
        database.transaction(
                handle -> bind(handle.createUpdate("""
                                INSERT INTO api_keys (id, organization_id, name, prefix, key_hash, scopes,
                                                      allowed_domains, agent_ids, created_at, disabled_at)
                                VALUES (:id, :organizationId, :name, :prefix, :keyHash, :scopes,
                                        :allowedDomains, :agentIds, :createdAt, :disabledAt)
                                """), key, key.createdAt().toEpochMilli())
                        .bind("organizationId", organizationId)
                        .bind("prefix", key.prefix())
                        .bind("keyHash", keyHash)
                        .bind("createdAt", key.createdAt().toEpochMilli())
                        .execute());
    }

    Optional<Principal.Key> byHash(String keyHash) {
        return database.read(handle -> handle.createQuery("SELECT * FROM api_keys WHERE key_hash = :keyHash")
                .bind("keyHash", keyHash)
                .map((row, context) -> new Principal.Key(key(row), row.getString("organization_id")))
                .findOne());
    }

    Optional<ApiKey> find(String organizationId, String id) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM api_keys WHERE id = :id AND organization_id = :organizationId")
                .bind("id", id)
                .bind("organizationId", organizationId)
                .map((row, context) -> key(row))
                .findOne());
    }

    /** The newest first; ids sort by time. */
    List<ApiKey> list(String organizationId, Keyset<String> keyset) {
        return database.read(handle -> handle.createQuery("""
                        SELECT *
                          FROM api_keys
                         WHERE organization_id = :organizationId
                           AND id < :before
                         ORDER BY id DESC
                         LIMIT :fetch OFFSET :offset
                        """)
                .bind("organizationId", organizationId)
                .bind("before", keyset.before())
                .bind("fetch", keyset.fetch())
                .bind("offset", keyset.offset())
                .map((row, context) -> key(row))
                .list());
    }

    long count(String organizationId) {
        return database.read(
                handle -> handle.createQuery("SELECT count(*) FROM api_keys WHERE organization_id = :organizationId")
                        .bind("organizationId", organizationId)
                        .mapTo(Long.class)
                        .one());
    }

    List<ApiKey> named(String organizationId, String name) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM api_keys WHERE organization_id = :organizationId AND name = :name ORDER BY id")
                .bind("organizationId", organizationId)
                .bind("name", name)
                .map((row, context) -> key(row))
                .list());
    }

    /** Locks a key until this transaction ends, so that no change undoes another. */
    void lock(String organizationId, String id) {
        database.transaction(handle -> handle.createUpdate(
                        "UPDATE api_keys SET name = name WHERE id = :id AND organization_id = :organizationId")
                .bind("id", id)
                .bind("organizationId", organizationId)
                .execute());
    }

    void update(String organizationId, ApiKey key, long now) {
        database.transaction(handle -> bind(handle.createUpdate("""
                                UPDATE api_keys
                                   SET name = :name, scopes = :scopes, allowed_domains = :allowedDomains,
                                       agent_ids = :agentIds, disabled_at = :disabledAt
                                 WHERE id = :id
                                   AND organization_id = :organizationId
                                """), key, now)
                .bind("organizationId", organizationId)
                .execute());
    }

    /** @return false when there is none */
    boolean delete(String organizationId, String id) {
        return database.transaction(handle ->
                handle.createUpdate("DELETE FROM api_keys WHERE id = :id AND organization_id = :organizationId")
                                .bind("id", id)
                                .bind("organizationId", organizationId)
                                .execute()
                        == 1);
    }

    /** Moves the time of last use forward, unless it is newer than {@code unlessSince}. */
    void markUsed(String id, long now, long unlessSince) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE api_keys
                           SET last_used_at = :now
                         WHERE id = :id
                           AND (last_used_at IS NULL OR last_used_at <= :unlessSince)
                        """)
                .bind("id", id)
                .bind("now", now)
                .bind("unlessSince", unlessSince)
                .execute());
    }

    private static <S extends SqlStatement<S>> S bind(S statement, ApiKey key, long now) {
        return statement
                .bind("id", key.id())
                .bind("name", key.name())
                .bind("scopes", Columns.json(key.scopes()))
                .bind("allowedDomains", Columns.json(key.allowedDomains()))
                .bind("agentIds", Columns.json(key.agentIds()))
                .bind("disabledAt", key.enabled() ? null : (Long) now);
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        List<String> domains = Columns.parse(row.getString("allowed_domains"), TEXTS);
        return new ApiKey(
                row.getString("id"),
                row.getString("name"),
                row.getString("prefix"),
                domains.isEmpty() ? KeyKind.SECRET : KeyKind.BROWSER,
                Columns.parse(row.getString("scopes"), SCOPES),
                domains,
                Columns.parse(row.getString("agent_ids"), TEXTS),
                row.getObject("disabled_at") == null,
                Instant.ofEpochMilli(row.getLong("created_at")),
                Columns.time(row, "last_used_at"));
    }
}
