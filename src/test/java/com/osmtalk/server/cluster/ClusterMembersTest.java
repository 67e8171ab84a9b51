package com.osmtalk.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.Waiting;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.DatabaseUnavailableException;
import com.osmtalk.server.store.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ClusterMembersTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final TestDatabase kind;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Database database;
    private ClusterMembers members;

    ClusterMembersTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void join(@TempDir Path folder) {
        database = kind.open(folder);
        members = member(Clock.systemUTC());
        members.join(false);
    }

    @AfterEach
    void close() {
        members.close();
        database.close();
    }

    @Test
    void aServerThatIsNotHeardOfIsEvictedOnceThisOneHasBeenHeardOfForAWhile() {
        ClusterMembers other = silent();
        members.evictSilent();
        assertThat(listed()).as("this one has only just come").contains(other.id());

        Waiting.untilTrue(LIMIT, () -> {
            members.evictSilent();
            return !listed().contains(other.id());
        });

        assertThat(listed()).containsExactly(members.id());
        assertThat(told).containsExactly("evicted other " + other.id());
    }

    @Test
    void noClockOfAServerDecides() {
        ClusterMembers late = member(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-45)));
        late.join(false);
        ClusterMembers dead = silent();

        Waiting.untilTrue(LIMIT, () -> {
            members.evictSilent();
            return !listed().contains(dead.id());
        });

        assertThat(listed()).containsExactlyInAnyOrder(members.id(), late.id());
        late.close();
    }

    @Test
    void aServerThatWasEvictedJoinsAnewUnderAnotherId() {
        ClusterMembers evicted = member(Clock.systemUTC());
        String before = evicted.id();
        assertThatThrownBy(evicted::requireMembership).isInstanceOf(DatabaseUnavailableException.class);

        evicted.heartbeat();

        assertThat(evicted.id()).isNotEqualTo(before);
        assertThat(listed()).containsExactlyInAnyOrder(members.id(), evicted.id());
        assertThat(told).containsExactly("evicted", "joining " + before + " " + evicted.id(), "joined");
        evicted.requireMembership();
    }

    @Test
    void whatOneServerShouldDoIsTheEldestsAndTheNextOnesOnceThatIsGone() {
        ClusterMembers next = member(Clock.systemUTC());
        assertThat(next.isEldest()).as("it has not joined").isFalse();
        next.join(false);
        assertThat(members.isEldest()).isTrue();
        assertThat(next.isEldest()).isFalse();

        database.transaction(handle -> handle.execute("DELETE FROM servers WHERE id = ?", members.id()));
        assertThat(next.isEldest()).isTrue();
        assertThat(members.isEldest()).as("it was evicted").isFalse();
        members.heartbeat();
        assertThat(members.isEldest()).as("it has joined anew, as the last").isFalse();

        next.close();
        assertThat(members.isEldest()).isTrue();
    }

    private ClusterMembers member(Clock clock) {
        ClusterMembers member = new ClusterMembers(database, ClusterClock.on(database, clock));
        member.subscribe(new ClusterMembers.Eviction() {
            @Override
            public void evicted() {
                told.add("evicted");
            }

            @Override
            public void joining(String oldId, String newId) {
                told.add("joining " + oldId + " " + newId);
            }

            @Override
            public void joined() {
                told.add("joined");
            }

            @Override
            public void evictedOther(String otherId) {
                told.add("evicted other " + otherId);
            }
        });
        return member;
    }

    /** A member that was last heard of a minute ago. */
    private ClusterMembers silent() {
        ClusterMembers silent = member(Clock.systemUTC());
        new MemberStore(database).insert(silent.id());
        database.transaction(
                handle -> handle.createUpdate("UPDATE servers SET heartbeat_at = heartbeat_at - 60000 WHERE id = :id")
                        .bind("id", silent.id())
                        .execute());
        return silent;
    }

    private List<String> listed() {
        return database.read(handle ->
                handle.createQuery("SELECT id FROM servers").mapTo(String.class).list());
    }
}
