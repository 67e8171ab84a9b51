package com.osmtalk.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database whose file was damaged, deleted or replaced is not gone on with, and not begun anew. */
class SqliteFileTest {
    private static final int PAGE = 4096;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void make() {
        file = folder.resolve("osmtalk.db");
        TestDatabase.copySqlite(file);
    }

    @Test
    void aFileThatIsGoneIsNotMadeAnewWhereOneHadBeen() throws IOException {
        write();
        Files.delete(file);
        assertThatThrownBy(() -> Database.sqlite(file))
                .hasMessageContaining("osmtalk.db is missing")
                .hasMessageContaining("osmtalk.db.mark");
        assertThat(file).doesNotExist();

        Files.delete(folder.resolve("osmtalk.db.mark"));
        Database.sqlite(file).close();
        assertThat(file).exists();
    }

    @Test
    void aFileWhoseLogIsGoneHasLostWhatWasWrittenLast() throws IOException {
        try (Database database = Database.sqlite(file)) {
            write(database);
            // as a server that is killed leaves it: with a log that holds the latest
            for (String part : List.of("osmtalk.db", "osmtalk.db-wal", "osmtalk.db.mark")) {
                Files.copy(
                        folder.resolve(part),
                        Files.createDirectories(folder.resolve("killed")).resolve(part));
            }
        }
        Path killed = folder.resolve("killed");
        Path log = Files.move(killed.resolve("osmtalk.db-wal"), folder.resolve("log"));

        assertThatThrownBy(() -> Database.sqlite(killed.resolve("osmtalk.db")))
                .hasMessageContaining("osmtalk.db-wal is missing");

        Files.move(log, killed.resolve("osmtalk.db-wal"), StandardCopyOption.REPLACE_EXISTING);
        try (Database database = Database.sqlite(killed.resolve("osmtalk.db"))) {
            assertThat(organizations(database)).isOne();
        }
    }

    @Test
    void anotherDatabaseAndAnOlderCopyAreTold() throws IOException {
        Path copy = folder.resolve("copy");
        write();
        Files.copy(file, copy);
        try (Database database = Database.sqlite(file)) {
            write(database);
        }
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Database.sqlite(file)).hasMessageContaining("it is an older copy or another");

        TestDatabase.copySqlite(file);
        assertThatThrownBy(() -> Database.sqlite(file)).hasMessageContaining("it is an older copy or another");
    }

    @Test
    void aBrokenPageIsFoundAtTheStart() throws IOException {
        write();
        byte[] content = Files.readAllBytes(file);
        for (int page = 2; page < content.length / PAGE; page++) {
            Arrays.fill(content, page * PAGE, page * PAGE + 100, (byte) 0x5a);
        }
        Files.write(file, content);
        assertThatThrownBy(() -> Database.sqlite(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("osmtalk.db is damaged");
    }

    @Test
    void aFileThatIsDeletedOrReplacedUnderTheProgramIsWrittenToNoMore() throws IOException {
        for (String part : List.of("osmtalk.db", "osmtalk.db-wal")) {
            make();
            List<String> told = new ArrayList<>();
            try (Database database = Database.sqlite(file)) {
                database.whenDamaged(told::add);
                write(database);
                Files.delete(folder.resolve(part));
                assertThatThrownBy(() -> write(database)).isInstanceOf(DatabaseDamagedException.class);
                assertThatThrownBy(database::checkFile).isInstanceOf(DatabaseDamagedException.class);
                Files.createFile(folder.resolve(part));
                assertThatThrownBy(() -> write(database)).isInstanceOf(DatabaseDamagedException.class);
            }
            assertThat(told).singleElement().asString().contains(part + " was deleted or replaced");
            Files.deleteIfExists(folder.resolve("osmtalk.db.mark"));
            Files.deleteIfExists(folder.resolve("osmtalk.db-wal"));
        }
    }

    @Test
    void aConnectionThatIsOpenedAfterTheFileWasDeletedPutsNoEmptyOneInItsPlace() throws Exception {
        try (Database database = Database.sqlite(file)) {
            Files.delete(file);
            // more at once than the pool keeps open: each holds its connection until all have one, or none is to be had
            CountDownLatch connected = new CountDownLatch(6);
            ExecutorService threads = Executors.newFixedThreadPool(6);
            for (int reader = 0; reader < 6; reader++) {
                threads.execute(() -> {
                    try {
                        database.read(handle -> awaitAll(connected));
                    } catch (RuntimeException noneToBeHad) {
                        // nor will there be for others, who may come later than this one
                        while (connected.getCount() > 0) {
                            connected.countDown();
                        }
                    }
                });
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(3, TimeUnit.MINUTES)).isTrue();
            assertThat(file).doesNotExist();
        }
    }

    private static boolean awaitAll(CountDownLatch connected) {
        connected.countDown();
        try {
            return connected.await(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write() {
        try (Database database = Database.sqlite(file)) {
            write(database);
        }
    }

    private static void write(Database database) {
        database.transaction(handle -> handle.execute("""
                INSERT INTO organizations (id, name, time_zone, created_at)
                SELECT hex(randomblob(8)), 'x', 'UTC', 0
                """));
        database.checkFile();
    }

    private static long organizations(Database database) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM organizations")
                .mapTo(Long.class)
                .one());
    }
}
