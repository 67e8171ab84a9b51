package com.osmtalk.mcp.guard.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteException;

/** Runs SQL on the guard's connection; what JDBC throws comes out as a {@link GuardStoreException}. */
final class Sql {
    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /** Makes something of the row that a query is at. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Runs a statement without values, as those that begin and end transactions. */
    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** @return how many rows were changed */
    int update(String sql, Object... values) {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    <T> List<T> list(Row<T> row, String sql, Object... values) {
        try (PreparedStatement query = prepare(sql, values);
                ResultSet rows = query.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The single number that a query answers with. */
    long number(String sql, Object... values) {
        return list(row -> row.getLong(1), sql, values).get(0);
    }

    static GuardStoreException failure(SQLException e) {
        String reason = e instanceof SQLiteException sqlite
                ? sqlite.getResultCode().name()
                : isOfLibrary(e) ? "SQLite's library can't be loaded from the temporary folder" : "it can't be opened";
        return new GuardStoreException(reason, e);
    }

    /** The library is unpacked into the temporary folder, which may be mounted without execution. */
    private static boolean isOfLibrary(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("native library")) {
                return true;
            }
        }
        return false;
    }

    /** Times are stored as milliseconds since 1970. */
    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(
                        i + 1, values[i] instanceof Instant time ? (Object) time.toEpochMilli() : values[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
