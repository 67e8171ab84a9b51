package com.osmtalk.server.store;

import com.osmtalk.api.PhoneNumber;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.numbering.Subscriber;
import com.osmtalk.numbering.UnusableNumberException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * Migration 10: every stored number in its canonical form, and whom it reaches beside it. SQL can't do it, because it
 * knows no numbering plans. Until then a number was stored as it was written, so that {@code +4402079460958} and {@code
 * +442079460958} were two.
 *
 * <p>Nearly all numbers are canonical already. They are read a page at a time, in memory there is never more than one,
 * and only the others are written. Where two rows become one, {@link TwinRows} says what is kept of each.
 */
final class CanonicalNumbers implements JavaMigration {
    static final String VERSION = "10";

    /** Of this migration as it is; another one would have to be another migration. */
    static final int CHECKSUM = 1;

    private static final int PAGE = 2_000;
    private static final int REMEMBERED = 50_000;
    private static final Pattern DESTINATION = Pattern.compile("(\"destinationNumber\"\\s*:\\s*\")([^\"]*)(?=\")");

    private final NumberingPlan plan = new NumberingPlan();

    /** Calls are many and their numbers few: each is looked up once, unless there are very many. */
    private final Map<String, String> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(VERSION);
    }

    @Override
    public String getDescription() {
        return "canonical numbers";
    }

    @Override
    public Integer getChecksum() {
        return CHECKSUM;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        migrate(context.getConnection());
    }

    private void migrate(Connection connection) throws SQLException {
        MigrationSql sql = new MigrationSql(connection);
        for (String table : List.of("dnc_entries", "campaign_leads", "phone_numbers")) {
            sql.execute("ALTER TABLE " + table + " ADD COLUMN subscriber TEXT NOT NULL DEFAULT ''");
            sql.execute("UPDATE " + table + " SET subscriber = phone_number");
        }
        // not unique yet: to find the other rows of a subscriber
        sql.execute("CREATE INDEX dnc_entries_twins ON dnc_entries (organization_id, subscriber)");
        sql.execute("CREATE INDEX campaign_leads_twins ON campaign_leads (campaign_id, subscriber)");
        TwinRows twins = new TwinRows(sql);
        each(sql, "dnc_entries", "phone_number", twins::entry);
        each(sql, "campaign_leads", "phone_number", twins::lead);
        each(sql, "phone_numbers", "phone_number", twins::owned);
        sql.execute("DROP INDEX dnc_entries_twins");
        sql.execute("DROP INDEX campaign_leads_twins");
        sql.execute("CREATE UNIQUE INDEX dnc_entries_by_subscriber ON dnc_entries (organization_id, subscriber)");
        sql.execute("CREATE UNIQUE INDEX campaign_leads_by_subscriber ON campaign_leads (campaign_id, subscriber)");
        // whom campaigns have called, to leave time between the calls of two of them
        sql.execute("CREATE INDEX campaign_leads_called ON campaign_leads (subscriber) WHERE call_id IS NOT NULL");
        sql.execute("CREATE INDEX phone_numbers_by_subscriber ON phone_numbers (subscriber) WHERE released_at IS NULL");

        for (String column : List.of("from_number", "to_number")) {
            for (String table : List.of("calls", "whatsapp_messages")) {
                each(
                        sql,
                        table,
                        column,
                        (id, number, whom) ->
                                sql.update("UPDATE " + table + " SET " + column + " = ? WHERE id = ?", number, id));
            }
        }
        destinations(sql, "agents", "draft");
        destinations(sql, "agent_versions", "snapshot");
    }

    /** What is done with a row whose number, or whose subscriber, is not what is stored. */
    interface Change {
        void make(String id, String number, String subscriber) throws SQLException;
    }

    /** The oldest first, since ids sort by time. */
    private void each(MigrationSql sql, String table, String column, Change change) throws SQLException {
        String page = "SELECT id, " + column + " FROM " + table + " WHERE id > ? ORDER BY id LIMIT " + PAGE;
        List<String[]> found = sql.list(page, "");
        while (!found.isEmpty()) {
            for (String[] row : found) {
                String number = canonical(row[1]);
                if (number != null) {
                    String subscriber = Subscriber.of(PhoneNumber.of(number)).key();
                    if (!number.equals(row[1]) || !subscriber.equals(number)) {
                        change.make(row[0], number, subscriber);
                    }
                }
            }
            found = sql.list(page, found.get(found.size() - 1)[0]);
        }
    }

    /** Where agents hand calls over, inside the JSON that describes them. */
    private void destinations(MigrationSql sql, String table, String column) throws SQLException {
        for (String[] row : sql.list(
                "SELECT id, " + column + " FROM " + table + " WHERE " + column + " LIKE '%\"destinationNumber\"%'")) {
            String changed = DESTINATION.matcher(row[1]).replaceAll(this::destination);
            if (!changed.equals(row[1])) {
                sql.update("UPDATE " + table + " SET " + column + " = ? WHERE id = ?", changed, row[0]);
            }
        }
    }

    private String destination(MatchResult found) {
        String number = canonical(found.group(2));
        return found.group(1) + (number == null ? found.group(2) : number);
    }

    /** Null for what is no telephone number: a web call has none, and a country code can be nobody's. */
    private @Nullable String canonical(@Nullable String stored) {
        if (stored == null) {
            return null;
        }
        String number = known.computeIfAbsent(stored, text -> {
            try {
                return plan.parse(text).e164();
            } catch (UnusableNumberException none) {
                return "";
            }
        });
        return number.isEmpty() ? null : number;
    }
}
