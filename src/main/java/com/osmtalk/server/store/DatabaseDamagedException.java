package com.osmtalk.server.store;

/**
 * The database file is damaged, or is not the one any more that this program opened. Nothing that is written now may
 * ever be read again, so the program has to stop.
 */
public final class DatabaseDamagedException extends RuntimeException {
    /** @param sentence names the cause and what to do, for the person who runs the server */
    public DatabaseDamagedException(String sentence) {
        super(sentence);
    }
}
