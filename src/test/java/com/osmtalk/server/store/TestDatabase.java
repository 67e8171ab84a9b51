package com.osmtalk.server.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The two databases every store is tested on: {@code @ParameterizedClass @EnumSource(TestDatabase.class)}. */
public enum TestDatabase {
    SQLITE {
        @Override
        public Database open(Path folder) {
            return Database.sqlite(folder.resolve("test.db"));
        }
    },
    POSTGRESQL {
        @Override
        public Database open(Path folder) {
            return Database.open(newPostgresUrl());
        }
    };

    /** A fresh, migrated database. */
    public abstract Database open(Path folder);

    /** The URL of a fresh, empty PostgreSQL database on a server that lives as long as this process. */
    public static String newPostgresUrl() {
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        try (Connection connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("can't create a test database", e);
        }
        return Postgres.SERVER.getJdbcUrl("postgres", name);
    }

    /** Started on first use only, so that a run without PostgreSQL tests does not wait for it. */
    private static final class Postgres {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("can't start PostgreSQL", e);
            }
        }
    }
}
