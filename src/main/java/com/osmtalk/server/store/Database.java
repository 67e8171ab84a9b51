package com.osmtalk.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/**
 * Access to the database, SQLite or PostgreSQL, migrated and pooled. A transaction begun inside another joins it, so
 * that services compose without handing a connection around. While the database is away, or its disk full, everything
 * here throws {@link DatabaseUnavailableException}, within seconds.
 */
public final class Database implements AutoCloseable {
    /**
     * Mode 2 reads and writes and never creates: a pool that opened another connection once the file was deleted would
     * put an empty database in its place.
     */
    private static final String SQLITE_SETTINGS =
            "?open_mode=2&journal_mode=WAL&synchronous=NORMAL&busy_timeout=5000&foreign_keys=on"
                    + "&transaction_mode=IMMEDIATE";

    /** Whoever finds no free connection for so long is told; a person waits no longer, and a peer asks again. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** A PostgreSQL that has stopped responding, without its connections breaking, is given up after this. */
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(30);

    private static final Duration LONGEST_SMALL_STATEMENT = Duration.ofSeconds(2);

    /**
     * Finds the parameters in statements, which takes longer than to run most of them: one remembers what it has found
     * for the whole process, where by default each pool would find it for itself.
     */
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    private final HikariDataSource pool;
    private final HikariDataSource libraryPool;

    /** One connection for what must not wait for any other: the heartbeat, by which other servers judge this one. */
    private final HikariDataSource reservedPool;

    private final Jdbi jdbi;
    private final Jdbi reserved;
    private final boolean sqlite;

    /** Null for PostgreSQL. */
    private final @Nullable SqliteFile file;

    /** Why nothing can be read or written here any more. */
    private @Nullable String damage;

    private @Nullable Consumer<String> whenDamaged;
    private long notedWrites;

    /** SQLite has one writer at a time; PostgreSQL needs none. */
    private final @Nullable SingleWriter writer;

    private Database(String jdbcUrl, @Nullable SqliteFile file) {
        this.file = file;
        sqlite = file != null;
        writer = sqlite ? new SingleWriter() : null;
        pool = pool("osmtalk", jdbcUrl, sqlite ? 8 : 16, LONGEST_STATEMENT);
        // with connections of their own: whoever holds one while waiting for the writer must not keep the writer from
        // one
        libraryPool = sqlite ? pool("osmtalk-library", jdbcUrl, 2, LONGEST_STATEMENT) : pool;
        reservedPool = sqlite ? pool : pool("osmtalk-reserved", jdbcUrl, 1, LONGEST_SMALL_STATEMENT);
        jdbi = jdbi(pool);
        reserved = jdbi(reservedPool);
        if (sqlite) {
            jdbi.setStatementBuilderFactory(new StatementCache());
        }
        // statements carry hashes and what people said: they are nothing for a message that somebody reads
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        Migrations.apply(pool);
        if (file != null) {
            file.opened();
        }
    }

    private static Jdbi jdbi(DataSource pool) {
        Jdbi jdbi = Jdbi.create(pool);
        jdbi.getConfig(SqlStatements.class).setSqlParser(PARSER);
        return jdbi;
    }

