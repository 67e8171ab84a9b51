package com.osmtalk.server.number;

import com.osmtalk.api.Money;
import com.osmtalk.api.NumberProvider;
import com.osmtalk.api.OwnedNumber;
import com.osmtalk.api.OwnedNumber.Capability;
import com.osmtalk.api.OwnedNumber.Status;
import com.osmtalk.api.Page;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.Subscriber;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.RowLock;
import com.osmtalk.voice.carrier.Carriers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Where numbers are kept. A released one keeps its row, for the calls it made; anybody may take its number. */
final class NumberStore {
    /** A number whose agent was deleted has none. */
    private static final String SELECT = """
            SELECT phone_numbers.id, phone_numbers.organization_id, phone_number, label, provider,
                agents.id AS agent_id, capabilities, country, status,
                monthly_cost, phone_numbers.created_at,
                EXISTS (SELECT 1 FROM number_trunks WHERE phone_number_id = phone_numbers.id) AS has_trunk
            FROM phone_numbers
            LEFT JOIN agents ON agents.id = phone_numbers.agent_id AND agents.deleted_at IS NULL
            """;

    private final Database database;
    private final Carriers carriers;

    NumberStore(Database database, Carriers carriers) {
        this.database = database;
        this.carriers = carriers;
    }

    /** All that are held. */
    Page<OwnedNumber> list(String organizationId, Optional<List<String>> only, Keyset<String> keyset) {
        return list(organizationId, only, keyset, "released_at IS NULL");
    }

    /** Those that can be called from. */
    Page<OwnedNumber> active(String organizationId, Optional<List<String>> only, Keyset<String> keyset) {
        return list(organizationId, only, keyset, "released_at IS NULL AND status = 'active'");
    }

    private Page<OwnedNumber> list(
            String organizationId, Optional<List<String>> only, Keyset<String> keyset, String which) {
        Map<String, String> ids = new LinkedHashMap<>();
        only.orElse(List.of()).forEach(id -> ids.put("only" + ids.size(), id));
        String condition = only.isEmpty()
                ? which
                : which + ids.keySet().stream().collect(Collectors.joining(", :", " AND phone_numbers.id IN (:", ")"));
        return database.read(handle -> {
            List<OwnedNumber> numbers = handle.createQuery(SELECT + """
                                      WHERE phone_numbers.organization_id = :organization AND %s
                                          AND phone_numbers.id < :before
                                      ORDER BY phone_numbers.id DESC
                                      LIMIT :fetch OFFSET :offset
                                      """.formatted(condition))
                    .bind("organization", organizationId)
                    .bindMap(ids)
                    .bind("before", keyset.before())
                    .bind("fetch", keyset.fetch())
                    .bind("offset", keyset.offset())
                    .map((row, context) -> number(row))
                    .list();
            LongSupplier count = () -> handle.createQuery(
                            "SELECT count(*) FROM phone_numbers WHERE organization_id = :organization AND " + condition)
                    .bind("organization", organizationId)
                    .bindMap(ids)
                    .mapTo(Long.class)
                    .one();
            return keyset.page(numbers, count, OwnedNumber::id);
        });
    }

    Optional<OwnedNumber> find(String organizationId, String id, RowLock lock) {
        return database.read(handle -> handle.createQuery(SELECT + """
                                  WHERE phone_numbers.organization_id = :organization AND phone_numbers.id = :id
                                      AND released_at IS NULL
                                  """ + database.lockClause(lock, "phone_numbers"))
                .bind("organization", organizationId)
                .bind("id", id)
                .map((row, context) -> number(row))
                .findOne());
    }

    Optional<OwnedNumber> find(String organizationId, PhoneNumber number, RowLock lock) {
        return database.read(handle -> handle.createQuery(SELECT + """
                                  WHERE phone_numbers.organization_id = :organization AND phone_number = :number
                                      AND released_at IS NULL
                                  """ + database.lockClause(lock, "phone_numbers"))
                .bind("organization", organizationId)
                .bind("number", number.e164())
                .map((row, context) -> number(row))
                .findOne());
    }

