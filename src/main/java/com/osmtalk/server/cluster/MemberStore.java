package com.osmtalk.server.cluster;

import com.osmtalk.server.store.Database;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code servers}: one row for each member. A call names the server that holds it by the id of such a row.
 * All times in it are the database's, so that nobody is judged by a clock of a server.
 */
final class MemberStore {
    private final Database database;

    MemberStore(Database database) {
        this.database = database;
    }

    void insert(String id) {
        database.transaction(handle -> handle.createUpdate(
                        "INSERT INTO servers (id, started_at, heartbeat_at) VALUES (:id, " + now() + ", " + now() + ")")
                .bind("id", id)
                .execute());
    }

    /** @return false when the server is not listed any more */
    boolean heartbeat(String id) {
        return database.reservedTransaction(
                        handle -> handle.createUpdate("UPDATE servers SET heartbeat_at = " + now() + " WHERE id = :id")
                                .bind("id", id)
                                .execute())
                == 1;
    }

    boolean isListed(String id) {
        return database.read(handle -> handle.createQuery("SELECT id FROM servers WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .isPresent());
    }

    /** The server that has been a member for longest; empty when none is. */
    Optional<String> eldest() {
        return database.read(handle -> handle.createQuery("SELECT id FROM servers ORDER BY started_at, id LIMIT 1")
                .mapTo(String.class)
                .findOne());
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

    /**
     * Deletes the servers that have not been heard of for some time.
     *
     * @param survivor a server that is known to be alive
     * @return the ids of those deleted
     */
    List<String> deleteSilent(long millis, String survivor) {
        return database.transaction(handle -> handle.createQuery("DELETE FROM servers WHERE heartbeat_at < " + now()
                        + " - :millis AND id <> :survivor RETURNING id")
                .bind("survivor", survivor)
                .bind("millis", millis)
                .mapTo(String.class)
                .list());
    }

    private String now() {
        return database.nowExpression();
    }
}
