package com.osmtalk.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Migration 19: the lines of transcripts as they are searched, see {@link FoldedText}. Until then a search in another
 * alphabet than the Latin one found nothing on SQLite. Lines are read and written a page at a time.
 */
final class FoldedTranscripts implements JavaMigration {
    static final String VERSION = "19";

    /** Of this migration as it is; another one would have to be another migration. */
    static final int CHECKSUM = 1;

    private static final String PAGE = """
            SELECT call_id, turn_index, text FROM call_turns
            WHERE (call_id, turn_index) > (?, ?)
            ORDER BY call_id, turn_index LIMIT 2000
            """;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(VERSION);
    }

    @Override
    public String getDescription() {
        return "folded transcripts";
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
        MigrationSql sql = new MigrationSql(context.getConnection());
        sql.execute("ALTER TABLE call_turns ADD COLUMN folded TEXT NOT NULL DEFAULT ''");
        fold(context.getConnection());
    }

    /** Fills the column in. */
    static void fold(Connection connection) throws SQLException {
        MigrationSql sql = new MigrationSql(connection);
        List<String[]> page = sql.list(PAGE, "", 0);
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE call_turns SET folded = ? WHERE call_id = ? AND turn_index = ?")) {
            while (!page.isEmpty()) {
                for (String[] line : page) {
                    update.setString(1, FoldedText.of(line[2]));
                    update.setString(2, line[0]);
                    update.setInt(3, Integer.parseInt(line[1]));
                    update.addBatch();
                }
                update.executeBatch();
                String[] last = page.get(page.size() - 1);
                page = sql.list(PAGE, last[0], Integer.parseInt(last[1]));
            }
        }
    }
}