    Optional<Numbers.Holding> holding(PhoneNumber phoneNumber) {
        return database.read(handle -> handle.createQuery(SELECT + """
                                  WHERE subscriber = :subscriber AND released_at IS NULL
                                  ORDER BY CASE WHEN phone_number = :phoneNumber THEN 0 ELSE 1 END, phone_numbers.id
                                  LIMIT 1
                                  """)
                .bind("subscriber", Subscriber.of(phoneNumber).key())
                .bind("phoneNumber", phoneNumber.e164())
                .map((row, context) -> new Numbers.Holding(row.getString("organization_id"), number(row)))
                .findOne());
    }

    /** @return false when somebody holds the number already */
    boolean insert(String organizationId, OwnedNumber number) {
        return database.transaction(handle -> handle.createUpdate("""
                                INSERT INTO phone_numbers (id, organization_id, phone_number, subscriber, label,
                                    provider, agent_id, capabilities, country, status, monthly_cost, created_at)
                                VALUES (:id, :organization, :phoneNumber, :subscriber, :label, :provider, :agent,
                                    :capabilities, :country, :status, :monthlyCost, :createdAt)
                                ON CONFLICT (phone_number) WHERE released_at IS NULL DO NOTHING
                                """)
                        .bind("id", number.id())
                        .bind("organization", organizationId)
                        .bind("phoneNumber", number.phoneNumber().e164())
                        .bind("subscriber", Subscriber.of(number.phoneNumber()).key())
                        .bind("label", number.label())
                        .bind("provider", Columns.name(number.provider()))
                        .bind("agent", number.agentId())
                        .bind("capabilities", capabilities(number))
                        .bind("country", number.country())
                        .bind("status", Columns.name(number.status()))
                        .bind("monthlyCost", number.monthlyCost().paise())
                        .bind("createdAt", number.createdAt().toEpochMilli())
                        .execute()
                == 1);
    }

    Set<PhoneNumber> held(List<PhoneNumber> among) {
        if (among.isEmpty()) {
            return Set.of();
        }
        return database.read(handle -> handle.createQuery("""
                        SELECT phone_number
                        FROM phone_numbers
                        WHERE released_at IS NULL AND phone_number IN (<numbers>)
                        """)
                .bindList("numbers", among.stream().map(PhoneNumber::e164).toList())
                .mapTo(String.class)
                .map(PhoneNumber::of)
                .set());
    }

    void update(OwnedNumber number) {
        database.transaction(handle -> handle.createUpdate("""
                        UPDATE phone_numbers
                        SET label = :label, provider = :provider, agent_id = :agent, capabilities = :capabilities
                        WHERE id = :id
                        """)
                .bind("id", number.id())
                .bind("label", number.label())
                .bind("provider", Columns.name(number.provider()))
                .bind("agent", number.agentId())
                .bind("capabilities", capabilities(number))
                .execute());
    }

    void release(String id, Instant at) {
        database.transaction(handle -> handle.createUpdate(
                        "UPDATE phone_numbers SET status = 'released', released_at = :at WHERE id = :id")
                .bind("id", id)
                .bind("at", at.toEpochMilli())
                .execute());
    }

    long liveCalls(String organizationId, String id) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*)
                        FROM calls
                        WHERE organization_id = :organization AND phone_number_id = :id
                            AND status IN ('queued', 'ringing', 'in_progress')
                        """)
                .bind("organization", organizationId)
                .bind("id", id)
                .mapTo(Long.class)
                .one());
    }

    private OwnedNumber number(ResultSet row) throws SQLException {
        NumberProvider provider = Columns.value(NumberProvider.class, row.getString("provider"));
        return new OwnedNumber(
                row.getString("id"),
                PhoneNumber.of(row.getString("phone_number")),
                row.getString("label"),
                provider,
                carriers.of(provider).simulated(),
                carriers.carries(provider, row.getBoolean("has_trunk")),
                row.getString("agent_id"),
                Arrays.stream(row.getString("capabilities").split(","))
                        .map(name -> Columns.value(Capability.class, name))
                        .toList(),
                row.getString("country"),
                Columns.value(Status.class, row.getString("status")),
                Money.ofPaise(row.getLong("monthly_cost")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    private static String capabilities(OwnedNumber number) {
        return number.capabilities().stream().map(Columns::name).collect(Collectors.joining(","));
    }
}
