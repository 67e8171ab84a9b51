package com.osmtalk.server.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The two databases every store is tested on: {@code @ParameterizedClass @EnumSource(TestDatabase.class)}. The
 * migrations are run once a process for each kind; every test is given a copy of what they made.
 */
public enum TestDatabase {
    SQLITE {
        @Override
        public Database open(Path folder) {
            Path file = folder.resolve("test.db");
            copySqlite(file);
            return Database.sqlite(file);
        }

        @Override
        public @Nullable String newUrl() {
            return null;
        }
    },
    POSTGRESQL {
        @Override
        public Database open(Path folder) {
            return Database.open(newPostgresUrl());
        }

        @Override
        public String newUrl() {
            return newPostgresUrl();
        }
    };

    /** Names of the PostgreSQL databases that are not dropped yet. */
    private static final Queue<String> MADE = new ConcurrentLinkedQueue<>();

    /** A fresh, migrated database. */
    public abstract Database open(Path folder);

    /** What a server is given to use a fresh, migrated database of this kind; null for SQLite, which is in its home. */
    public abstract @Nullable String newUrl();

    /** Puts a migrated database that holds nothing where a server will look for one. */
    public static void copySqlite(Path file) {
        try {
            Files.write(file, Sqlite.MIGRATED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URL of a fresh, migrated PostgreSQL database. It is dropped when the test class is over. */
    public static String newPostgresUrl() {
        return Postgres.migrated();
    }

    /** The URL of a fresh PostgreSQL database with nothing in it, not even tables; dropped like the others. */
    public static String emptyPostgresUrl() {
        return Postgres.create("template1");
    }

    /** Drops the PostgreSQL databases made so far, whoever may still be connected. */
    static void dropAll() {
        for (String name = MADE.poll(); name != null; name = MADE.poll()) {
            Postgres.drop(name);
        }
    }

    private static final class Sqlite {
        static final byte[] MIGRATED = migrated();

        private static byte[] migrated() {
            try {
                Path folder = Files.createTempDirectory("osmtalk-migrated");
                Path file = folder.resolve("migrated.db");
                // closing the last connection moves the log into the file and removes it
                Database.sqlite(file).close();
                byte[] content = Files.readAllBytes(file);
                Files.delete(file);
                Files.delete(folder);
                return content;
            } catch (IOException e) {
                throw new UncheckedIOException("can't make the migrated database", e);
            }
        }
    }

    /** Started on first use only, so that a run without PostgreSQL tests does not wait for it. */
    private static final class Postgres {
        static final String MIGRATED = "migrated";

        private static final EmbeddedPostgres SERVER = start();

        /** Makes databases and drops them beside the tests, which would wait for its disk. */
        private static final ExecutorService AHEAD = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "test-databases");
            thread.setDaemon(true);
            return thread;
        });

        /** The one that is handed out next. */
        private static Future<String> next;

        static {
            execute("CREATE DATABASE " + MIGRATED);
            Database.open(SERVER.getJdbcUrl("postgres", MIGRATED)).close();
            next = AHEAD.submit(() -> copy(MIGRATED));
        }

        static synchronized String migrated() {
            Future<String> made = next;
            next = AHEAD.submit(() -> copy(MIGRATED));
            try {
                return handedOut(made.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        static void drop(String name) {
            AHEAD.submit(() -> execute("DROP DATABASE %s WITH (FORCE)".formatted(name)));
        }

        static String create(String template) {
            return handedOut(copy(template));
        }

        private static String handedOut(String name) {
            MADE.add(name);
            return SERVER.getJdbcUrl("postgres", name);
        }

        /** @return its name */
        private static String copy(String template) {
            String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
            execute("CREATE DATABASE %s TEMPLATE %s".formatted(name, template));
            return name;
        }

        static void execute(String sql) {
            try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException("not done: " + sql, e);
            }
        }

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        // by default 10 s, which a busy machine may need
                        .setPGStartupWait(Duration.ofMinutes(3))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("can't start PostgreSQL", e);
            }
        }
    }
}
