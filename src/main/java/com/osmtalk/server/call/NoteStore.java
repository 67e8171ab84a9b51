package com.osmtalk.server.call;

import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The notes that calls were given. Which agent knows of them already is the live call's affair, by their numbers. */
public final class NoteStore {
    private final Database database;

    public NoteStore(Database database) {
        this.database = database;
    }

    /** @param held whether a server holds the call by now, or is about to */
    record Numbered(int n, boolean held) {}

    record Note(int n, String text) {}

    /**
     * Takes the next number of a live call's notes, and locks the call until this transaction has ended: who claims it
     * afterwards sees the note, and who has claimed it before is told of it.
     *
     * @return empty when the call is not live, or has as many already
     */
    Optional<Numbered> next(String callId, int most) {
        return database.transaction(handle -> handle.createQuery("""
                        UPDATE calls SET notes = notes + 1
                        WHERE id = :id AND notes < :most AND status IN ('queued', 'ringing', 'in_progress')
                        RETURNING notes, started_at
                        """)
                .bind("id", callId)
                .bind("most", most)
                .map((row, context) -> new Numbered(row.getInt("notes"), Columns.time(row, "started_at") != null))
                .findOne());
    }

    void insert(String callId, Note note, Instant at) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO call_notes (call_id, n, text, created_at) VALUES (:callId, :n, :text, :at)
                        """)
                .bind("callId", callId)
                .bind("n", note.n())
                .bind("text", note.text())
                .bind("at", at.toEpochMilli())
                .execute());
    }

    List<Note> of(String callId) {
        return database.read(
                handle -> handle.createQuery("SELECT n, text FROM call_notes WHERE call_id = :callId ORDER BY n")
                        .bind("callId", callId)
                        .map((row, context) -> new Note(row.getInt("n"), row.getString("text")))
                        .list());
    }
}
