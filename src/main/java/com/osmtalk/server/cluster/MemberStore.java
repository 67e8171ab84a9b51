package com.osmtalk.server.cluster;

import com.osmtalk.server.store.Database;

/**
 * The table {@code servers}: one row for each member. A call names the server that holds it by the id of such a row.
 */
final class MemberStore {
    private final Database database;

    MemberStore(Database database) {
        this.database = database;
    }

    void insert(String id, long now) {
        database.transaction(handle -> handle.createUpdate(
                        "INSERT INTO servers (id, started_at, heartbeat_at) VALUES (:id, :now, :now)")
                .bind("id", id)
                .bind("now", now)
                .execute());
    }

    void heartbeat(String id, long now) {
        database.transaction(handle -> handle.createUpdate("UPDATE servers SET heartbeat_at = :now WHERE id = :id")
                .bind("id", id)
                .bind("now", now)
                .execute());
    }

    void delete(String id) {
        database.transaction(handle -> handle.createUpdate("DELETE FROM servers WHERE id = :id")
                .bind("id", id)
                .execute());
    }

    void deleteAll() {
        database.transaction(
                handle -> handle.createUpdate("DELETE FROM servers").execute());
    }

    /** @param survivor a server that is known to be alive, whatever the clock says */
    void deleteSilentSince(long time, String survivor) {
        database.transaction(
                handle -> handle.createUpdate("DELETE FROM servers WHERE heartbeat_at < :time AND id <> :survivor")
                        .bind("survivor", survivor)
                        .bind("time", time)
                        .execute());
    }
}
