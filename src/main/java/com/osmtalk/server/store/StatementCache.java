package com.osmtalk.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.CoreStatement;

/**
 * Keeps SQLite's compiled statements with the connections they were compiled for, which neither the driver nor the pool
 * does. Compiling them anew took a tenth of the time of a read, and a fifth of a dashboard's, whose statements are
 * long.
 */
final class StatementCache implements StatementBuilderFactory {
    private static final int MOST = 100;

    /** By the driver's own connection: the pool hands out another around it each time. */
    private final Map<SQLiteConnection, StatementBuilder> shelves = new ConcurrentHashMap<>();

    @Override
    public StatementBuilder createStatementBuilder(Connection pooled) {
        try {
            SQLiteConnection connection = pooled.unwrap(SQLiteConnection.class);
            StatementBuilder shelf = shelves.get(connection);
            if (shelf == null) {
                shelves.keySet().removeIf(StatementCache::isClosed);
                shelf = new Shelf(connection);
                shelves.put(connection, shelf);
            }
            return shelf;
        } catch (SQLException e) {
            throw new IllegalStateException("not a connection to SQLite", e);
        }
    }

    /** How many connections have statements cached. */
    int connections() {
        return shelves.size();
    }

    private static boolean isClosed(SQLiteConnection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** The statements of one connection, which one thread has at a time. */
    private static final class Shelf extends DefaultStatementBuilder {
        private final SQLiteConnection connection;

        /** The least recently used first. */
        private final Map<String, PreparedStatement> kept = new LinkedHashMap<>();

        private final Map<Statement, String> inUse = new IdentityHashMap<>();

        Shelf(SQLiteConnection connection) {
            this.connection = connection;
        }

        @Override
        public PreparedStatement create(Connection pooled, String sql, StatementContext context) throws SQLException {
            if (context.isReturningGeneratedKeys() || context.isConcurrentUpdatable()) {
                return super.create(pooled, sql, context);
            }
            PreparedStatement statement = kept.remove(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
            }
            inUse.put(statement, sql);
            return statement;
        }

        @Override
        public void close(Connection pooled, String sql, Statement statement) throws SQLException {
            String compiled = inUse.remove(statement);
            // after some errors the driver has given it up
            if (compiled == null || ((CoreStatement) statement).pointer.isClosed()) {
                super.close(pooled, sql, statement);
                return;
            }
            PreparedStatement prepared = (PreparedStatement) statement;
            prepared.clearBatch();
            // its parameters stay, and are all set by the next to use it: SQLite would compile it anew if they were
            // cleared
            PreparedStatement same = kept.put(compiled, prepared);
            if (same != null) {
                same.close();
            }
            if (kept.size() > MOST) {
                Iterator<PreparedStatement> all = kept.values().iterator();
                all.next().close();
                all.remove();
            }
        }
    }
}
