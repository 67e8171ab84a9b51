package com.osmtalk.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.TestClock;
import com.osmtalk.api.Organization;
import com.osmtalk.api.Session;
import com.osmtalk.api.User;
import com.osmtalk.server.http.TestHttpServer;
import com.osmtalk.server.identity.Identities.Membership;
import com.osmtalk.server.identity.Identities.SignedIn;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class AccountsTest {
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    private final TestDatabase kind;
    private final TestClock clock = new TestClock();
    private Database database;
    private ApiKeys apiKeys;
    private Accounts accounts;

    AccountsTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
        apiKeys = new ApiKeys(database, clock, (organization, agent) -> agent.startsWith("agent_"));
        accounts = new Accounts(database, clock, apiKeys, TestHttpServer.PASSWORDS);
    }

    @AfterEach
    void close() {
        apiKeys.close();
        database.close();
    }

    @Test
    void theFirstStartMakesAnOrganisationAndAnAdministrator() {
        InitialAccount first = accounts.createFirst("Admin@Example.com", null).orElseThrow();
        assertThat(first.organization().name()).isEqualTo("My organisation");
        assertThat(first.organization().timeZone()).isEqualTo("Asia/Kolkata");
        assertThat(first.password()).hasSize(20);
        assertThat(checked("admin@example.com", first.password())).contains(first.admin());
        assertThat(accounts.organizationsOf(first.admin().id())).containsExactly(first.organization());
        assertThat(first.toString()).doesNotContain(first.password());
    }

    @Test
    void aSecondStartMakesNothing() {
        accounts.createFirst("admin@example.com", "a long password");
        assertThat(accounts.createFirst("other@example.com", "another password"))
                .isEmpty();
        assertThat(accounts.check("other@example.com", "another password")).isEmpty();
    }

    @Test
    void serversThatStartTogetherMakeOneOrganisation() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Optional<InitialAccount>>> starts = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> accounts.createFirst("admin" + i + "@example.com", null)))
                    .toList();
            int made = 0;
            for (Future<Optional<InitialAccount>> start : starts) {
                made += start.get().isPresent() ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPasswordIsStoredAsAnArgon2idHashOnly() {
        withPasswordsAsInUse().createFirst("asha@example.com", "correct horse");
        String stored = database.read(handle -> handle.createQuery("SELECT password_hash FROM users")
                .mapTo(String.class)
                .one());
        assertThat(stored).startsWith("$argon2id$v=19$m=7168,t=5,p=1$").doesNotContain("correct horse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "", "Correct horse", "correct horse "})
    void aWrongPasswordOpensNothing(String password) {
        asha();
        assertThat(accounts.check("asha@example.com", password)).isEmpty();
        assertThat(accounts.check("asha@example.com", "correct horse")).isPresent();
    }

    @Test
    void refusingAnUnknownAddressTakesAsLongAsAWrongPassword() {
        Accounts inUse = withPasswordsAsInUse();
        inUse.createFirst("asha@example.com", "correct horse");
        long known = leastWork(() -> inUse.check("asha@example.com", "wrong"));
        long unknown = leastWork(() -> inUse.check("nobody@example.com", "wrong"));
        assertThat((double) unknown / known).isBetween(0.4, 2.5);
    }

    /** At the cost of a server that is in use; the other tests' is next to nothing. */
    private Accounts withPasswordsAsInUse() {
        return new Accounts(database, clock, apiKeys, new Passwords());
    }

    /** The processor's time, which does not grow when other programs want it too. */
    private static long leastWork(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return IntStream.range(0, 5)
                .mapToLong(i -> {
                    long start = threads.getCurrentThreadCpuTime();
                    work.run();
                    return threads.getCurrentThreadCpuTime() - start;
                })
                .min()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "asha", "asha@", "@example.com", "a b@example.com", "a@b@c", "asha@exam\u0000ple.com"})
    void anAddressThatIsNoneIsRefused(String email) {
        assertThatThrownBy(() -> accounts.createFirst(email, "correct horse"))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("email:");
        assertThat(accounts.check(email, "correct horse")).isEmpty();
    }

    @Test
    void anAddressIsTheSameWhateverItsCase() {
        User user = asha();
        assertThat(checked(" ASHA@example.com", "correct horse")).contains(user);
    }

    @Test
    void aPasswordThatIsChangedEndsTheSessionsOpenedWithTheOther() {
        User user = asha();
        String token = open(user).token();
        assertThat(accounts.setPassword("Asha@example.com", "correct horse")).isTrue();
        assertThat(accounts.session(token)).as("it is the same").isPresent();

        assertThat(accounts.setPassword("asha@example.com", "battery staple")).isTrue();
        assertThat(accounts.session(token)).isEmpty();
        assertThat(accounts.check("asha@example.com", "correct horse")).isEmpty();
        assertThat(checked("asha@example.com", "battery staple")).contains(user);
        assertThat(accounts.setPassword("nobody@example.com", "battery staple")).isFalse();
    }

    @Test
    void aShortPasswordIsRefused() {
        assertThatThrownBy(() -> accounts.createFirst("asha@example.com", "1234567"))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("password:");
    }

    @Test
    void aSessionLastsThirtyDaysAndIsStoredAsAHash() {
        User user = asha();
        Session session = open(user);
        assertThat(session.token()).matches("ost_[A-Za-z0-9_-]{43}");
        assertThat(session.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
        assertThat(database.<String>read(handle -> handle.createQuery("SELECT token_hash FROM sessions")
                        .mapTo(String.class)
                        .one()))
                .hasSize(64)
                .doesNotContain(session.token());
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(accounts.session(session.token()).map(SignedIn::user)).contains(user);
        assertThat(accounts.purge()).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(accounts.session(session.token())).isEmpty();
        assertThat(accounts.purge()).isEqualTo(1);
    }

    @Test
    void endingASessionLeavesTheOthers() {
        User user = asha();
        String one = open(user).token();
        String two = open(user).token();
        accounts.end(one);
        assertThat(accounts.session(one)).isEmpty();
        assertThat(accounts.session(two)).isPresent();
    }

    @Test
    void theOrganisationJoinedFirstIsTheDefault() {
        InitialAccount first =
                accounts.createFirst("asha@example.com", "correct horse").orElseThrow();
        User user = first.admin();
        clock.advance(Duration.ofSeconds(1));
        Organization older = accounts.createOrganization("Older", INDIA);
        clock.advance(Duration.ofSeconds(1));
        Organization newer = accounts.createOrganization("Newer", INDIA);
        accounts.join(user, newer);
        clock.advance(Duration.ofSeconds(1));
        accounts.join(user, older);
        accounts.join(user, older);
        assertThat(accounts.session(open(user).token()).orElseThrow().memberships().stream()
                        .map(Membership::organization))
                .containsExactly(first.organization(), newer, older);
        assertThat(accounts.firstOrganization()).contains(first.organization());
    }

    private Optional<User> checked(String email, String password) {
        return accounts.check(email, password).map(UserStore.WithPassword::user);
    }

    private Session open(User user) {
        return accounts.open(accounts.check(user.email(), "correct horse").orElseThrow());
    }

    private User asha() {
        return accounts.createFirst("asha@example.com", "correct horse")
                .orElseThrow()
                .admin();
    }
}
