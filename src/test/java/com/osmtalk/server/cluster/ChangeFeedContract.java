package com.osmtalk.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every implementation of {@link ChangeFeed} does, whether what changed was stored by this server or another. */
abstract class ChangeFeedContract {
    Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = TestDatabase.SQLITE.open(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** As the server has it where somebody waits. */
    abstract ChangeFeed waiting();

    /** As the server has it that stores changes; the same, where there is one. */
    abstract ChangeFeed storing();

    @Test
    void everybodyWhoWaitsIsToldOnceTheChangeIsCommitted() throws Exception {
        List<CompletableFuture<Void>> waits =
                Stream.generate(() -> waiting().next("call_1")).limit(3).toList();
        database.transaction(handle -> {
            storing().changed("call_1");
            assertThat(waits).noneMatch(CompletableFuture::isDone);
            return null;
        });
        for (CompletableFuture<Void> wait : waits) {
            wait.get(120, TimeUnit.SECONDS);
        }
    }

    @Test
    void whoBeginsToWaitBeforeTheCommitIsToldAsWell() throws Exception {
        CompletableFuture<Void> wait = database.transaction(handle -> {
            storing().changed("call_1");
            return waiting().next("call_1");
        });
        wait.get(120, TimeUnit.SECONDS);
    }

    @Test
    void aChangeOfSomethingElseTellsNothing() throws Exception {
        CompletableFuture<Void> other = waiting().next("call_2");
        CompletableFuture<Void> one = waiting().next("call_1");
        change("call_1");
        one.get(120, TimeUnit.SECONDS);
        assertThat(other).isNotDone();
    }

    @Test
    void whatIsRolledBackTellsNothing() throws Exception {
        CompletableFuture<Void> wait = waiting().next("call_1");
        CompletableFuture<Void> later = waiting().next("call_2");
        assertThatThrownBy(() -> database.transaction(handle -> {
                    storing().changed("call_1");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        change("call_2");
        later.get(120, TimeUnit.SECONDS);
        assertThat(wait).isNotDone();
    }

    @Test
    void oneWaitIsForOneChange() throws Exception {
        CompletableFuture<Void> first = waiting().next("call_1");
        change("call_1");
        first.get(120, TimeUnit.SECONDS);
        CompletableFuture<Void> second = waiting().next("call_1");
        assertThat(second).isNotDone();
        change("call_1");
        second.get(120, TimeUnit.SECONDS);
    }

    @Test
    void whatIsForgottenIsNotTold() throws Exception {
        CompletableFuture<Void> forgotten = waiting().next("call_1");
        CompletableFuture<Void> kept = waiting().next("call_1");
        waiting().unsubscribe("call_1", forgotten);
        waiting().unsubscribe("call_2", forgotten);
        change("call_1");
        kept.get(120, TimeUnit.SECONDS);
        assertThat(forgotten).isNotDone();
    }

    @Test
    void whoStillWaitsAtTheEndIsAnswered() throws Exception {
        CompletableFuture<Void> one = waiting().next("call_1");
        CompletableFuture<Void> other = waiting().next("call_2");
        waiting().close();
        one.get(120, TimeUnit.SECONDS);
        other.get(120, TimeUnit.SECONDS);
    }

    private void change(String subject) {
        database.transaction(handle -> {
            storing().changed(subject);
            return null;
        });
    }
}
