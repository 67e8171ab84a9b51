package com.osmtalk.server.web;

import com.osmtalk.server.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The tokens of web calls whose visitor has not come yet, by their hashes.
 */
final class WebTicketStore {
    private final Database database;

    WebTicketStore(Database database) {
        this.database = database;
    }

    /** @param domains of the pages that may use it; none: any */
    record Ticket(String callId, List<String> domains) {}

    void insert(String tokenHash, Ticket ticket, Instant expiresAt) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO web_tickets (token_hash, call_id, domains, expires_at)
                        VALUES (:hash, :callId, :domains, :expiresAt)
                        """)
                .bind("hash", tokenHash)
                .bind("callId", ticket.callId())
                .bind("domains", String.join(",", ticket.domains()))
                .bind("expiresAt", expiresAt.toEpochMilli())
                .execute());
    }

    Optional<Ticket> find(String tokenHash, Instant now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT call_id, domains FROM web_tickets WHERE token_hash = :hash AND expires_at > :now
                        """)
                .bind("hash", tokenHash)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Ticket(row.getString("call_id"), domains(row.getString("domains"))))
                .findOne());
    }

    /** How many calls of an organisation wait for visitors who may come later than that. */
    long waiting(String organizationId, Instant later) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*)
                        FROM web_tickets JOIN calls ON calls.id = web_tickets.call_id
                        WHERE organization_id = :organization AND status = 'queued' AND expires_at > :later
                        """)
                .bind("organization", organizationId)
                .bind("later", later.toEpochMilli())
                .mapTo(Long.class)
                .one());
    }

    /** How many calls of an organisation wait for visitors of pages, as browser keys ask for. */
    long waitingOnPages(String organizationId, Instant now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*)
                        FROM web_tickets JOIN calls ON calls.id = web_tickets.call_id
                        WHERE organization_id = :organization AND status = 'queued' AND expires_at > :now
                          AND domains <> ''
                        """)
                .bind("organization", organizationId)
                .bind("now", now.toEpochMilli())
                .mapTo(Long.class)
                .one());
    }

    /** @return true exactly once for each */
    boolean take(String tokenHash) {
        return database.transaction(handle -> handle.createUpdate("DELETE FROM web_tickets WHERE token_hash = :hash")
                        .bind("hash", tokenHash)
                        .execute())
                == 1;
    }

    void delete(String callId) {
        database.transaction(handle -> handle.createUpdate("DELETE FROM web_tickets WHERE call_id = :callId")
                .bind("callId", callId)
                .execute());
    }

    private static List<String> domains(String stored) {
        return stored.isEmpty() ? List.of() : List.of(stored.split(","));
    }
}
