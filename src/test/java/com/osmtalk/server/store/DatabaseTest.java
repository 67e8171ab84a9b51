package com.osmtalk.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class DatabaseTest {
    private final TestDatabase kind;
    private Database database;

    DatabaseTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTransactionInsideAnotherJoinsIt() {
        assertThatThrownBy(() -> database.transaction(outer -> {
                    database.transaction(inner -> insertOrganization("org_1"));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(organizations()).isZero();
    }

    @Test
    void actionsAfterCommitRunOnlyWhenItCommits() {
        List<String> ran = new ArrayList<>();
        assertThatThrownBy(() -> database.transaction(handle -> {
                    database.afterCommit(() -> ran.add("rolled back"));
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        database.transaction(handle -> {
            database.afterCommit(() -> ran.add("committed"));
            return insertOrganization("org_2");
        });
        assertThat(ran).containsExactly("committed");
        assertThat(organizations()).isOne();
    }

    private int insertOrganization(String id) {
        return database.transaction(handle -> handle.createUpdate(
                        "INSERT INTO organizations (id, name, time_zone, created_at) VALUES (:id, 'Test', 'UTC', 0)")
                .bind("id", id)
                .execute());
    }

    private long organizations() {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM organizations")
                .mapTo(Long.class)
                .one());
    }
}
