package com.osmtalk.server.auth;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.AssistantConnection;
import com.osmtalk.api.AssistantLimits;
import com.osmtalk.api.AssistantScope;
import com.osmtalk.api.Money;
import com.osmtalk.api.User;
import com.osmtalk.server.identity.Principal;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Connected assistants. One whose person is no member of its organisation any more is there for nobody, whoever took
 * them out and however.
 */
final class ConnectionStore {
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private static final String LIVE = """
            SELECT c.*, u.email AS user_email, u.name AS user_name
              FROM connections c
              JOIN users u ON u.id = c.user_id
              JOIN memberships m ON m.user_id = c.user_id AND m.organization_id = c.organization_id
             WHERE c.ended_at IS NULL
            """;

    private final Database database;

    ConnectionStore(Database database) {
        this.database = database;
    }

    /** Connects an assistant, or connects it again with what is given now, as of the first time. @return its id */
    String upsert(
            String id,
            String organizationId,
            String userId,
            AuthorizationAsked asked,
            List<AssistantScope> scopes,
            AssistantLimits limits,
            long now) {
        return database.transaction(handle -> {
            String connection = handle.createQuery("""
                        INSERT INTO connections (id, organization_id, user_id, assistant, client_name, client_host,
                                                 scopes, number_ids, max_calls_per_day, max_spend_per_day, created_at)
                        VALUES (:id, :organizationId, :userId, :assistant, :clientName, :clientHost,
                                :scopes, :numberIds, :maxCalls, :maxSpend, :now)
                            ON CONFLICT (organization_id, user_id, assistant) DO UPDATE
                           SET client_name = excluded.client_name, client_host = excluded.client_host,
                               scopes = excluded.scopes, number_ids = excluded.number_ids,
                               max_calls_per_day = excluded.max_calls_per_day,
                               max_spend_per_day = excluded.max_spend_per_day,
                               ended_at = NULL
                        RETURNING id
                        """)
                    .bind("id", id)
                    .bind("organizationId", organizationId)
                    .bind("userId", userId)
                    .bind("assistant", asked.assistant())
                    .bind("clientName", asked.clientName())
                    .bind("clientHost", RedirectUris.shown(asked.redirectUri()))
                    .bind("scopes", Columns.json(scopes))
                    .bind("numberIds", numberIds(limits))
                    .bind("maxCalls", limits.maxCallsPerDay())
                    .bind("maxSpend", paise(limits))
                    .bind("now", now)
                    .mapTo(String.class)
                    .one();
            handle.createUpdate("""
                            INSERT INTO connection_clients (connection_id, client_id) VALUES (:connection, :clientId)
                                ON CONFLICT (connection_id, client_id) DO NOTHING
                            """)
                    .bind("connection", connection)
                    .bind("clientId", asked.clientId())
                    .execute();
            return connection;
        });
    }

    Optional<Principal.Assistant> find(String id) {
        return database.read(handle -> handle.createQuery(LIVE + " AND c.id = :id")
                .bind("id", id)
                .map((row, context) -> new Principal.Assistant(connection(row), row.getString("organization_id")))
                .findOne());
    }

    Optional<Money> spendingLimit(String id) {
        return database.read(handle -> handle.createQuery(
                        "SELECT max_spend_per_day FROM connections WHERE id = :id AND max_spend_per_day IS NOT NULL")
                .bind("id", id)
                .mapTo(Long.class)
                .map(Money::ofPaise)
                .findOne());
    }

    /** Whether anybody has connected a client whose answers go to this host. */
    boolean isConnected(String clientId, String clientHost) {
        return database.read(handle -> handle.createQuery("SELECT EXISTS (" + LIVE + """
                           AND c.client_host = :clientHost
                           AND c.id IN (SELECT connection_id FROM connection_clients WHERE client_id = :clientId))
                        """)
                .bind("clientId", clientId)
                .bind("clientHost", clientHost)
                .mapTo(Boolean.class)
                .one());
    }

