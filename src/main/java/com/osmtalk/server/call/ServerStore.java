package com.osmtalk.server.call;

import com.osmtalk.server.store.Database;

/** The table of servers that are alive. */
final class ServerStore {
    private final Database database;

    ServerStore(Database database) {
        this.database = database;
    }

    void insert(String id, long now) {
        database.transaction(handle -> handle.createUpdate(
                        "INSERT INTO servers (id, started_at, heartbeat_at) VALUES (:id, :now, :now)")
                .bind("id", id)
                .bind("now", now)
                .execute());
    }

    void beat(String id, long now) {
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
