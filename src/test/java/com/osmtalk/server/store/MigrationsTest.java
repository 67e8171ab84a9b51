package com.osmtalk.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** Flyway is left out only where it would find nothing to do. */
class MigrationsTest {
    @TempDir
    private Path folder;

    private final SQLiteDataSource file = new SQLiteDataSource();

    @BeforeEach
    void name() {
        file.setUrl("jdbc:sqlite:" + folder.resolve("test.db"));
    }

    @Test
    void anEmptyDatabaseIsMigratedOnce() {
        assertThat(Migrations.areAppliedTo(file)).isFalse();
        Migrations.apply(file);
        assertThat(Migrations.areAppliedTo(file)).isTrue();
        Migrations.apply(file);
        assertThat(Migrations.areAppliedTo(file)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM flyway_schema_history WHERE version = '9'",
                "UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '3'",
                "UPDATE flyway_schema_history SET success = 0 WHERE version = '3'",
                "UPDATE flyway_schema_history SET version = '99' WHERE version = '9'",
                "INSERT INTO flyway_schema_history SELECT 99, '99', description, type, script, checksum, installed_by,"
                        + " installed_on, execution_time, success FROM flyway_schema_history WHERE version = '9'",
            })
    void anyOtherHistoryIsFlyways(String change) throws Exception {
        Migrations.apply(file);
        try (var connection = file.getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(change)).isOne();
        }

        assertThat(Migrations.areAppliedTo(file)).isFalse();
    }

    @Test
    void aDatabaseOfAnotherBuildIsRefused() throws Exception {
        Migrations.apply(file);
        try (var connection = file.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '3'");
        }

        assertThatThrownBy(() -> Migrations.apply(file))
                .hasMessageContaining("another build of osmtalk")
                .hasCauseInstanceOf(FlywayException.class);
    }

    @Test
    void aDatabaseOfANewerVersionIsRefused() throws Exception {
        Migrations.apply(file);
        try (var connection = file.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, 'V99__later.sql',"
                            + " checksum, installed_by, installed_on, execution_time, success"
                            + " FROM flyway_schema_history WHERE version = '1'");
        }

        assertThatThrownBy(() -> Migrations.apply(file)).hasMessageContaining("newer version");
    }
}
