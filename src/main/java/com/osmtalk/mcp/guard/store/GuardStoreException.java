package com.osmtalk.mcp.guard.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The guard's file can't be read or written. No limit can be kept without it, so the guard refuses to dial. */
public final class GuardStoreException extends RuntimeException {
    private final String reason;
    private final @Nullable String remedy;

    /**
     * @param reason a few words for people: what SQLite or the file system calls it. Their own sentences name the
     *     file's place, which belongs in the log and not in an answer
     */
    GuardStoreException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
        this.remedy = null;
    }

    GuardStoreException(String reason) {
        this(reason, (String) null);
    }

    private GuardStoreException(String reason, @Nullable String remedy) {
        super(reason);
        this.reason = reason;
        this.remedy = remedy;
    }

    /** @param remedy what a person is to do, where that is not to be guessed from the reason */
    static GuardStoreException lost(String reason, String remedy) {
        return new GuardStoreException(reason, remedy);
    }

    /** What is wrong, in a few words that name no path. */
    public String reason() {
        return reason;
    }

    /** What a person is to do about it; empty where it is what is always done: permissions, room on the disk. */
    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }
}
