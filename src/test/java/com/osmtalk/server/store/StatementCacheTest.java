package com.osmtalk.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementCacheTest {
    private final StatementCache statements = new StatementCache();
    private Connection connection;
    private Handle handle;

    @BeforeEach
    void open(@TempDir Path folder) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("kept.db"));
        handle = Jdbi.create(() -> connection)
                .setStatementBuilderFactory(statements)
                .open();
        handle.execute("CREATE TABLE words (word TEXT PRIMARY KEY, said INTEGER)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement taken(String sql) throws SQLException {
        StatementBuilder builder = statements.createStatementBuilder(connection);
        PreparedStatement statement = builder.create(connection, sql, context());
        builder.close(connection, sql, statement);
        return statement;
    }

    private StatementContext context() {
        return handle.createQuery("SELECT 1").getContext();
    }

    @Test
    void theSameSqlIsCompiledOnceForAConnection() throws SQLException {
        assertThat(taken("SELECT 1")).isSameAs(taken("SELECT 1")).isNotSameAs(taken("SELECT 2"));
    }

    @Test
    void aStatementThatIsInUseIsNotGivenToAnother() throws SQLException {
        StatementBuilder builder = statements.createStatementBuilder(connection);
        PreparedStatement one = builder.create(connection, "SELECT 1", context());
        PreparedStatement other = builder.create(connection, "SELECT 1", context());
        assertThat(one).isNotSameAs(other);
        builder.close(connection, "SELECT 1", one);
        builder.close(connection, "SELECT 1", other);
        assertThat(one.isClosed()).isTrue();
        assertThat(taken("SELECT 1")).isSameAs(other);
    }

    @Test
    void noValueOfOneUseIsLeftForTheNext() {
        handle.createUpdate("INSERT INTO words VALUES (:word, :said)")
                .bind("word", "hello")
                .bind("said", 1)
                .execute();
        assertThatThrownBy(() -> handle.createUpdate("INSERT INTO words VALUES (:word, :said)")
                        .bind("word", "bye")
                        .execute())
                .hasMessageContaining("said");
        assertThat(words()).containsExactly("hello");
    }

    @Test
    void aStatementThatFailedCanBeUsedAgain() {
        for (int i = 0; i < 3; i++) {
            insert("hello" + i);
            assertThatThrownBy(() -> insert("hello0")).hasMessageContaining("UNIQUE");
        }
        assertThat(words()).containsExactly("hello0", "hello1", "hello2");
    }

    @Test
    void aQueryOfWhichOnlyTheFirstRowWasReadHoldsNothing() {
        insert("hello");
        insert("bye");
        String first = handle.createQuery("SELECT word FROM words ORDER BY word")
                .mapTo(String.class)
                .findFirst()
                .orElseThrow();
        assertThat(first).isEqualTo("bye");
        handle.execute("DROP TABLE words");
        handle.execute("CREATE TABLE words (word TEXT PRIMARY KEY, said INTEGER)");
        assertThat(words()).isEmpty();
    }

    @Test
    void theLongestUnusedGoesWhenThereAreTooMany() throws SQLException {
        PreparedStatement first = taken("SELECT 'first'");
        PreparedStatement used = taken("SELECT 'used'");
        for (int i : IntStream.range(0, 99).toArray()) {
            taken("SELECT " + i);
            assertThat(taken("SELECT 'used'")).isSameAs(used);
        }
        assertThat(first.isClosed()).isTrue();
    }

    @Test
    void aClosedConnectionIsForgotten(@TempDir Path folder) throws SQLException {
        StatementBuilder before = statements.createStatementBuilder(connection);
        connection.close();
        try (Connection next = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("next.db"))) {
            assertThat(statements.createStatementBuilder(next)).isNotSameAs(before);
            assertThat(statements.connections()).isOne();
        }
    }

    private void insert(String word) {
        handle.createUpdate("INSERT INTO words VALUES (:word, 1)")
                .bind("word", word)
                .execute();
    }

    private List<String> words() {
        return handle.createQuery("SELECT word FROM words ORDER BY word")
                .mapTo(String.class)
                .list();
    }
}
