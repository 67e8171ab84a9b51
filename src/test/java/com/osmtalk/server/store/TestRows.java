package com.osmtalk.server.store;

import com.osmtalk.api.User;
import com.osmtalk.server.call.CallCounterStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts rows straight into tables, for what a test needs to be there and does not test. */
public final class TestRows {
    private final Database database;

    public TestRows(Database database) {
        this.database = database;
    }

    /** An organisation's id. */
    public String organization(String timeZone) {
        String id = Ids.next("org");
        insert("organizations", Map.of("id", id, "name", "Test", "time_zone", timeZone, "created_at", 0L));
        return id;
    }

    /** A person in no organisation, with the password of whoever was there first. */
    public User user(String email) {
        User user = new User(Ids.next("usr"), email, "Test");
        String passwordHash = database.read(
                handle -> handle.createQuery("SELECT password_hash FROM users ORDER BY created_at, id LIMIT 1")
                        .mapTo(String.class)
                        .one());
        insert(
                "users",
                Map.of(
                        "id",
                        user.id(),
                        "email",
                        email,
                        "name",
                        user.name(),
                        "password_hash",
                        passwordHash,
                        "created_at",
                        0L));
        return user;
    }

    /** An agent's id. */
    public String agent(String organizationId) {
        String id = Ids.next("agent");
        insert(
                "agents",
                Map.of(
                        "id",
                        id,
                        "organization_id",
                        organizationId,
                        "name",
                        "Test",
                        "draft",
                        "{}",
                        "created_at",
                        0L,
                        "updated_at",
                        0L));
        return id;
    }

    public void balance(String organizationId, String bucket, long paise) {
        insert("balances", Map.of("organization_id", organizationId, "bucket", bucket, "amount", paise));
    }

    /** A call's id. */
    public String call(String organizationId, String agentId, String status, Instant createdAt) {
        return call(organizationId, agentId, status, createdAt, Map.of());
    }

    /** A call's id. @param more columns, by name */
    public String call(
            String organizationId, String agentId, String status, Instant createdAt, Map<String, Object> more) {
        String id = Ids.next("call");
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("organization_id", organizationId);
        row.put("agent_id", agentId);
        row.put("agent_name", "as it was named then");
        row.put("channel", "phone");
        row.put("direction", "outbound");
        row.put("status", status);
        row.put("dynamic_variables", "{}");
        row.put("created_at", createdAt.toEpochMilli());
        row.put("llm_model", "test");
        row.put("billing_status", "pending");
        row.putAll(more);
        insert("calls", row);
        if (status.equals("completed") || status.equals("failed")) {
            CallCounterStore counters = new CallCounterStore(database);
            counters.add(id);
            if (more.containsKey("success")) {
                counters.judge(id, null, more.get("success").equals(1));
            }
        }
        return id;
    }

    /** A column of a row as it is stored. */
    public String text(String table, String id, String column) {
        return database.read(handle -> handle.createQuery("SELECT " + column + " FROM " + table + " WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one());
    }

    public void set(String table, String id, String column, Object value) {
        database.transaction(handle -> handle.createUpdate(
                        String.format(Locale.ROOT, "UPDATE %s SET %s = :value WHERE id = :id", table, column))
                .bind("value", value)
                .bind("id", id)
                .execute());
    }

    public void clear(String table) {
        database.transaction(
                handle -> handle.createUpdate("DELETE FROM " + table).execute());
    }

    private void insert(String table, Map<String, Object> row) {
        String columns = String.join(", ", row.keySet());
        String values = row.keySet().stream().map(column -> ":" + column).collect(Collectors.joining(", "));
        database.transaction(handle -> handle.createUpdate(
                        String.format(Locale.ROOT, "INSERT INTO %s (%s) VALUES (%s)", table, columns, values))
                .bindMap(row)
                .execute());
    }
}
