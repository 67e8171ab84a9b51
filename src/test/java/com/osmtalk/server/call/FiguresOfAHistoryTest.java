package com.osmtalk.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.osmtalk.TestClock;
import com.osmtalk.api.AgentStats.DayCount;
import com.osmtalk.api.Call;
import com.osmtalk.api.CallQuery;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.Dashboard;
import com.osmtalk.api.EndedBy;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Latency;
import com.osmtalk.api.Money;
import com.osmtalk.api.PageRequest;
import com.osmtalk.api.Usage;
import com.osmtalk.server.billing.Ledger;
import com.osmtalk.server.billing.Rates;
import com.osmtalk.server.cluster.ClusterClock;
import com.osmtalk.server.cluster.ClusterMembers;
import com.osmtalk.server.cluster.LocalChangeFeed;
import com.osmtalk.server.cluster.LocalLiveCalls;
import com.osmtalk.server.dashboard.CallFigures;
import com.osmtalk.server.identity.CallReach;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.store.TestRows;
import com.osmtalk.voice.CallEnd;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Figures that are added up as calls end are those one gets by looking at every call, whatever has happened to them.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class FiguresOfAHistoryTest {
    private static final int DAYS = 40;
    private static final int CALLS = 400;
    private static final Duration PAUSE = Duration.ofDays(DAYS).dividedBy(CALLS);

    /** Forty-five minutes away from a whole hour, and its clocks change within the forty days. */
    private static final ZoneId ZONE = ZoneId.of("Pacific/Chatham");

    private final TestDatabase kind;
    private final Random random = new Random(20260301);
    private final List<String> ids = new ArrayList<>();
    private final TestClock clock = new TestClock();
    private final Instant beginning = clock.instant();
    private Database database;
    private CallStore calls;
    private CallListStore list;
    private CallLifecycle lifecycle;
    private CallFigures figures;
    private CallRecovery recovery;
    private String org;
    private List<String> agents;

    FiguresOfAHistoryTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
        CallCounterStore counters = new CallCounterStore(database);
        calls = new CallStore(database, clock);
        list = new CallListStore(database);
        lifecycle = new CallLifecycle(
                database,
                calls,
                new BridgeStore(database, Clock.systemUTC()),
                counters,
                new Ledger(database, clock),
                Rates.REFERENCE,
                new CallRetries(calls, clock),
                new CallPublisher(calls, new TurnStore(database), new LocalChangeFeed(database)));
        figures = new CallFigures(database, clock);
        recovery = new CallRecovery(
                new ClusterMembers(database, ClusterClock.on(database, clock)),
                calls,
                lifecycle,
                new LocalLiveCalls(database));
        TestRows rows = new TestRows(database);
        org = rows.organization(ZONE.getId());
        agents = List.of(rows.agent(org), rows.agent(org), rows.agent(org));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anyPeriodsFiguresAreThoseOfItsCalls() {
        for (int i = 0; i < CALLS; i++) {
            live(i);
            if (i % 40 == 39) {
                compare(); // what is kept in memory from one to the next must not be shown when it is old
            }
        }
        assertThat(calls.orphans()).isNotEmpty();
        recovery.run();
        assertThat(calls.orphans()).isEmpty();
        compare();

        assertThat(all(call -> call.failureReason() == FailureReason.INTERRUPTED))
                .isNotEmpty();
        assertThat(all(call -> !call.status().isTerminal())).isNotEmpty();
    }

    /** A call to begin with, and something that happens to it or does not. */
    private void live(int number) {
        clock.advance(Duration.between(clock.instant(), beginning.plus(PAUSE.multipliedBy(number))));
        String id = new TestRows(database).call(org, agents.get(number % 7 % agents.size()), "queued", clock.instant());
        ids.add(id);
        clock.advance(Duration.ofSeconds(random.nextInt(7_200)));
        int fate = random.nextInt(10);
        if (fate == 0) {
            return;
        }
        // whether its server is still there is known at the end only
        calls.claim(id, "srv_that_will_be_gone");
        if (fate == 1) {
            lifecycle.ended(id, end(FailureReason.CANCELED, Usage.NONE));
            return;
        }
        lifecycle.ringing(id);
        if (fate == 2) {
            lifecycle.ended(id, end(random.nextBoolean() ? FailureReason.BUSY : FailureReason.NO_ANSWER, Usage.NONE));
            return;
        }
        lifecycle.answered(id);
        if (fate > 3) {
            double seconds = random.nextInt(300_000) / 1000.0;
            Usage usage =
                    new Usage(random.nextInt(9_000), random.nextInt(900), random.nextInt(3_000), seconds, seconds);
            lifecycle.ended(id, end(fate == 4 ? FailureReason.LLM_ERROR : null, usage));
        }
    }

    private CallEnd end(@Nullable FailureReason reason, Usage usage) {
        Latency latency =
                new Latency(figures(), null, random.nextBoolean() ? figures() : null, null, figures(), null, null);
        return new CallEnd(
                reason, EndedBy.CALLER, Duration.ofMillis(Math.round(usage.sipSeconds() * 1000)), usage, latency);
    }

    private Latency.Figures figures() {
        long typical = random.nextInt(2_000);
        return new Latency.Figures(typical, 2 * typical, 3 * typical, 5);
    }

    private void compare() {
        List<Call> history = all(call -> true);
        compare(history, beginning, beginning.plus(Duration.ofDays(DAYS)));
        compare(history, beginning.minusMillis(1), clock.instant());
        for (int i = 0; i < 15; i++) {
            Instant from = beginning.plusMillis(random.nextInt(DAYS * 86_400) * 1000L + random.nextInt(2));
            long longest = random.nextInt(4) == 0 ? 1_200 : DAYS * 86_400L;
            compare(history, from, from.plusMillis(1 + (long) (random.nextDouble() * longest * 1000)));
        }
        for (CallStatus status : CallStatus.values()) {
            List<Call> inStatus =
                    history.stream().filter(call -> call.status() == status).toList();
            assertThat(total(status, null)).isEqualTo(inStatus.size());
            assertThat(total(status, agents.get(1))).isEqualTo(count(inStatus, Call::agentId, agents.get(1)));
        }
        assertThat(total(null, null)).isEqualTo(ids.size());
    }

    private long total(@Nullable CallStatus status, @Nullable String agentId) {
        CallQuery query = new CallQuery(status, agentId, null, null, null, null, null, null, null, null, null);
        long total = list.page(CallReach.all(org), query, new PageRequest(1, null, 0))
                .total();
        assertThat(list.page(CallReach.all(org), query, new PageRequest(100, null, CALLS))
                        .total())
                .as("behind the last call")
                .isEqualTo(total);
        return total;
    }

    private void compare(List<Call> history, Instant from, Instant to) {
        List<Call> made = history.stream()
                .filter(call ->
                        !call.createdAt().isBefore(from) && call.createdAt().isBefore(to))
                .toList();
        List<Call> finished =
                made.stream().filter(call -> call.status().isTerminal()).toList();
        Dashboard shown = figures.dashboard(CallReach.all(org), Optional.of(from), Optional.of(to));
        assertThat(shown.calls().total()).isEqualTo(made.size());
        for (CallStatus status : CallStatus.values()) {
            assertThat(shown.calls().byStatus().get(status)).isEqualTo(count(made, Call::status, status));
        }
        for (FailureReason reason : FailureReason.values()) {
            assertThat(shown.calls().byFailureReason().getOrDefault(reason, 0L))
                    .isEqualTo(count(made, Call::failureReason, reason));
        }
        assertThat(shown.totalDurationSeconds())
                .isEqualTo(finished.stream()
                                .mapToLong(call -> Math.round(call.durationSeconds() * 1000))
                                .sum()
                        / 1000.0);
        assertThat(shown.spend().total()).isEqualTo(sum(finished, Call::costTotal));
        assertThat(shown.spend().llm()).isEqualTo(sum(finished, Call::costLlm));
        assertThat(shown.spend().stt()).isEqualTo(sum(finished, Call::costStt));
        assertThat(shown.spend().tts()).isEqualTo(sum(finished, Call::costTts));
        assertThat(shown.spend().sip()).isEqualTo(sum(finished, Call::costSip));
        assertThat(shown.latency().endToEnd()).isCloseTo(average(made, Latency::endToEnd), within(0.0001));
        assertThat(shown.latency().stt()).isCloseTo(average(made, Latency::stt), within(0.0001));
        assertThat(shown.latency().llm()).isCloseTo(average(made, Latency::llm), within(0.0001));
        assertThat(shown.latency().tts()).isCloseTo(average(made, Latency::tts), within(0.0001));
        assertThat(shown.callsPerDay())
                .filteredOn(day -> day.count() > 0)
                .containsExactlyElementsOf(made.stream()
                        .collect(Collectors.groupingBy(
                                call -> call.createdAt().atZone(ZONE).toLocalDate(), Collectors.counting()))
                        .entrySet()
                        .stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(day -> new DayCount(day.getKey(), day.getValue()))
                        .toList());
        assertThat(shown.callsPerHour())
                .isEqualTo(IntStream.range(0, 24)
                        .mapToObj(hour -> count(
                                made, call -> call.createdAt().atZone(ZONE).getHour(), hour))
                        .toList());
        assertThat(shown.topAgents())
                .allSatisfy(agent -> assertThat(agent.calls()).isEqualTo(count(made, Call::agentId, agent.agentId())))
                .hasSize((int) made.stream().map(Call::agentId).distinct().count());
    }

    private List<Call> all(Function<Call, Boolean> which) {
        return ids.stream()
                .map(id -> calls.require(id).call())
                .filter(which::apply)
                .toList();
    }

    private static <T> long count(List<Call> calls, Function<Call, T> field, T value) {
        return calls.stream().filter(call -> value.equals(field.apply(call))).count();
    }

    private static Money sum(List<Call> calls, Function<Call, Money> part) {
        return calls.stream().map(part).reduce(Money.ZERO, Money::plus);
    }

    private static double average(List<Call> calls, Function<Latency, Latency.Figures> part) {
        ToDoubleFunction<Latency.Figures> typical = Latency.Figures::p50;
        return calls.stream()
                .map(call -> part.apply(call.latency()))
                .filter(measured -> measured != null)
                .mapToDouble(typical)
                .average()
                .orElse(0);
    }
}
