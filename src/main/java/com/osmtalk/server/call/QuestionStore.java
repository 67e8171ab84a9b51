package com.osmtalk.server.call;

import com.fasterxml.jackson.core.type.TypeReference;
import com.osmtalk.api.CallQuestion;
import com.osmtalk.api.CallQuestionStatus;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What agents have asked the people behind their calls. A question that is open when its call ends has lapsed. */
public final class QuestionStore {
    private final Database database;

    public QuestionStore(Database database) {
        this.database = database;
    }

    void insert(String callId, CallQuestion question) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO call_questions (call_id, n, text, choices, asked_at, until, status)
                        VALUES (:callId, :n, :text, :choices, :askedAt, :until, :status)
                        """)
                .bind("callId", callId)
                .bind("n", question.n())
                .bind("text", question.text())
                .bind("choices", Columns.json(question.choices()))
                .bind("askedAt", question.askedAt().toEpochMilli())
                .bind("until", question.until().toEpochMilli())
                .bind("status", Columns.name(question.status()))
                .execute());
    }

    /** Stores the answer of an open question; says whether it was open. Two at once can't both be the answer. */
    boolean answer(String callId, int n, String answer, Instant at) {
        return database.transaction(handle -> handle.createUpdate("""
                                UPDATE call_questions SET status = 'answered', answer = :answer, answered_at = :at
                                WHERE call_id = :callId AND n = :n AND status = 'open'
                                """)
                        .bind("callId", callId)
                        .bind("n", n)
                        .bind("answer", answer)
                        .bind("at", at.toEpochMilli())
                        .execute())
                == 1;
    }

    /** Nobody has answered in time; one whose answer has just been taken stays answered. */
    void lapse(String callId, int n) {
        database.transaction(handle ->
                handle.createUpdate("""
                        UPDATE call_questions SET status = 'lapsed'
                        WHERE call_id = :callId AND n = :n AND status = 'open'
                        """).bind("callId", callId).bind("n", n).execute());
    }

    /** In the order in which they were asked. */
    List<CallQuestion> of(String callId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT q.n, q.text, q.choices, q.asked_at, q.until, q.answer, q.answered_at,
                               CASE WHEN q.status = 'open' AND c.status NOT IN ('ringing', 'in_progress')
                                    THEN 'lapsed' ELSE q.status END AS status
                        FROM call_questions q JOIN calls c ON c.id = q.call_id
                        WHERE q.call_id = :callId ORDER BY q.n
                        """)
                .bind("callId", callId)
                .map((row, context) -> question(row))
                .list());
    }

    /** The one that is open. */
    Optional<CallQuestion> open(String callId) {
        return of(callId).stream()
                .filter(question -> question.status() == CallQuestionStatus.OPEN)
                .findFirst();
    }

    private static CallQuestion question(ResultSet row) throws SQLException {
        return new CallQuestion(
                row.getInt("n"),
                row.getString("text"),
                Columns.parse(row.getString("choices"), new TypeReference<>() {}),
                Objects.requireNonNull(Columns.time(row, "asked_at")),
                Objects.requireNonNull(Columns.time(row, "until")),
                Columns.value(CallQuestionStatus.class, row.getString("status")),
                row.getString("answer"),
                Columns.time(row, "answered_at"));
    }
}
