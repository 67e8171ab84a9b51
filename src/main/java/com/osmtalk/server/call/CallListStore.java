package com.osmtalk.server.call;

import com.osmtalk.api.Call;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.Page;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.Subscriber;
import com.osmtalk.server.identity.CallReach;
import com.osmtalk.server.paging.Keyset;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.FoldedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** An organisation's calls, the newest first, under any of the filters. */
public final class CallListStore {
    private final Database database;

    public CallListStore(Database database) {
        this.database = database;
    }

    Page<Call> page(CallReach reach, CallQuery query, PageRequest request) {
        Keyset<Keyset.Moment> keyset = Keyset.byTime("call", request);
        Filter filter = Filter.of(reach, query);
        String total = total(reach, query, filter);
        return database.read(handle -> {
            // in one statement with the rows, so as of the same moment
            List<Listed> rows = handle.createQuery("""
                            SELECT calls.*, %s AS total FROM calls
                            WHERE %s AND (created_at, id) < (:beforeTime, :beforeId)
                            ORDER BY created_at DESC, id DESC LIMIT :fetch OFFSET :offset
                            """.formatted(total, filter.sql()))
                    .bindMap(filter.values())
                    .bind("beforeTime", keyset.before().millis())
                    .bind("beforeId", keyset.before().id())
                    .bind("fetch", keyset.fetch())
                    .bind("offset", keyset.offset())
                    .map((row, context) -> new Listed(CallRow.listed(row), row.getLong("total")))
                    .list();
            LongSupplier count = () -> rows.isEmpty()
                    ? handle.createQuery("SELECT " + total)
                            .bindMap(filter.values())
                            .mapTo(Long.class)
                            .one()
                    : rows.get(0).total();
            return keyset.page(
                    rows.stream().map(Listed::call).toList(),
                    count,
                    call -> new Keyset.Moment(call.createdAt().toEpochMilli(), call.id()));
        });
    }

    /** The calls that ring, wait for a line or go on, the newest first. */
    List<Call> live(CallReach reach, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM calls
                        WHERE %s AND status IN ('queued', 'ringing', 'in_progress')
                        ORDER BY id DESC LIMIT :limit
                        """.formatted(reach.condition()))
                .bindMap(reach.values())
                .bind("limit", limit)
                .map((row, context) -> CallRow.listed(row))
                .list());
    }

    private record Listed(Call call, long total) {}

    /**
     * The exact number of calls, as an SQL expression. Finished calls are counted by organisation, agent and status as
     * they end; only under other filters are the calls themselves counted.
     */
    private static String total(CallReach reach, CallQuery query, Filter filter) {
        CallQuery counted =
                new CallQuery(query.status(), query.agentId(), null, null, null, null, null, null, null, null, null);
        if (reach.isLimited() || !query.equals(counted)) {
            return "(SELECT count(*) FROM calls WHERE " + filter.sql() + ")";
        }
        return """
                (SELECT coalesce(sum(calls), 0) FROM call_totals WHERE %1$s)
                + (SELECT count(*) FROM calls
                   WHERE %1$s
                     AND status IN ('scheduled', 'queued', 'ringing', 'in_progress'))""".formatted(filter.sql());
    }

    /** The conditions of one query; every one of them but the words is served by an index. */
    private record Filter(String sql, Map<String, Object> values) {
        static Filter of(CallReach reach, CallQuery query) {
            List<String> conditions = new ArrayList<>(List.of(reach.condition()));
            Map<String, Object> values = new LinkedHashMap<>(reach.values());
            equal(conditions, values, "status", query.status());
            equal(conditions, values, "agent_id", query.agentId());
            equal(conditions, values, "campaign_id", query.campaignId());
            equal(conditions, values, "channel", query.channel());
            equal(conditions, values, "direction", query.direction());
            reaching(conditions, values, "from_number", query.from());
            reaching(conditions, values, "to_number", query.to());
            reaching(conditions, values, "to_number", query.destination());
            if (query.startedAfter() != null) {
                conditions.add("created_at >= :startedAfter");
                values.put("startedAfter", query.startedAfter().toEpochMilli());
            }
            if (query.startedBefore() != null) {
                conditions.add("created_at < :startedBefore");
                values.put("startedBefore", query.startedBefore().toEpochMilli());
            }
            if (query.q() != null) {
                conditions.add("""
                        EXISTS (SELECT 1 FROM call_turns
                                WHERE call_id = calls.id AND folded LIKE :words ESCAPE '!')""");
                values.put("words", "%" + escaped(FoldedText.of(query.q())) + "%");
            }
            return new Filter(String.join(" AND ", conditions), values);
        }

        private static void equal(
                List<String> conditions, Map<String, Object> values, String column, @Nullable Object value) {
            if (value != null) {
                String name = "is" + values.size();
                conditions.add(column + " = :" + name);
                values.put(name, value instanceof Enum<?> choice ? Columns.name(choice) : value);
            }
        }

        /** A person's calls, by whichever of their numbers. */
        private static void reaching(
                List<String> conditions, Map<String, Object> values, String column, @Nullable PhoneNumber number) {
            if (number != null) {
                List<String> names = new ArrayList<>();
                for (PhoneNumber each : Subscriber.of(number).numbers()) {
                    String name = "is" + values.size();
                    names.add(":" + name);
                    values.put(name, each.e164());
                }
                conditions.add(column + " IN (" + String.join(", ", names) + ")");
            }
        }

        private static String escaped(String words) {
            return words.replaceAll("[!%_]", "!$0");
        }
    }
}
