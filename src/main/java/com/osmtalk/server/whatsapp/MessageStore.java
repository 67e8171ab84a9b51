package com.osmtalk.server.whatsapp;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.server.store.Database;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Messages that people wrote, and whether they have been answered.
 *
 * <p>A message is stored under the id that WhatsApp gave it, once, because a webhook may be delivered more than once. A
 * reply is stored before it is sent: when sending fails, the next attempt sends the same words and does not ask the
 * agent again.
 */
final class MessageStore {
    private final Database database;

    MessageStore(Database database) {
        this.database = database;
    }

    /**
     * A message that is not answered yet.
     *
     * @param reply null: there is none yet; otherwise it has to be sent
     * @param partsSent how many messages of the reply WhatsApp has taken
     */
    record Waiting(
            String id, InboundMessage message, @Nullable String reply, int partsSent, int attempts) {}

    /** @return false when the message was taken before */
    boolean insert(String id, InboundMessage message, long now) {
        return database.transaction(handle -> handle.createUpdate("""
                                INSERT INTO whatsapp_messages (id, message_id, sender_id, from_number, to_number, text,
                                                               status, created_at)
                                VALUES (:id, :messageId, :senderId, :from, :to, :text, 'received', :now)
                                ON CONFLICT (message_id) DO NOTHING
                                """)
                        .bind("id", id)
                        .bind("messageId", message.id())
                        .bind("senderId", message.senderId())
                        .bind("from", message.from().e164())
                        .bind("to", message.to().e164())
                        .bind("text", message.text())
                        .bind("now", now)
                        .execute())
                == 1;
    }

    /** The conversation a message is part of: who wrote it to whom. */
    Optional<String> conversation(String id) {
        return database.read(
                handle -> handle.createQuery("SELECT to_number, from_number FROM whatsapp_messages WHERE id = :id")
                        .bind("id", id)
                        .map((row, context) -> row.getString("to_number") + " " + row.getString("from_number"))
                        .findOne());
    }

    /** A message and those before it in its conversation, as far as they wait, in the order they came in. */
    List<Waiting> waitingUpTo(String id) {
        return database.read(handle -> handle.createQuery("""
                        SELECT waiting.*
                        FROM whatsapp_messages waiting
                        JOIN whatsapp_messages latest ON latest.to_number = waiting.to_number
                            AND latest.from_number = waiting.from_number
                        WHERE latest.id = :id AND waiting.id <= :id AND waiting.status IN ('received', 'replied')
                        ORDER BY waiting.id
                        """)
                .bind("id", id)
                .map((row, context) -> new Waiting(
                        row.getString("id"),
                        new InboundMessage(
                                row.getString("message_id"),
                                row.getString("sender_id"),
                                PhoneNumber.of(row.getString("from_number")),
                                PhoneNumber.of(row.getString("to_number")),
                                row.getString("text")),
                        row.getString("reply"),
                        row.getInt("parts_sent"),
                        row.getInt("attempts")))
                .list());
    }

    void countAttempt(String id) {
        database.transaction(
                handle -> handle.createUpdate("UPDATE whatsapp_messages SET attempts = attempts + 1 WHERE id = :id")
                        .bind("id", id)
                        .execute());
    }

    void replied(String id, String reply) {
        database.transaction(handle -> handle.createUpdate(
                        "UPDATE whatsapp_messages SET status = 'replied', reply = :reply WHERE id = :id")
                .bind("reply", reply)
                .bind("id", id)
                .execute());
    }

    /** WhatsApp has taken a further message of the reply. */
    void partSent(String id) {
        database.transaction(
                handle -> handle.createUpdate("UPDATE whatsapp_messages SET parts_sent = parts_sent + 1 WHERE id = :id")
                        .bind("id", id)
                        .execute());
    }

    void sent(String id) {
        finish(id, "sent");
    }

    void giveUp(String id) {
        finish(id, "given_up");
    }

    int purge(long before) {
        return database.transaction(
                handle -> handle.createUpdate("DELETE FROM whatsapp_messages WHERE created_at < :before")
                        .bind("before", before)
                        .execute());
    }

    private void finish(String id, String status) {
        database.transaction(
                handle -> handle.createUpdate("UPDATE whatsapp_messages SET status = :status WHERE id = :id")
                        .bind("status", status)
                        .bind("id", id)
                        .execute());
    }
}
