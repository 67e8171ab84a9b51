package com.osmtalk.mcp.guard;

import com.osmtalk.mcp.guard.store.GuardDatabase;
import com.osmtalk.mcp.guard.store.GuardStoreException;
import com.osmtalk.mcp.guard.store.GuardTransaction;
import java.nio.file.Path;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the rules read and write in {@link GuardDatabase}. Without it no limit can be kept, so a file that can't be used
 * is a refusal like any other.
 */
final class GuardRecords implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuardRecords.class);

    private final GuardDatabase database;

    /** Opens nothing yet. */
    GuardRecords(Path home) {
        this.database = new GuardDatabase(home);
    }

    /**
     * Runs work in a transaction. A refusal that it throws undoes it.
     *
     * @throws DialRefusedException {@link RefusalCode#GUARD_UNAVAILABLE}, when the file can't be read or written
     */
    <T> T transaction(Function<GuardTransaction, T> work) {
        try {
            return database.transaction(work);
        } catch (GuardStoreException e) {
            throw unavailable(e);
        }
    }

    /** Runs work as {@link #transaction} would and undoes it, to see whether anything stands against it. */
    <T> T dryRun(Function<GuardTransaction, T> work) {
        try {
            return database.dryRun(work);
        } catch (GuardStoreException e) {
            throw unavailable(e);
        }
    }

    /** The log has the cause, with the file's place; the sentence for the model has neither. */
    private DialRefusedException unavailable(GuardStoreException e) {
        LOG.error("{} can't be used", database, e);
        return new DialRefusedException(
                RefusalCode.GUARD_UNAVAILABLE,
                "The file that holds the call limits can't be used (" + e.reason() + "); nothing was dialled.",
                "Tell the person: " + GuardDatabase.FILE + " in this MCP server's OSMTALK_HOME "
                        + e.remedy()
                                .map(remedy -> "is not what it was: " + remedy + ".")
                                .orElse("must be readable and writable, and the disk not full.")
                        + " The server's log has the details. Trying again does not help until then.");
    }

    @Override
    public void close() {
        database.close();
    }
}
