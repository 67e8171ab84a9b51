package com.osmtalk.mcp.guard.store;

import com.osmtalk.mcp.guard.store.FileMark.Mark;
import java.util.Optional;
import java.util.UUID;

/** Which file this is, and how many dials were ever entered in it: the table {@code identity}. */
final class IdentityStore {
    private static final String REMEDY = "put it back, or delete " + FileMark.FILE + " there to count from zero";

    private final Sql sql;

    IdentityStore(Sql sql) {
        this.sql = sql;
    }

    void createTable() {
        sql.update("CREATE TABLE IF NOT EXISTS identity (id TEXT NOT NULL)");
    }

    /**
     * What is noted of this file, once it is certain that it is the one noted before.
     *
     * @throws GuardStoreException when it is another, or an older copy
     */
    Mark require(Optional<Mark> noted) {
        Optional<String> identity = sql.list(row -> row.getString(1), "SELECT id FROM identity").stream()
                .findFirst();
        if (noted.isPresent() && !identity.equals(noted.map(Mark::identity))) {
            throw GuardStoreException.lost("it is not the file that was there before", REMEDY);
        }
        Mark mark = new Mark(identity.orElseGet(this::makeIdentity), dials());
        if (noted.isPresent() && mark.dials() < noted.get().dials()) {
            throw GuardStoreException.lost("it is an older copy of the file that was there before", REMEDY);
        }
        return mark;
    }

    static GuardStoreException missing() {
        return GuardStoreException.lost("it was deleted, or moved away", REMEDY);
    }

    private String makeIdentity() {
        String id = UUID.randomUUID().toString();
        sql.update("INSERT INTO identity (id) VALUES (?)", id);
        return id;
    }

    /** SQLite keeps the highest id that a table has ever given. */
    private long dials() {
        return sql.number("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'dials'");
    }
}
