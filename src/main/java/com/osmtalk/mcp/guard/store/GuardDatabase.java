package com.osmtalk.mcp.guard.store;

import com.osmtalk.mcp.guard.store.FileMark.Mark;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The SQLite file {@code guard.db} in the home, so that limits hold over restarts and over all processes that share
 * that home. The first transaction opens the file; nothing before does.
 *
 * <p>Every transaction takes the write lock at its start ({@code BEGIN IMMEDIATE}), so that what it has read still
 * holds when it writes. It uses SQLite's rollback journal and not the write-ahead log: the switch to the latter is a
 * change of the file's mode, which two processes that open the file at the same time could be caught in.
 */
public final class GuardDatabase implements AutoCloseable {
    /** The file's name in the home. */
    public static final String FILE = "guard.db";

    private static final Logger LOG = LoggerFactory.getLogger(GuardDatabase.class);
    private static final int BUSY_MILLIS = 5000;
    private static final String COMMIT = "COMMIT";

    private final Path file;
    private final FileMark note;
    private @Nullable Connection connection;

    /** The file that is open, as the file system tells files apart. */
    private @Nullable Object openFile;

    private @Nullable Mark noted;

    /** @param home the folder the file is in; made when it is first needed */
    public GuardDatabase(Path home) {
        this.file = home.toAbsolutePath().normalize().resolve(FILE);
        this.note = new FileMark(home.toAbsolutePath().normalize());
    }

    /**
     * Runs work in a transaction and commits it; whatever the work throws rolls it back.
     *
     * @throws GuardStoreException when the file can't be read or written; the next transaction opens it anew
     */
    public <T> T transaction(Function<GuardTransaction, T> work) {
        return transaction(work, COMMIT);
    }

    /** Runs work as {@link #transaction} would and rolls it back, to see whether it would be refused. */
    public <T> T dryRun(Function<GuardTransaction, T> work) {
        return transaction(work, "ROLLBACK");
    }

    private synchronized <T> T transaction(Function<GuardTransaction, T> work, String end) {
        try {
            Done<T> done = inTransaction(
                    open(),
                    transaction -> new Done<>(
                            work.apply(transaction), transaction.identity().require(Optional.ofNullable(noted))),
                    end);
            if (end.equals(COMMIT)) {
                note(done.mark());
            }
            return done.result();
        } catch (GuardStoreException e) {
            close();
            throw e;
        }
    }

    /**
     * With SQL and not with JDBC's own transactions: the driver begins the next one as soon as one ends, and would keep
     * the file locked for ever.
     */
    private static <T> T inTransaction(Connection connection, Function<GuardTransaction, T> work, String end) {
        Sql sql = new Sql(connection);
        sql.execute("BEGIN IMMEDIATE");
        try {
            T result = work.apply(new GuardTransaction(sql));
            sql.execute(end);
            return result;
        } catch (GuardStoreException e) {
            // the connection is closed, which rolls back
            throw e;
        } catch (RuntimeException e) {
            sql.execute("ROLLBACK");
            throw e;
        }
    }

    private record Done<T>(T result, Mark mark) {}

    /** How many dials the file knows of is noted beside it, so that an older copy is told from it. */
    private void note(Mark mark) {
        if (!mark.equals(noted)) {
            note.write(mark);
            noted = mark;
        }
    }

    private Connection open() {
        if (connection != null && !Objects.equals(openFile, fileKey())) {
            throw IdentityStore.missing();
        }
        if (connection == null) {
            Optional<Mark> before = note.read();
            if (before.isPresent() && !Files.exists(file)) {
                throw IdentityStore.missing();
            }
            createFile();
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout(BUSY_MILLIS);
            SQLiteDataSource source = new SQLiteDataSource(config);
            source.setUrl("jdbc:sqlite:" + file);
            try {
                connection = source.getConnection();
            } catch (SQLException e) {
                throw Sql.failure(e);
            }
            // gives back the room of a campaign of thousands when it is deleted after two days; holds for new files
            // only
            new Sql(connection).execute("PRAGMA auto_vacuum = FULL");
            Mark mark = inTransaction(
                    connection,
                    transaction -> {
                        transaction.createTables();
                        return transaction.identity().require(before);
                    },
                    COMMIT);
            noted = before.orElse(null);
            note(mark);
            openFile = fileKey();
        }
        return connection;
    }

    /** Null where there is no file; on a file system that doesn't tell files apart, the same for each. */
    private @Nullable Object fileKey() {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? "" : key;
        } catch (IOException gone) {
            return null;
        }
    }

    /** Readable by its owner alone: it holds who was called. */
    private void createFile() {
        try {
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            Files.createDirectories(file.getParent(), posix ? permissions("rwx------") : new FileAttribute<?>[0]);
            createFile(posix ? permissions("rw-------") : new FileAttribute<?>[0]);
        } catch (IOException e) {
            throw new GuardStoreException(
                    e instanceof FileSystemException refused && refused.getReason() != null
                            ? refused.getReason()
                            : "the file can't be made",
                    e);
        }
    }

    private void createFile(FileAttribute<?>... attributes) throws IOException {
        try {
            Files.createFile(file, attributes);
        } catch (FileAlreadyExistsException here) {
            LOG.debug("{} is here already", file);
        }
    }

    private static FileAttribute<?>[] permissions(String text) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))};
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

    /** The file's place, for the log. */
    @Override
    public String toString() {
        return file.toString();
    }
}
