package com.osmtalk.server.store;

/** What else may happen to a row until the transaction that read it ends. */
public enum RowLock {
    /** Anything. */
    NONE,
    /** It may be read, not changed. */
    SHARED,
    /** It may be read, not changed or read {@link #SHARED}. */
    EXCLUSIVE
}
