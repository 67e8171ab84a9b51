package com.osmtalk.server.account;

import com.osmtalk.api.Organization;
import com.osmtalk.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Organisations; who is in them is in {@link MembershipStore}. Times are epoch milliseconds. */
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

    /** @param name null: as it was. @param timeZone null: as it was */
    void update(String id, @Nullable String name, @Nullable String timeZone) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE organizations
                        SET name = coalesce(:name, name), time_zone = coalesce(:timeZone, time_zone)
                        WHERE id = :id
                        """)
                .bind("name", name)
                .bind("timeZone", timeZone)
                .bind("id", id)
                .execute());
    }

    private static Organization organization(ResultSet row) throws SQLException {
        return new Organization(row.getString("id"), row.getString("name"), row.getString("time_zone"));
    }
}
