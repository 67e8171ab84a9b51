package com.osmtalk.server.account;

import com.osmtalk.api.Member;
import com.osmtalk.api.Organization;
import com.osmtalk.api.Page;
import com.osmtalk.api.Role;
import com.osmtalk.server.identity.Identities.Membership;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Who is in which organisation, and as what. Times are epoch milliseconds. */
final class MembershipStore {
    private final Database database;

    MembershipStore(Database database) {
        this.database = database;
    }

    /** Keeps others from changing who is in an organisation until this transaction ends. */
    void lock(String organizationId) {
        if (!database.isSqlite()) {
            database.transaction(
                    handle -> handle.createQuery("SELECT id FROM organizations WHERE id = :id FOR NO KEY UPDATE")
                            .bind("id", organizationId)
                            .mapTo(String.class)
                            .findOne());
        }
    }

    /** Nothing happens when the person is a member, whatever the role. */
    void add(String organizationId, String userId, Role role, long now) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO memberships (user_id, organization_id, role, created_at)
                        VALUES (:userId, :organizationId, :role, :now)
                            ON CONFLICT DO NOTHING
                        """)
                .bind("userId", userId)
                .bind("organizationId", organizationId)
                .bind("role", Columns.name(role))
                .bind("now", now)
                .execute());
    }

    /** Those a person has, the one joined first before the others. */
    List<Membership> of(String userId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT o.id, o.name, o.time_zone, m.role
                          FROM memberships m
                          JOIN organizations o ON o.id = m.organization_id
                         WHERE m.user_id = :userId
                         ORDER BY m.created_at, o.id
                        """)
                .bind("userId", userId)
                .map((row, context) -> new Membership(
                        new Organization(row.getString("id"), row.getString("name"), row.getString("time_zone")),
                        Columns.value(Role.class, row.getString("role"))))
                .list());
    }

    Optional<Member> find(String organizationId, String userId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT u.id, u.email, u.name, m.role, m.created_at
                          FROM memberships m
                          JOIN users u ON u.id = m.user_id
                         WHERE m.organization_id = :organizationId AND m.user_id = :userId
                        """)
                .bind("organizationId", organizationId)
                .bind("userId", userId)
                .map((row, context) -> member(row))
                .findOne());
    }

    /** The people whose accounts are newest first. */
    Page<Member> page(String organizationId, Keyset<String> keyset) {
        return database.read(handle -> {
            List<Member> rows = handle.createQuery("""
                            SELECT u.id, u.email, u.name, m.role, m.created_at
                              FROM memberships m
                              JOIN users u ON u.id = m.user_id
                             WHERE m.organization_id = :organizationId AND m.user_id < :before
                             ORDER BY m.user_id DESC LIMIT :fetch OFFSET :offset
                            """)
                    .bind("organizationId", organizationId)
                    .bind("before", keyset.before())
                    .bind("fetch", keyset.fetch())
                    .bind("offset", keyset.offset())
                    .map((row, context) -> member(row))
                    .list();
            LongSupplier count =
                    () -> handle.createQuery("SELECT count(*) FROM memberships WHERE organization_id = :organizationId")
                            .bind("organizationId", organizationId)
                            .mapTo(Long.class)
                            .one();
            return keyset.page(rows, count, Member::id);
        });
    }

    int owners(String organizationId) {
        return database.read(handle -> handle.createQuery(
                        "SELECT count(*) FROM memberships WHERE organization_id = :organizationId AND role = 'owner'")
                .bind("organizationId", organizationId)
                .mapTo(Integer.class)
                .one());
    }

    void setRole(String organizationId, String userId, Role role) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE memberships SET role = :role
                        WHERE organization_id = :organizationId AND user_id = :userId
                        """)
                .bind("role", Columns.name(role))
                .bind("organizationId", organizationId)
                .bind("userId", userId)
                .execute());
    }

    void delete(String organizationId, String userId) {
        database.transaction(handle -> handle.createUpdate(
                        "DELETE FROM memberships WHERE organization_id = :organizationId AND user_id = :userId")
                .bind("organizationId", organizationId)
                .bind("userId", userId)
                .execute());
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getString("id"),
                row.getString("email"),
                row.getString("name"),
                Columns.value(Role.class, row.getString("role")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
