package com.osmtalk.mcp.guard.store;

/** The guard's file can't be read or written. No limit can be kept without it, so the guard refuses to dial. */
public final class GuardStoreException extends RuntimeException {
    private final String reason;

    /**
     * @param reason a few words for people: what SQLite or the file system calls it. Their own sentences name the
     *     file's place, which belongs in the log and not in an answer
     */
    GuardStoreException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    GuardStoreException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** What is wrong, in a few words that name no path. */
    public String reason() {
        return reason;
    }
}
