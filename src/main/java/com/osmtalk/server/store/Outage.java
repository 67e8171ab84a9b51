package com.osmtalk.server.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells failures of the database itself, which pass, from failures of what it was asked to do, which don't. */
final class Outage {
    private static final int PRIMARY_CODE = 0xff;

    private Outage() {}

    /** What to throw instead of a failure: the same, where the database is not to blame for it. */
    static RuntimeException of(JdbiException failure) {
        if (isDamage(failure)) {
            return new DatabaseDamagedException(SqliteFile.damage("osmtalk.db"));
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> reason = cause instanceof SQLException sql ? reason(sql) : Optional.empty();
            if (reason.isPresent()) {
                return new DatabaseUnavailableException(reason.get(), failure);
            }
        }
        return failure instanceof ConnectionException
                ? new DatabaseUnavailableException("there is no connection to it", failure)
                : failure;
    }

    private static boolean isDamage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                int code = sqlite.getResultCode().code & PRIMARY_CODE;
                return code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code;
            }
        }
        return false;
    }

    private static Optional<String> reason(SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            return reason(sqlite.getResultCode());
        }
        if (failure instanceof SQLTransientConnectionException) {
            return Optional.of("no connection to it was free in time");
        }
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith("08") || state.startsWith("57P")) {
            return Optional.of("the connection to it is broken");
        }
        // 53: no disk space, no memory, too many connections; 58: an error of its machine; 25006: a standby
        return state.startsWith("53") || state.startsWith("58") || state.equals("25006")
                ? Optional.of(String.valueOf(failure.getMessage()))
                : Optional.empty();
    }

    private static Optional<String> reason(SQLiteErrorCode code) {
        boolean passes = switch (SQLiteErrorCode.getErrorCode(code.code & PRIMARY_CODE)) {
            case SQLITE_FULL,
                    SQLITE_IOERR,
                    SQLITE_BUSY,
                    SQLITE_LOCKED,
                    SQLITE_CANTOPEN,
                    SQLITE_READONLY,
                    SQLITE_NOMEM,
                    SQLITE_PROTOCOL -> true;
            default -> false;
        };
        return passes ? Optional.of(code.message) : Optional.empty();
    }
}
