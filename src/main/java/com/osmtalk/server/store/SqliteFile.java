package com.osmtalk.server.store;

import com.osmtalk.server.secret.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a SQLite database, as a file: whether it is whole, whether it is the one that was here before, and
 * whether it still is while the program runs.
 *
 * <p>SQLite itself goes on with a file that was deleted under it, and takes one whose write-ahead log ({@code -wal}) is
 * gone for what it was some minutes ago. So a number is counted up in the database from time to time, written through
 * to the disk, and then noted in a file beside it: a database with a lower number has lost something.
 */
final class SqliteFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);
    private static final String SETTINGS = "?journal_mode=WAL&synchronous=FULL&busy_timeout=5000";

    /** A larger file takes too long to be read at each start. */
    private static final long MOST_TO_CHECK = 64L << 20;

    private final Path file;
    private final Path log;
    private final Path note;

    /** Open as long as the database is, so that the log is not deleted by whoever closes the last other connection. */
    private final Connection connection;

    private @Nullable Object openFile;
    private @Nullable Object openLog;

    private record Mark(String identity, long number) {}

    /** @throws IllegalStateException when it is damaged, or not the one that was here before; with a sentence */
    SqliteFile(Path file) {
        this.file = file;
        this.log = file.resolveSibling(file.getFileName() + "-wal");
        this.note = file.resolveSibling(file.getFileName() + ".mark");
        Optional<Mark> noted = noted();
        if (isMissing() && (noted.isPresent() || Files.exists(log))) {
            throw lost("is missing");
        }
        connection = connect();
        try {
            requireWhole();
            noted.ifPresent(this::requireNotBefore);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Connection connect() {
        try {
            return DriverManager.getConnection("jdbc:sqlite:" + file + SETTINGS);
        } catch (SQLException e) {
            throw new IllegalStateException(JdbcUrl.complaint("jdbc:sqlite:" + file, e), e);
        }
    }

    private boolean isMissing() {
        try {
            return Files.size(file) == 0;
        } catch (NoSuchFileException missing) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    private void requireWhole() {
        try (Statement statement = connection.createStatement()) {
            if (Files.size(file) <= MOST_TO_CHECK) {
                try (ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
                    if (!found.next() || !"ok".equals(found.getString(1))) {
                        throw new IllegalStateException(damage(file.toString()));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(JdbcUrl.complaint("jdbc:sqlite:" + file, e), e);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    private void requireNotBefore(Mark noted) {
        boolean holdsAll = stored().filter(
                        mark -> mark.identity().equals(noted.identity()) && mark.number() >= noted.number())
                .isPresent();
        if (!holdsAll) {
            throw lost("does not hold what was last written here: its " + log.getFileName()
                    + " is missing, or it is an older copy or another database");
        }
    }

    private IllegalStateException lost(String what) {
        return new IllegalStateException(
                file + " " + what + ". Put it back, with its " + log.getFileName() + "; to go on without what is lost,"
                        + " as with a backup or an empty home, delete " + note.getFileName() + " and "
                        + log.getFileName()
                        + " there and start again");
    }

    /** A sentence for a file with broken pages. */
    static String damage(String file) {
        return file + " is damaged: what SQLite reads there is not what it wrote. Restore a backup, or look at the"
                + " disk; see docs/how-to/back-up-and-restore.md";
    }

    /** What is open now is the database from here on. */
    void opened() {
        openFile = key(file);
        openLog = key(log);
    }

    /** @throws DatabaseDamagedException when the files were deleted or replaced since they were opened */
    void requireUnchanged() {
        requireUnchanged(file, openFile);
        requireUnchanged(log, openLog);
    }

    private static void requireUnchanged(Path part, @Nullable Object opened) {
        if (opened != null && !opened.equals(key(part))) {
            throw new DatabaseDamagedException(part + " was deleted or replaced while the server ran, which has"
                    + " stopped. Put it back, or restore a backup, and start again");
        }
    }

    /** Null where there is no file; on a file system that doesn't tell files apart, the same for each. */
    private static @Nullable Object key(Path path) {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return key == null ? "" : key;
        } catch (IOException gone) {
            return null;
        }
    }

    /** Counts the number up, and notes it beside the database. */
    void note() {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO file_mark (identity, number) SELECT '" + UUID.randomUUID()
                    + "', 0 WHERE NOT EXISTS (SELECT 1 FROM file_mark)");
            statement.executeUpdate("UPDATE file_mark SET number = number + 1");
            Mark mark = stored().orElseThrow();
            Path draft = note.resolveSibling(note.getFileName() + ".tmp");
            OwnerOnly.makeOrRestrictFile(draft);
            Files.writeString(draft, mark.identity() + " " + mark.number() + "\n");
            Files.move(draft, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (SQLException | IOException e) {
            LOG.debug("{} could not be written: {}", note, e.toString());
        }
    }

    private Optional<Mark> noted() {
        try {
            String[] words = Files.readString(note).strip().split(" ");
            return Optional.of(new Mark(words[0], Long.parseLong(words[1])));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("can't read " + note + "; it may be deleted", e);
        }
    }

    private Optional<Mark> stored() {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery("PRAGMA table_info(file_mark)")) {
                if (!table.next()) {
                    return Optional.empty();
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT identity, number FROM file_mark")) {
                return row.next()
                        ? Optional.of(new Mark(Objects.requireNonNull(row.getString(1)), row.getLong(2)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(JdbcUrl.complaint("jdbc:sqlite:" + file, e), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("{} could not be closed: {}", file, e.toString());
        }
    }
}
