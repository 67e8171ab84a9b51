package com.osmtalk.server.auth;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.AssistantScope;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What clients have asked for, by the hash of its id and the browser that opened it. */
final class ConsentStore {
    static final TypeReference<List<AssistantScope>> SCOPES = new TypeReference<>() {};

    private final Database database;

    ConsentStore(Database database) {
        this.database = database;
    }

    void insert(String idHash, String browserHash, AuthorizationAsked asked) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO oauth_requests (id_hash, browser_hash, client_id, client_name, redirect_uri, state,
                                                    scopes, resource, code_challenge, issuer, expires_at)
                        VALUES (:idHash, :browserHash, :clientId, :clientName, :redirectUri, :state,
                                :scopes, :resource, :codeChallenge, :issuer, :expiresAt)
                        """)
                .bind("idHash", idHash)
                .bind("browserHash", browserHash)
                .bind("clientId", asked.clientId())
                .bind("clientName", asked.clientName())
                .bind("redirectUri", asked.redirectUri())
                .bind("state", asked.state())
                .bind("scopes", Columns.json(asked.scopes()))
                .bind("resource", asked.resource())
                .bind("codeChallenge", asked.codeChallenge())
                .bind("issuer", asked.issuer())
                .bind("expiresAt", asked.expiresAt().toEpochMilli())
                .execute());
    }

    Optional<AuthorizationAsked> find(String idHash, String browserHash, long now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT *
                          FROM oauth_requests
                         WHERE id_hash = :idHash
                           AND browser_hash = :browserHash
                           AND expires_at > :now
                        """)
                .bind("idHash", idHash)
                .bind("browserHash", browserHash)
                .bind("now", now)
                .map((row, context) -> new AuthorizationAsked(
                        row.getString("client_id"),
                        row.getString("client_name"),
                        row.getString("redirect_uri"),
                        row.getString("state"),
                        Columns.parse(row.getString("scopes"), SCOPES),
                        row.getString("resource"),
                        row.getString("code_challenge"),
                        row.getString("issuer"),
                        Instant.ofEpochMilli(row.getLong("expires_at"))))
                .findOne());
    }

    /** @return false when it has been decided already */
    boolean delete(String idHash) {
        return database.transaction(handle -> handle.createUpdate("DELETE FROM oauth_requests WHERE id_hash = :idHash")
                        .bind("idHash", idHash)
                        .execute()
                == 1);
    }

    int purge(long now) {
        return database.transaction(handle -> handle.createUpdate("DELETE FROM oauth_requests WHERE expires_at <= :now")
                .bind("now", now)
                .execute());
    }
}
