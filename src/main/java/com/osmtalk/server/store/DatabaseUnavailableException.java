package com.osmtalk.server.store;

import org.jspecify.annotations.Nullable;

/**
 * The database can't be reached or can't write now: PostgreSQL is restarting, the disk is full, no connection was free
 * in time. Nothing is wrong with what was asked, and the same succeeds later. Whether a transaction that was just being
 * committed is stored is unknown: whoever tries again has to look first.
 */
public final class DatabaseUnavailableException extends RuntimeException {
    /** @param reason a few words for the log */
    public DatabaseUnavailableException(String reason, @Nullable Throwable cause) {
        super("the database is not available: " + reason, cause);
    }
}
