package com.osmtalk.server.call;

import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.FoldedText;
import java.util.List;

/** The lines of transcripts, each stored when it has been said. */
public final class TurnStore {
    private final Database database;

    public TurnStore(Database database) {
        this.database = database;
    }

    void append(String callId, TranscriptEntry line) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO call_turns (call_id, turn_index, role, text, folded, offset_ms, interrupted)
                        VALUES (:callId, :index, :role, :text, :folded, :offsetMs, :interrupted)
                        """)
                .bind("callId", callId)
                .bind("index", line.index())
                .bind("role", Columns.name(line.role()))
                .bind("text", line.text())
                .bind("folded", FoldedText.of(line.text()))
                .bind("offsetMs", line.offsetMs())
                .bind("interrupted", Boolean.TRUE.equals(line.interrupted()) ? 1 : 0)
                .execute());
    }

    boolean isEmpty(String callId) {
        return database.read(
                handle -> handle.createQuery("SELECT turn_index FROM call_turns WHERE call_id = :callId LIMIT 1")
                        .bind("callId", callId)
                        .mapTo(Integer.class)
                        .findOne()
                        .isEmpty());
    }

    List<TranscriptEntry> transcript(String callId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT turn_index, role, text, offset_ms, interrupted
                        FROM call_turns WHERE call_id = :callId ORDER BY turn_index
                        """)
                .bind("callId", callId)
                .map((row, context) -> new TranscriptEntry(
                        row.getInt("turn_index"),
                        Columns.value(TranscriptRole.class, row.getString("role")),
                        row.getString("text"),
                        row.getLong("offset_ms"),
                        row.getInt("interrupted") == 1 ? Boolean.TRUE : null))
                .list());
    }
}
