package com.osmtalk.server.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of two rows that turn out to be of one telephone, in migration 10. Nothing may be lost by it: nobody who
 * asked not to be called is called, nobody is called by a campaign twice, and no number leaves the organisation that
 * held it first.
 */
final class TwinRows {
    private static final Logger LOG = LoggerFactory.getLogger(TwinRows.class);

    private final MigrationSql sql;

    TwinRows(MigrationSql sql) {
        this.sql = sql;
    }

    private record Entry(String id, @Nullable String reason, String source, long created) {}

    /** The earlier entry stays, with the reasons of all; who opted out has opted out. */
    void entry(String id, String number, String subscriber) throws SQLException {
        List<Entry> all = new ArrayList<>();
        for (String[] row :
                twins("dnc_entries", "organization_id", id, number, subscriber, "reason, source, created_at")) {
            all.add(new Entry(row[0], row[1], row[2], Long.parseLong(row[3])));
        }
        all.sort(Comparator.comparingLong(Entry::created).thenComparing(Entry::id));
        if (all.stream().noneMatch(entry -> entry.id().equals(id))) {
            return; // it has become one with another already
        }
        Entry first = all.get(0);
        String reason = all.stream()
                .map(Entry::reason)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining("; "));
        boolean optedOut = all.stream().anyMatch(entry -> entry.source().equals("opt_out"));
        String kept = first.id().equals(id) ? number : numberOf("dnc_entries", first.id());
        for (Entry later : all.subList(1, all.size())) {
            sql.update("DELETE FROM dnc_entries WHERE id = ?", later.id());
        }
        sql.update(
                "UPDATE dnc_entries SET phone_number = ?, subscriber = ?, reason = ?, source = ? WHERE id = ?",
                kept,
                subscriber,
                reason.isEmpty() ? null : reason,
                optedOut ? "opt_out" : first.source(),
                first.id());
    }

    private record LeadRow(String id, String status, long attempts, long due, long changed) {
        /** A call that is under way first, then a conversation that was held, then an attempt, then who waits. */
        int progress() {
            return switch (status) {
                case "dialing" -> 0;
                case "completed", "dnc_blocked" -> 1;
                case "pending" -> 3;
                default -> 2;
            };
        }

        /** Of those that have come as far: the last that was called, the first that waits. */
        long order() {
            return status.equals("pending") ? 0 : -changed;
        }
    }

    /** The lead that has come farthest stays: whoever was called is not called again for a second spelling. */
    void lead(String id, String number, String subscriber) throws SQLException {
        List<LeadRow> all = new ArrayList<>();
        for (String[] row : twins(
                "campaign_leads", "campaign_id", id, number, subscriber, "status, attempts, due_at, updated_at")) {
            all.add(new LeadRow(
                    row[0], row[1], Long.parseLong(row[2]), Long.parseLong(row[3]), Long.parseLong(row[4])));
        }
        if (all.stream().noneMatch(lead -> lead.id().equals(id))) {
            return; // it has become one with another already
        }
        LeadRow kept = all.stream()
                .min(Comparator.comparingInt(LeadRow::progress)
                        .thenComparingLong(LeadRow::order)
                        .thenComparing(LeadRow::id))
                .orElseThrow();
        String keptNumber = kept.id().equals(id) ? number : numberOf("campaign_leads", kept.id());
        for (LeadRow other : all) {
            if (!other.id().equals(kept.id())) {
                sql.update("DELETE FROM campaign_leads WHERE id = ?", other.id());
            }
        }
        sql.update(
                "UPDATE campaign_leads SET phone_number = ?, subscriber = ?, attempts = ?, due_at = ? WHERE id = ?",
                keptNumber,
                subscriber,
                all.stream().mapToLong(LeadRow::attempts).sum(),
                all.stream().mapToLong(LeadRow::due).max().orElseThrow(),
                kept.id());
    }

    /**
     * A row and those of the same subscriber beside it; none when the row is gone. Three small queries, since SQLite
     * answers one with an OR, a UNION or an order by reading all rows of the owner.
     *
     * @param owner the column that says whose they are
     */
    private Collection<String[]> twins(
            String table, String owner, String id, String number, String subscriber, String columns)
            throws SQLException {
        List<String[]> own = sql.list("SELECT " + owner + " FROM " + table + " WHERE id = ?", id);
        if (own.isEmpty()) {
            return List.of();
        }
        String select = "SELECT id, " + columns + " FROM " + table + " WHERE ";
        List<String[]> found = new ArrayList<>(sql.list(select + "id = ?", id));
        found.addAll(sql.list(select + owner + " = ? AND subscriber = ?", own.get(0)[0], subscriber));
        found.addAll(sql.list(select + owner + " = ? AND phone_number = ?", own.get(0)[0], number));
        Map<String, String[]> byId = new LinkedHashMap<>();
        found.forEach(row -> byId.put(row[0], row));
        return byId.values();
    }

    /**
     * Who held the number first keeps it. The later row is released, which ends its rent, and says why; campaigns of
     * the same organisation call from the one that stays.
     */
    void owned(String id, String number, String subscriber) throws SQLException {
        String[] own = sql.list("SELECT created_at, released_at FROM phone_numbers WHERE id = ?", id)
                .get(0);
        String spelled = numberOf("phone_numbers", id);
        boolean held = own[1] == null;
        List<String[]> others = held && !spelled.equals(number)
                ? sql.list(
                        "SELECT id, created_at FROM phone_numbers WHERE phone_number = ? AND released_at IS NULL",
                        number)
                : List.of();
        for (String[] other : others) {
            boolean first = Long.parseLong(own[0]) < Long.parseLong(other[1])
                    || own[0].equals(other[1]) && id.compareTo(other[0]) < 0;
            release(first ? other[0] : id, first ? id : other[0], number, spelled);
        }
        sql.update("UPDATE phone_numbers SET phone_number = ?, subscriber = ? WHERE id = ?", number, subscriber, id);
    }

    private void release(String id, String kept, String number, String spelled) throws SQLException {
        LOG.warn(
                "{} and {} are one telephone number, {}, which was written {} as well: {}, which came later, is"
                        + " released. Calls that it made stay as they are",
                kept,
                id,
                number,
                spelled,
                id);
        sql.update("""
                UPDATE phone_numbers
                SET status = 'released', released_at = ?,
                    label = label || ' (released: the same telephone number was held before)'
                WHERE id = ?""", System.currentTimeMillis(), id);
        sql.update("""
                UPDATE campaigns SET phone_number_id = ?
                WHERE phone_number_id = ?
                    AND organization_id = (SELECT organization_id FROM phone_numbers WHERE id = ?)""", kept, id, kept);
        // an agent that answered the released number answers the one that stays, if none did
        sql.update("""
                UPDATE phone_numbers
                SET agent_id = (SELECT agent_id FROM phone_numbers WHERE id = ?)
                WHERE id = ? AND agent_id IS NULL
                    AND organization_id = (SELECT organization_id FROM phone_numbers WHERE id = ?)""", id, kept, id);
    }

    private String numberOf(String table, String id) throws SQLException {
        return sql.list("SELECT phone_number FROM " + table + " WHERE id = ?", id)
                .get(0)[0];
    }
}
