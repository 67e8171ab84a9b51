package com.osmtalk.server.account;

import com.osmtalk.api.Invitation;
import com.osmtalk.api.Page;
import com.osmtalk.api.Role;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Invitations that are neither accepted nor withdrawn. Times are epoch milliseconds. */
final class InvitationStore {
    private static final String SELECT = """
            SELECT i.id, i.organization_id, i.email, i.role, i.created_at, i.expires_at, u.email AS invited_by
              FROM invitations i
              JOIN users u ON u.id = i.invited_by
            """;

    private final Database database;

    InvitationStore(Database database) {
        this.database = database;
    }

    record Stored(String organizationId, Invitation invitation) {}

    /** In place of an earlier one of the same e-mail address. */
    void put(String organizationId, Invitation invitation, String invitedBy, String tokenHash) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO invitations (id, organization_id, email, role, token_hash, invited_by, created_at,
                                                 expires_at)
                        VALUES (:id, :organizationId, :email, :role, :tokenHash, :invitedBy, :now, :expiresAt)
                        ON CONFLICT (organization_id, email) DO UPDATE
                        SET id = excluded.id, role = excluded.role, token_hash = excluded.token_hash,
                            invited_by = excluded.invited_by, created_at = excluded.created_at,
                            expires_at = excluded.expires_at
                        """)
                .bind("id", invitation.id())
                .bind("organizationId", organizationId)
                .bind("email", invitation.email())
                .bind("role", Columns.name(invitation.role()))
                .bind("tokenHash", tokenHash)
                .bind("invitedBy", invitedBy)
                .bind("now", invitation.createdAt().toEpochMilli())
                .bind("expiresAt", invitation.expiresAt().toEpochMilli())
                .execute());
    }

    Optional<Stored> byToken(String tokenHash, long now) {
        return database.read(
                handle -> handle.createQuery(SELECT + " WHERE i.token_hash = :tokenHash AND i.expires_at > :now")
                        .bind("tokenHash", tokenHash)
                        .bind("now", now)
                        .map((row, context) -> new Stored(row.getString("organization_id"), invitation(row)))
                        .findOne());
    }

    Page<Invitation> page(String organizationId, long now, Keyset<String> keyset) {
        return database.read(handle -> {
            List<Invitation> rows = handle.createQuery(SELECT + """
                             WHERE i.organization_id = :organizationId AND i.expires_at > :now AND i.id < :before
                             ORDER BY i.id DESC LIMIT :fetch OFFSET :offset
                            """)
                    .bind("organizationId", organizationId)
                    .bind("now", now)
                    .bind("before", keyset.before())
                    .bind("fetch", keyset.fetch())
                    .bind("offset", keyset.offset())
                    .map((row, context) -> invitation(row))
                    .list();
            LongSupplier count = () -> handle.createQuery("""
                            SELECT count(*) FROM invitations
                            WHERE organization_id = :organizationId AND expires_at > :now
                            """)
                    .bind("organizationId", organizationId)
                    .bind("now", now)
                    .mapTo(Long.class)
                    .one();
            return keyset.page(rows, count, Invitation::id);
        });
    }

    /** @return false when it is not there any more: of two who accept it at once, one does */
    boolean take(String tokenHash, long now) {
        return database.transaction(handle ->
                handle.createUpdate("DELETE FROM invitations WHERE token_hash = :tokenHash AND expires_at > :now")
                                .bind("tokenHash", tokenHash)
                                .bind("now", now)
                                .execute()
                        == 1);
    }

    /** @return false when the organisation has no such one */
    boolean delete(String organizationId, String id) {
        return database.transaction(handle ->
                handle.createUpdate("DELETE FROM invitations WHERE id = :id AND organization_id = :organizationId")
                                .bind("id", id)
                                .bind("organizationId", organizationId)
                                .execute()
                        == 1);
    }

    /** @return how many there were */
    int deleteExpired(long now) {
        return database.transaction(handle -> handle.createUpdate("DELETE FROM invitations WHERE expires_at <= :now")
                .bind("now", now)
                .execute());
    }

    private static Invitation invitation(ResultSet row) throws SQLException {
        return new Invitation(
                row.getString("id"),
                row.getString("email"),
                Columns.value(Role.class, row.getString("role")),
                row.getString("invited_by"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")));
    }
}
