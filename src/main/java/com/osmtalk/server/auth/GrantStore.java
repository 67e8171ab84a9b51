package com.osmtalk.server.auth;

import com.osmtalk.api.AssistantScope;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Codes and tokens, by their hashes. */
final class GrantStore {
    private final Database database;

    GrantStore(Database database) {
        this.database = database;
    }

    enum Kind {
        CODE,
        ACCESS,
        REFRESH
    }

    /**
     * What one code or token stands for.
     *
     * @param redirectUri of a code
     * @param codeChallenge of a code
     */
    record Grant(
            Kind kind,
            String family,
            String connectionId,
            String clientId,
            List<AssistantScope> scopes,
            String resource,
            @Nullable String redirectUri,
            @Nullable String codeChallenge,
            Instant expiresAt,
            boolean used) {}

    void insert(String hash, Grant grant) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO oauth_grants (hash, kind, family, connection_id, client_id, scopes, resource,
                                                  redirect_uri, code_challenge, expires_at)
                        VALUES (:hash, :kind, :family, :connectionId, :clientId, :scopes, :resource,
                                :redirectUri, :codeChallenge, :expiresAt)
                        """)
                .bind("hash", hash)
                .bind("kind", Columns.name(grant.kind()))
                .bind("family", grant.family())
                .bind("connectionId", grant.connectionId())
                .bind("clientId", grant.clientId())
                .bind("scopes", Columns.json(grant.scopes()))
                .bind("resource", grant.resource())
                .bind("redirectUri", grant.redirectUri())
                .bind("codeChallenge", grant.codeChallenge())
                .bind("expiresAt", grant.expiresAt().toEpochMilli())
                .execute());
    }

    Optional<Grant> find(String hash) {
        return database.read(handle -> handle.createQuery("SELECT * FROM oauth_grants WHERE hash = :hash")
                .bind("hash", hash)
                .map((row, context) -> grant(row))
                .findOne());
    }

    /** Uses a code or refresh token up. @return false when another request has done so before */
    boolean use(String hash, long now) {
        return database.transaction(handle ->
                handle.createUpdate("UPDATE oauth_grants SET used_at = :now WHERE hash = :hash AND used_at IS NULL")
                                .bind("now", now)
                                .bind("hash", hash)
                                .execute()
                        == 1);
    }

    void endFamily(String family) {
        database.transaction(handle -> handle.createUpdate("DELETE FROM oauth_grants WHERE family = :family")
                .bind("family", family)
                .execute());
    }

    int purge(long now) {
        return database.transaction(handle -> handle.createUpdate("DELETE FROM oauth_grants WHERE expires_at <= :now")
                .bind("now", now)
                .execute());
    }

    private static Grant grant(ResultSet row) throws SQLException {
        return new Grant(
                Columns.value(Kind.class, row.getString("kind")),
                row.getString("family"),
                row.getString("connection_id"),
                row.getString("client_id"),
                Columns.parse(row.getString("scopes"), ConsentStore.SCOPES),
                row.getString("resource"),
                row.getString("redirect_uri"),
                row.getString("code_challenge"),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                row.getObject("used_at") != null);
    }
}
