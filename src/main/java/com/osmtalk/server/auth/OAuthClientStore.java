package com.osmtalk.server.auth;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.util.List;
import java.util.Optional;

/** Clients that have registered themselves. */
final class OAuthClientStore {
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final Database database;

    OAuthClientStore(Database database) {
        this.database = database;
    }

    void insert(OAuthClient client, long now) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO oauth_clients (id, name, redirect_uris, secret_hash, created_at)
                        VALUES (:id, :name, :redirectUris, :secretHash, :now)
                        """)
                .bind("id", client.id())
                .bind("name", client.name())
                .bind("redirectUris", Columns.json(client.redirectUris()))
                .bind("secretHash", client.secretHash())
                .bind("now", now)
                .execute());
    }

    Optional<OAuthClient> find(String id) {
        return database.read(handle -> handle.createQuery(
                        "SELECT id, name, redirect_uris, secret_hash FROM oauth_clients WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new OAuthClient(
                        row.getString("id"),
                        row.getString("name"),
                        Columns.parse(row.getString("redirect_uris"), TEXTS),
                        row.getString("secret_hash")))
                .findOne());
    }

    /**
     * Deletes registrations that nobody has connected with, the older ones, and of the others what is beyond a number.
     *
     * @return how many those were
     */
    int purge(long registeredBefore, int mostUnused) {
        return database.transaction(handle -> {
            String unused = "NOT EXISTS (SELECT 1 FROM connection_clients c WHERE c.client_id = oauth_clients.id)";
            Long cutoff = handle.createQuery("SELECT created_at FROM oauth_clients WHERE " + unused
                            + " ORDER BY created_at DESC, id DESC LIMIT 1 OFFSET :most")
                    .bind("most", mostUnused)
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(0L);
            return handle.createUpdate("DELETE FROM oauth_clients WHERE created_at <= :before AND " + unused)
                    .bind("before", Math.max(registeredBefore, cutoff))
                    .execute();
        });
    }
}
