package com.osmtalk.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.Waiting;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class WriterDataSourceTest {
    private final SingleWriter writer = new SingleWriter();
    private final ExecutorService askers = Executors.newCachedThreadPool();
    private DataSource connections;

    @BeforeEach
    void open(@TempDir Path folder) throws SQLException {
        SQLiteDataSource file = new SQLiteDataSource();
        file.setUrl("jdbc:sqlite:" + folder.resolve("in-turn.db"));
        connections = WriterDataSource.of(file, writer);
        execute("CREATE TABLE words (word TEXT PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        askers.shutdownNow();
        writer.close();
    }

    @Test
    void aStatementWaitsForTheWriteThatRuns() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Future<?> running = askers.submit(() -> writer.run(false, () -> {
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return null;
        }));
        begun.await();
        Future<?> statement = askers.submit(() -> {
            execute("INSERT INTO words VALUES ('said')");
            return null;
        });

        Waiting.untilTrue(Duration.ofMinutes(2), () -> writer.waiting() == 1);
        assertThat(statement).isNotDone();
        mayEnd.countDown();
        running.get();
        statement.get();
        assertThat(words()).isOne();
    }

    @Test
    void whatTheDatabaseRefusesIsToldAsItTellsIt() throws SQLException {
        execute("INSERT INTO words VALUES ('said')");
        assertThatThrownBy(() -> execute("INSERT INTO words VALUES ('said')"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("UNIQUE");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private int words() throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT count(*) FROM words");
                ResultSet row = statement.executeQuery()) {
            return row.getInt(1);
        }
    }
}
