package com.osmtalk.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterMembersTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void aServerWhoseClockHasJumpedEvictsTheOthersAndNotItself() {
        try (Database database = TestDatabase.SQLITE.open(folder)) {
            ClusterMembers dead = new ClusterMembers(database, Clock.fixed(NOW, ZoneOffset.UTC));
            dead.join(true);
            MemberStore store = new MemberStore(database);
            ClusterMembers awake =
                    new ClusterMembers(database, Clock.fixed(NOW.plus(Duration.ofHours(8)), ZoneOffset.UTC));
            store.insert(awake.id(), NOW.toEpochMilli());

            awake.evictSilent();

            List<String> left = database.read(handle -> handle.createQuery("SELECT id FROM servers")
                    .mapTo(String.class)
                    .list());
            assertThat(left).containsExactly(awake.id());
            dead.close();
        }
    }
}