    /** The newest first; ids sort by time. */
    List<AssistantConnection> list(String organizationId, Keyset<String> keyset) {
        return database.read(handle -> handle.createQuery(LIVE + """
                           AND c.organization_id = :organizationId
                           AND c.id < :before
                         ORDER BY c.id DESC
                         LIMIT :fetch OFFSET :offset
                        """)
                .bind("organizationId", organizationId)
                .bind("before", keyset.before())
                .bind("fetch", keyset.fetch())
                .bind("offset", keyset.offset())
                .map((row, context) -> connection(row))
                .list());
    }

    long count(String organizationId) {
        return database.read(handle -> handle.createQuery(
                        "SELECT count(*) FROM (" + LIVE + " AND c.organization_id = :organizationId) AS live")
                .bind("organizationId", organizationId)
                .mapTo(Long.class)
                .one());
    }

    /** @return false when there is none */
    boolean update(String organizationId, String id, AssistantLimits limits) {
        return database.transaction(handle -> handle.createUpdate("""
                        UPDATE connections
                           SET number_ids = :numberIds, max_calls_per_day = :maxCalls, max_spend_per_day = :maxSpend
                         WHERE id = :id
                           AND organization_id = :organizationId
                           AND ended_at IS NULL
                        """)
                        .bind("id", id)
                        .bind("organizationId", organizationId)
                        .bind("numberIds", numberIds(limits))
                        .bind("maxCalls", limits.maxCallsPerDay())
                        .bind("maxSpend", paise(limits))
                        .execute()
                == 1);
    }

    /** Ends a connection and deletes its codes and tokens. @return false when there is none */
    boolean end(String organizationId, String id, long now) {
        return database.transaction(handle -> {
            boolean ended = handle.createUpdate("""
                            UPDATE connections
                               SET ended_at = :now
                             WHERE id = :id
                               AND organization_id = :organizationId
                               AND ended_at IS NULL
                            """)
                            .bind("now", now)
                            .bind("id", id)
                            .bind("organizationId", organizationId)
                            .execute()
                    == 1;
            if (ended) {
                handle.createUpdate("DELETE FROM oauth_grants WHERE connection_id = :id")
                        .bind("id", id)
                        .execute();
            }
            return ended;
        });
    }

    /** Locks a connection until this transaction ends. @return false when it has ended */
    boolean hold(String id) {
        return database.transaction(handle ->
                handle.createUpdate("UPDATE connections SET ended_at = NULL WHERE id = :id AND ended_at IS NULL")
                                .bind("id", id)
                                .execute()
                        == 1);
    }

    void markUsed(String id, long now, long unlessSince) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE connections
                           SET last_used_at = :now
                         WHERE id = :id
                           AND (last_used_at IS NULL OR last_used_at <= :unlessSince)
                        """)
                .bind("id", id)
                .bind("now", now)
                .bind("unlessSince", unlessSince)
                .execute());
    }

    private static @Nullable String numberIds(AssistantLimits limits) {
        return limits.phoneNumberIds() == null ? null : Columns.json(limits.phoneNumberIds());
    }

    private static @Nullable Long paise(AssistantLimits limits) {
        return limits.maxSpendPerDay() == null
                ? null
                : (Long) limits.maxSpendPerDay().paise();
    }

    private static AssistantConnection connection(ResultSet row) throws SQLException {
        String numberIds = row.getString("number_ids");
        Number maxCalls = (Number) row.getObject("max_calls_per_day");
        Number maxSpend = (Number) row.getObject("max_spend_per_day");
        return new AssistantConnection(
                row.getString("id"),
                row.getString("client_name"),
                row.getString("client_host"),
                new User(row.getString("user_id"), row.getString("user_email"), row.getString("user_name")),
                Columns.parse(row.getString("scopes"), ConsentStore.SCOPES),
                numberIds == null ? null : Columns.parse(numberIds, TEXTS),
                maxCalls == null ? null : (Integer) maxCalls.intValue(),
                maxSpend == null ? null : Money.ofPaise(maxSpend.longValue()),
                0,
                Money.ZERO,
                Instant.ofEpochMilli(row.getLong("created_at")),
                Columns.time(row, "last_used_at"));
    }
}
