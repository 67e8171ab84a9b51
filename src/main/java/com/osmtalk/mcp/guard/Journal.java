package com.osmtalk.mcp.guard;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteException;

/**
 * The calls that were placed and the previews that wait for an answer, in a file of the home, {@code guard.db}: so limits
 * hold over restarts and over all processes on that home. The file is opened by the first transaction and not before.
 *
 * <p>Every transaction is a writing one from its start, so that what it has read still holds when it writes. SQLite's
 * rollback journal does for that, and unlike its write-ahead log it has no change of mode that two processes opening the
 * file at once could be caught in.
 */
final class Journal implements AutoCloseable {
    static final String FILE = "guard.db";

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int BUSY_MILLIS = 5000;

    private final Path file;
    private @Nullable Connection connection;

    Journal(Path home) {
        this.file = home.toAbsolutePath().normalize().resolve(FILE);
    }

    /** What is done in a transaction. A {@link DialRefused} it throws undoes it. */
    interface Work<T> {
        T on(JournalEntries entries) throws SQLException;
    }

    /** @throws DialRefused {@link RefusalCode#GUARD_UNAVAILABLE}, when the file can't be read or written */
    <T> T transaction(Work<T> work) {
        return transaction(work, "COMMIT");
    }

    /** Does it as {@link #transaction} would, and undoes it: to see whether anything stands against it. */
    <T> T rehearse(Work<T> work) {
        return transaction(work, "ROLLBACK");
    }

    private synchronized <T> T transaction(Work<T> work, String end) {
        try {
            return inTransaction(open(), work, end);
        } catch (SQLException | IOException e) {
            close();
            LOG.error("{} can't be used", file, e);
            throw new DialRefused(
                    RefusalCode.GUARD_UNAVAILABLE,
                    "The journal that call limits are kept in can't be used (" + reason(e) + "); nothing was dialled.",
                    "Tell the person: " + FILE + " in this MCP server's OSMTALK_HOME must be readable and writable, and"
                            + " the disk not full; the server's log has the details. Trying again does not help before.");
        }
    }

    /** By SQL: the driver's own transactions begin the next as soon as one ends, and would keep the file locked for ever. */
    private static <T> T inTransaction(Connection connection, Work<T> work, String end) throws SQLException {
        execute(connection, "BEGIN IMMEDIATE");
        try {
            T result = work.on(new JournalEntries(connection));
            execute(connection, end);
            return result;
        } catch (RuntimeException undone) {
            execute(connection, "ROLLBACK");
            throw undone;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection open() throws SQLException, IOException {
        if (connection == null) {
            create();
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout(BUSY_MILLIS);
            SQLiteDataSource source = new SQLiteDataSource(config);
            source.setUrl("jdbc:sqlite:" + file);
            Connection opened = source.getConnection();
            connection = opened;
            // a campaign of thousands is forgotten after two days, and so is the room it took; of a new file only
            execute(opened, "PRAGMA auto_vacuum = FULL");
            inTransaction(
                    opened,
                    entries -> {
                        entries.prepare();
                        return entries;
                    },
                    "COMMIT");
        }
        return connection;
    }

    /** Readable by its owner alone: it holds who was called. */
    private void create() throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(file.getParent(), posix ? permissions("rwx------") : new FileAttribute<?>[0]);
        try {
            Files.createFile(file, posix ? permissions("rw-------") : new FileAttribute<?>[0]);
        } catch (FileAlreadyExistsException here) {
            LOG.debug("{} is here already", file);
        }
    }

    private static FileAttribute<?>[] permissions(String text) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))};
    }

    /** What SQLite or the file system calls it; their sentences name the place, which is nobody's business but the log's. */
    private static String reason(Exception e) {
        if (e instanceof SQLiteException sqlite) {
            return sqlite.getResultCode().name();
        }
        return e instanceof FileSystemException refused && refused.getReason() != null
                ? refused.getReason()
                : "the file can't be made";
    }

    @Override
    public synchronized void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.warn("{} could not be closed: {}", file, e.toString());
            }
        }
    }
}
