package com.osmtalk.server.cluster;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.Ids;
import java.time.Duration;
import java.util.List;

/** The table {@code call_commands}. It is empty most of the time: what is asked is taken within a second. */
final class CallCommandStore {
    private final Database database;

    CallCommandStore(Database database) {
        this.database = database;
    }

    record Stored(String id, String callId, CallCommand command) {}

    void insert(String callId, CallCommand command) {
        database.transaction(
                handle -> handle.createUpdate("INSERT INTO call_commands (id, call_id, command, created_at)"
                                + " VALUES (:id, :callId, :command, " + database.nowExpression() + ")")
                        .bind("id", Ids.next("cmd"))
                        .bind("callId", callId)
                        .bind("command", Columns.json(command))
                        .execute());
    }

    /** All that wait, in the order in which they were asked. */
    List<Stored> waiting() {
        return database.read(handle -> handle.createQuery("SELECT id, call_id, command FROM call_commands ORDER BY id")
                .map((row, context) -> new Stored(
                        row.getString("id"),
                        row.getString("call_id"),
                        Columns.parse(row.getString("command"), new TypeReference<>() {})))
                .list());
    }

    /** @return false when it was deleted before */
    boolean delete(String id) {
        return database.transaction(handle -> handle.createUpdate("DELETE FROM call_commands WHERE id = :id")
                        .bind("id", id)
                        .execute())
                == 1;
    }

    /** Deletes what nobody has taken in some time. */
    void deleteOlderThan(Duration age) {
        database.transaction(handle -> handle.createUpdate(
                        "DELETE FROM call_commands WHERE created_at < " + database.nowExpression() + " - :age")
                .bind("age", age.toMillis())
                .execute());
    }
}