    private static HikariDataSource pool(String name, String jdbcUrl, int connections, Duration longestStatement) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(LONGEST_WAIT.toMillis());
        config.setValidationTimeout(LONGEST_WAIT.toMillis() / 2);
        if (!jdbcUrl.startsWith("jdbc:sqlite:")) {
            // what the URL itself says of these goes before
            config.addDataSourceProperty("connectTimeout", Long.toString(LONGEST_WAIT.toSeconds()));
            config.addDataSourceProperty("socketTimeout", Long.toString(longestStatement.toSeconds()));
            config.addDataSourceProperty("tcpKeepAlive", "true");
        }
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw new IllegalStateException(JdbcUrl.complaint(jdbcUrl, e.getCause()), e);
        }
    }

    /**
     * The database in one file, made when it is not there.
     *
     * @throws IllegalStateException with a sentence, when it can't be opened, is damaged, or has lost what was stored
     */
    public static Database sqlite(Path path) {
        SqliteFile file = new SqliteFile(path.toAbsolutePath());
        try {
            return new Database("jdbc:sqlite:" + path.toAbsolutePath() + SQLITE_SETTINGS, file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * The database a URL names.
     *
     * @param url {@code jdbc:postgresql://…}, or the {@code postgres(ql)://user:password@host/name} form hosts hand out
     * @throws IllegalArgumentException as {@link #requireUrl}
     */
    public static Database open(String url) {
        return new Database(JdbcUrl.of(url), null);
    }

    /** @throws IllegalArgumentException when {@link #open} can't read such a URL; no password in it is repeated */
    public static void requireUrl(String url) {
        JdbcUrl.of(url);
    }

    public boolean isSqlite() {
        return sqlite;
    }

    /** For a library that runs SQL of its own. */
    DataSource dataSource() {
        return writer == null ? libraryPool : WriterDataSource.of(libraryPool, writer);
    }

    /** Reads. What it sees inside {@link #transaction} includes what that transaction wrote. */
    public <T> T read(HandleCallback<T, RuntimeException> work) {
        return available(() -> jdbi.withHandle(work));
    }

    /**
     * A small write on a connection that is kept for such writes, so that it is done however busy the others are.
     */
    public <T> T reservedTransaction(HandleCallback<T, RuntimeException> work) {
        return writer == null ? available(() -> reserved.inTransaction(work)) : transaction(true, work);
    }

    /** Reads more than once, all as of the moment of the first. */
    public <T> T snapshot(HandleCallback<T, RuntimeException> work) {
        return available(() -> jdbi.withHandle(handle -> {
            if (handle.isInTransaction()) {
                return work.withHandle(handle);
            }
            return sqlite
                    ? sqliteSnapshot(handle, work)
                    : handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work);
        }));
    }

    /**
     * The driver is set to begin every transaction as a writing one (IMMEDIATE), and those wait for each other; a
     * snapshot only reads.
     */
    private static <T> T sqliteSnapshot(Handle handle, HandleCallback<T, RuntimeException> work) {
        handle.execute("BEGIN DEFERRED");
        try {
            return work.withHandle(handle);
        } finally {
            handle.execute("COMMIT");
        }
    }

    /** Writes: all of {@code work} or nothing; it is durable when this returns. */
    public <T> T transaction(HandleCallback<T, RuntimeException> work) {
        return transaction(false, work);
    }

    /** The same, before other writes that wait: what happens on a live call must not be late for what may wait. */
    public <T> T urgentTransaction(HandleCallback<T, RuntimeException> work) {
        return transaction(true, work);
    }

    private <T> T transaction(boolean urgent, HandleCallback<T, RuntimeException> work) {
        return available(() -> {
            requireIntact();
            return writer == null ? jdbi.inTransaction(work) : writer.run(urgent, () -> jdbi.inTransaction(work));
        });
    }

    private <T> T available(Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException e) {
            RuntimeException meaning = Outage.of(e);
            if (meaning instanceof DatabaseDamagedException) {
                damaged(String.valueOf(meaning.getMessage()));
            }
            throw meaning;
        }
    }

    /** @throws DatabaseDamagedException when what is written now would be lost */
    private void requireIntact() {
        if (file == null) {
            return;
        }
        if (damage != null) {
            throw new DatabaseDamagedException(damage);
        }
        try {
            file.requireUnchanged();
        } catch (DatabaseDamagedException e) {
            damaged(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private synchronized void damaged(String sentence) {
        if (damage == null) {
            damage = sentence;
            if (whenDamaged != null) {
                whenDamaged.accept(sentence);
            }
        }
    }

    /** @param listener is given the sentence when the file turns out to be damaged or gone, once */
    public synchronized void whenDamaged(Consumer<String> listener) {
        whenDamaged = listener;
        if (damage != null) {
            listener.accept(damage);
        }
    }

    /**
     * To be called every few seconds by the server that runs on this database: looks whether the file is still there,
     * and notes how far it has come. Does nothing for PostgreSQL.
     */
    public void checkFile() {
        if (file == null || writer == null) {
            return;
        }
        requireIntact();
        long writes = writer.asked();
        if (writes != notedWrites) {
            writer.run(false, () -> {
                file.note();
                return null;
            });
            notedWrites = writer.asked();
        }
    }

    /** An SQL expression for the present by the database's own clock, in milliseconds since 1970. */
    public String nowExpression() {
        return sqlite
                ? "CAST(unixepoch('subsec') * 1000 AS INTEGER)"
                : "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";
    }

    /** The present by the database's own clock. */
    public long currentTimeMillis() {
        return reservedTransaction(handle -> handle.createQuery("SELECT " + nowExpression())
                .mapTo(Long.class)
                .one());
    }

    /**
     * What a query of one table ends with to lock the rows it reads; SQLite's one writer at a time needs no such locks.
     */
    public String lockClause(RowLock lock, String table) {
        if (sqlite) {
            return "";
        }
        return switch (lock) {
            case NONE -> "";
            case SHARED -> "FOR SHARE OF " + table;
            case EXCLUSIVE -> "FOR UPDATE OF " + table;
        };
    }

    /** Runs {@code action} once the transaction this thread is in has committed; not at all if it rolls back. */
    public void afterCommit(Runnable action) {
        jdbi.useHandle(handle -> afterCommit(handle, action));
    }

    private static void afterCommit(Handle handle, Runnable action) {
        if (!handle.isInTransaction()) {
            throw new IllegalStateException("not in a transaction");
        }
        handle.afterCommit(action);
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
        libraryPool.close();
        reservedPool.close();
        pool.close();
        if (file != null) {
            file.close();
        }
    }
}
