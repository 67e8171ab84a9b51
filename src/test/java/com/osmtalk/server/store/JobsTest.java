package com.osmtalk.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.Waiting;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobsTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void whatIsDroppedAfterItsLastRetryIsToldOnce(TestDatabase kind, @TempDir Path folder) {
        List<String> tried = new CopyOnWriteArrayList<>();
        List<String> dropped = new CopyOnWriteArrayList<>();
        try (Database database = kind.open(folder);
                Jobs jobs = Jobs.outside(database, Clock.systemUTC(), () -> "srv_test")) {
            Jobs.Job job = jobs.define(
                    "never-works",
                    Duration.ofMillis(1),
                    1,
                    id -> {
                        tried.add(id);
                        throw new IllegalStateException("it never works");
                    },
                    dropped::add);
            jobs.start();
            database.transaction(handle -> {
                job.schedule("one", Clock.systemUTC().instant());
                return null;
            });

            Waiting.untilTrue(Duration.ofMinutes(2), () -> !dropped.isEmpty());
        }
        assertThat(tried).containsExactly("one", "one");
        assertThat(dropped).containsExactly("one");
    }
}
