package com.osmtalk.server.account;

import com.osmtalk.api.Organization;
import com.osmtalk.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Organisations and who is a member of them. Times are epoch milliseconds. */
final class OrganizationStore {
    private final Database database;

    OrganizationStore(Database database) {
        this.database = database;
    }

    void insert(Organization organization, long now) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO organizations (id, name, time_zone, created_at)
                        VALUES (:id, :name, :timeZone, :now)
                        """)
                .bind("id", organization.id())
                .bind("name", organization.name())
                .bind("timeZone", organization.timeZone())
                .bind("now", now)
                .execute());
    }

    /** The oldest. */
    Optional<Organization> first() {
        return database.read(handle -> handle.createQuery(
                        "SELECT id, name, time_zone FROM organizations ORDER BY created_at, id LIMIT 1")
                .map((row, context) -> organization(row))
                .findOne());
    }

    Optional<Organization> find(String id) {
        return database.read(
                handle -> handle.createQuery("SELECT id, name, time_zone FROM organizations WHERE id = :id")
                        .bind("id", id)
                        .map((row, context) -> organization(row))
                        .findOne());
    }

    /** Keeps other servers from adding one until this transaction ends; SQLite has one writer at a time anyway. */
    void lock() {
        if (!database.isSqlite()) {
            database.transaction(handle -> handle.execute("LOCK TABLE organizations IN SHARE ROW EXCLUSIVE MODE"));
        }
    }

    void addMember(String organizationId, String userId, long now) {
        database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO memberships (user_id, organization_id, created_at)
                        VALUES (:userId, :organizationId, :now)
                            ON CONFLICT DO NOTHING
                        """)
                .bind("userId", userId)
                .bind("organizationId", organizationId)
                .bind("now", now)
                .execute());
    }

    /** Those a person is a member of, the one joined first before the others. */
    List<Organization> of(String userId) {
        return database.read(handle -> handle.createQuery("""
                        SELECT o.id, o.name, o.time_zone
                          FROM memberships m
                          JOIN organizations o ON o.id = m.organization_id
                         WHERE m.user_id = :userId
                         ORDER BY m.created_at, o.id
                        """)
                .bind("userId", userId)
                .map((row, context) -> organization(row))
                .list());
    }

    private static Organization organization(ResultSet row) throws SQLException {
        return new Organization(row.getString("id"), row.getString("name"), row.getString("time_zone"));
    }
}
