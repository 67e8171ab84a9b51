package com.osmtalk.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.AgentStats;
import com.osmtalk.api.AgentStats.AverageLatency;
import com.osmtalk.api.AgentStats.DayCount;
import com.osmtalk.api.AgentVersionDraft;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.Dashboard;
import com.osmtalk.api.Dashboard.TopAgent;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Json;
import com.osmtalk.api.Money;
import com.osmtalk.api.Spend;
import com.osmtalk.numbering.NumberingPlan;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.call.CallCounterStore;
import com.osmtalk.server.identity.CallReach;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.problem.ProblemKind;
import com.osmtalk.server.store.Database;
import com.osmtalk.server.store.TestDatabase;
import com.osmtalk.server.store.TestRows;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class CallFiguresTest {
    /** Half past three in the afternoon of 10 March in Kolkata. */
    private static final Instant NOW = Instant.parse("2026-03-10T10:00:00Z");

    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-09T00:00:00Z");
    private static final Instant MIDDAY = Instant.parse("2026-03-05T06:30:00Z");

    private final TestDatabase kind;
    private Database database;
    private TestRows rows;
    private Agents agents;
    private CallFigures figures;
    private String org;
    private String agent;

    CallFiguresTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        database = kind.open(folder);
        rows = new TestRows(database);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        agents = new Agents(database, new NumberingPlan(), clock);
        figures = new CallFigures(database, clock);
        org = rows.organization("Asia/Kolkata");
        agent = agent(org, "Reception");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anOrganisationWithoutCallsHasZeros() {
        Dashboard dashboard = dashboard(org, FROM, TO);
        assertThat(dashboard.calls().total()).isZero();
        assertThat(dashboard.calls().byStatus())
                .hasSize(CallStatus.values().length)
                .allSatisfy((status, count) -> assertThat(count).isZero());
        assertThat(dashboard.calls().byFailureReason()).isEmpty();
        assertThat(dashboard.successRate()).isNull();
        assertThat(dashboard.completionRate()).isNull();
        assertThat(dashboard.averageDurationSeconds()).isZero();
        assertThat(dashboard.spend()).isEqualTo(Spend.NONE);
        assertThat(dashboard.latency()).isEqualTo(AverageLatency.NONE);
        assertThat(dashboard.topAgents()).isEmpty();
        assertThat(dashboard.callsPerHour()).hasSize(24).containsOnly(0L);
        assertThat(dashboard.balance()).isEqualTo(Money.ZERO);
    }

    @Test
    void callsAreCountedByStatusAndReason() {
        for (String status : List.of("queued", "ringing", "in_progress", "in_progress", "completed", "completed")) {
            call(status, Map.of());
        }
        call("completed", Map.of());
        call("failed", Map.of("failure_reason", "busy"));
        call("failed", Map.of("failure_reason", "busy"));
        call("failed", Map.of("failure_reason", "no_answer"));

        Dashboard dashboard = dashboard(org, FROM, TO);
        assertThat(dashboard.calls().total()).isEqualTo(10);
        assertThat(dashboard.calls().simulated()).isZero();
        assertThat(dashboard.calls().completed()).isEqualTo(3);
        assertThat(dashboard.calls().failed()).isEqualTo(3);
        assertThat(dashboard.calls().inProgress()).isEqualTo(2);
        assertThat(dashboard.calls().byStatus())
                .isEqualTo(Map.of(
                        CallStatus.SCHEDULED, 0L,
                        CallStatus.QUEUED, 1L,
                        CallStatus.RINGING, 1L,
                        CallStatus.IN_PROGRESS, 2L,
                        CallStatus.COMPLETED, 3L,
                        CallStatus.FAILED, 3L));
        assertThat(dashboard.calls().byFailureReason())
                .isEqualTo(Map.of(FailureReason.BUSY, 2L, FailureReason.NO_ANSWER, 1L));
        assertThat(dashboard.completionRate()).isEqualTo(0.5);
        assertThat(dashboard.successRate()).isNull();
    }

    @Test
    void simulatedCallsAreCountedAmongAll() {
        call("completed", Map.of("simulated", 1));
        call("completed", Map.of());
        call("failed", Map.of("failure_reason", "busy", "simulated", 1));
        call("queued", Map.of("simulated", 1));
        rows.call(org, agent, "completed", FROM.plusMillis(1), Map.of("simulated", 1));

        assertThat(dashboard(org, FROM.plusMillis(1), TO).calls().total()).isEqualTo(5);
        assertThat(dashboard(org, FROM.plusMillis(1), TO).calls().simulated()).isEqualTo(4);
        assertThat(figures.ofAgent(CallReach.all(org), agent).simulatedCalls()).isEqualTo(4);
        assertThat(figures.ofAgent(CallReach.all(org), agent).totalCalls()).isEqualTo(5);
    }

    @Test
    void aCallIsASuccessWhenItsAnalysisSaysSoNotBecauseItWasCompleted() {
        call("completed", Map.of("success", 1));
        call("completed", Map.of("success", 0));
        call("completed", Map.of("success", 0));
        call("completed", Map.of());
        call("failed", Map.of("failure_reason", "llm_error", "success", 1));
        // in the quarter of an hour that the period begins within, where calls are counted one by one
        rows.call(org, agent, "completed", FROM.plusMillis(1), Map.of("success", 1));

        Dashboard dashboard = dashboard(org, FROM.plusMillis(1), TO);
        assertThat(dashboard.calls().judged()).isEqualTo(5);
        assertThat(dashboard.calls().successful()).isEqualTo(3);
        assertThat(dashboard.successRate()).isEqualTo(0.6);
        assertThat(dashboard.completionRate()).isEqualTo(0.8333);
        assertThat(dashboard.topAgents()).containsExactly(new TopAgent(agent, "Reception", 6, 0L, 0.6, 0.8333));
        AgentStats stats = figures.ofAgent(CallReach.all(org), agent);
        assertThat(stats.successRate()).isEqualTo(0.6);
        assertThat(stats.completionRate()).isEqualTo(0.8333);
    }

    @Test
    void anAnalysisThatComesAfterFiguresWereReadIsInTheNextOnes() {
        String call = call("completed", Map.of());
        assertThat(dashboard(org, FROM, TO).successRate()).isNull();
        CallCounterStore counters = new CallCounterStore(database);
        counters.judge(call, null, true);
        assertThat(dashboard(org, FROM, TO).successRate()).isEqualTo(1);
        counters.judge(call, true, true);
        counters.judge(call, true, false);
        assertThat(dashboard(org, FROM, TO).calls().judged()).isEqualTo(1);
        assertThat(dashboard(org, FROM, TO).successRate()).isZero();
    }

    @Test
    void chatsAreCountedApartFromCalls() {
        call("completed", Map.of("duration_ms", 10_000, "success", 1));
        call("completed", Map.of("channel", "web", "duration_ms", 20_000, "cost_total", 5, "cost_llm", 5));
        call(
                "completed",
                Map.of("channel", "chat", "duration_ms", 900_000, "success", 0, "cost_total", 3, "cost_llm", 3));
        call("failed", Map.of("channel", "whatsapp", "failure_reason", "llm_error"));
        call("in_progress", Map.of("channel", "chat"));
        rows.call(org, agent, "completed", FROM.plusMillis(1), Map.of("channel", "whatsapp"));

        Dashboard dashboard = dashboard(org, FROM.plusMillis(1), TO);
        assertThat(dashboard.calls().total()).isEqualTo(2);
        assertThat(dashboard.calls().completed()).isEqualTo(2);
        assertThat(dashboard.calls().byFailureReason()).isEmpty();
        assertThat(dashboard.chats()).isEqualTo(new Dashboard.ChatCounts(4, 2, 1, 1));
        assertThat(dashboard.successRate()).isEqualTo(1);
        assertThat(dashboard.completionRate()).isEqualTo(1);
        assertThat(dashboard.averageDurationSeconds()).isEqualTo(15);
        assertThat(dashboard.spend().total()).isEqualTo(Money.ofPaise(8));
        assertThat(dashboard.callsPerDay().stream().mapToLong(DayCount::count).sum())
                .isEqualTo(2);
        assertThat(dashboard.callsPerHour().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(2);
        assertThat(dashboard.topAgents()).containsExactly(new TopAgent(agent, "Reception", 2, 4L, 1.0, 1.0));
        AgentStats stats = figures.ofAgent(CallReach.all(org), agent);
        assertThat(stats.totalCalls()).isEqualTo(2);
        assertThat(stats.chats()).isEqualTo(4);
        assertThat(stats.p95DurationSeconds()).isEqualTo(20);
    }

    @Test
    void durationsAreOfFinishedCallsThatWereAnswered() {
        call("completed", Map.of("duration_ms", 10_000));
        call("failed", Map.of("duration_ms", 5_500, "failure_reason", "llm_error"));
        call("failed", Map.of("failure_reason", "busy"));
        call("in_progress", Map.of("duration_ms", 99_000));

        Dashboard dashboard = dashboard(org, FROM, TO);
        assertThat(dashboard.totalDurationSeconds()).isEqualTo(15.5);
        assertThat(dashboard.averageDurationSeconds()).isEqualTo(7.75);
    }

    @Test
    void whatCallsCostIsAddedUp() {
        call("completed", costs(1, 20, 300, 4_000));
        call("completed", costs(5, 6, 7, 8));
        assertThat(dashboard(org, FROM, TO).spend())
                .isEqualTo(new Spend(
                        Money.ofPaise(4_347),
                        Money.ofPaise(6),
                        Money.ofPaise(26),
                        Money.ofPaise(307),
                        Money.ofPaise(4_008)));
    }

    @Test
    void theBalanceIsThatOfAllBuckets() {
        rows.balance(org, "general", 150_00);
        rows.balance(org, "promotional", 25_16);
        rows.balance(rows.organization("UTC"), "general", 999_00);
        assertThat(dashboard(org, FROM, TO).balance()).isEqualTo(Money.ofPaise(175_16));
    }

    @Test
    void latencyIsAveragedOverTheCallsItWasMeasuredIn() {
        call(
                "completed",
                Map.of(
                        "latency_e2e_ms", 900,
                        "latency_stt_ms", 100,
                        "latency_llm_ms", 500,
                        "latency_tts_ms", 301));
        call("completed", Map.of("latency_e2e_ms", 600, "latency_tts_ms", 300));
        call("failed", Map.of("failure_reason", "busy"));
        assertThat(dashboard(org, FROM, TO).latency()).isEqualTo(new AverageLatency(750, 100, 500, 300.5));
    }

    @Test
    void aPeriodHasItsBeginningAndNotItsEnd() {
        rows.call(org, agent, "completed", FROM.minusMillis(1));
        rows.call(org, agent, "completed", FROM);
        rows.call(org, agent, "completed", TO.minusMillis(1));
        rows.call(org, agent, "completed", TO);
        Dashboard dashboard = dashboard(org, FROM, TO);
        assertThat(dashboard.calls().total()).isEqualTo(2);
        assertThat(dashboard.period()).isEqualTo(new Dashboard.Period(FROM, TO, "Asia/Kolkata"));
    }

    @Test
    void aDayInKolkataBeginsAtHalfPastSixInTheEveningUtc() {
        rows.call(org, agent, "completed", Instant.parse("2026-03-01T18:29:59.999Z"));
        rows.call(org, agent, "completed", Instant.parse("2026-03-01T18:30:00Z"));
        rows.call(org, agent, "completed", Instant.parse("2026-03-02T18:29:59Z"));

        Dashboard dashboard =
                dashboard(org, Instant.parse("2026-02-28T18:30:00Z"), Instant.parse("2026-03-04T18:30:00Z"));
        assertThat(dashboard.callsPerDay())
                .containsExactly(
                        day("2026-03-01", 1), day("2026-03-02", 2), day("2026-03-03", 0), day("2026-03-04", 0));
        assertThat(dashboard.callsPerHour()).isEqualTo(hours(Map.of(23, 2L, 0, 1L)));
    }

    @Test
    void aPeriodThatBeginsWithinAQuarterOfAnHourShowsItsOwnDaysOnly() {
        rows.call(org, agent, "completed", Instant.parse("2026-03-01T18:20:00Z"));
        Dashboard dashboard =
                dashboard(org, Instant.parse("2026-03-01T18:16:30Z"), Instant.parse("2026-03-01T18:29:00Z"));
        assertThat(dashboard.callsPerDay()).containsExactly(day("2026-03-01", 1));
    }

    @Test
    void theDayClocksGoForwardHasTwentyThreeHours() {
        String newYork = rows.organization("America/New_York");
        String caller = agent(newYork, "Caller");
        rows.call(newYork, caller, "completed", Instant.parse("2026-03-08T04:59:59Z")); // 7 March 23:59 EST
        rows.call(newYork, caller, "completed", Instant.parse("2026-03-08T05:00:00Z")); // 8 March 00:00 EST
        rows.call(newYork, caller, "completed", Instant.parse("2026-03-08T06:59:59Z")); // 8 March 01:59 EST
        rows.call(newYork, caller, "completed", Instant.parse("2026-03-08T07:00:00Z")); // 8 March 03:00 EDT
        rows.call(newYork, caller, "completed", Instant.parse("2026-03-09T03:59:59Z")); // 8 March 23:59 EDT
        rows.call(newYork, caller, "completed", Instant.parse("2026-03-09T04:00:00Z")); // 9 March 00:00 EDT

        Dashboard dashboard =
                dashboard(newYork, Instant.parse("2026-03-07T05:00:00Z"), Instant.parse("2026-03-10T04:00:00Z"));
        assertThat(dashboard.callsPerDay())
                .containsExactly(day("2026-03-07", 1), day("2026-03-08", 4), day("2026-03-09", 1));
        assertThat(dashboard.callsPerHour()).isEqualTo(hours(Map.of(23, 2L, 0, 2L, 1, 1L, 3, 1L)));
    }

    @Test
    void theHourClocksGoThroughTwiceCountsBothTimes() {
        String newYork = rows.organization("America/New_York");
        String caller = agent(newYork, "Caller");
        rows.call(newYork, caller, "completed", Instant.parse("2026-11-01T05:30:00Z")); // 01:30 EDT
        rows.call(newYork, caller, "completed", Instant.parse("2026-11-01T06:30:00Z")); // 01:30 EST
        rows.call(newYork, caller, "completed", Instant.parse("2026-11-02T04:30:00Z")); // 23:30 EST

        Dashboard dashboard =
                dashboard(newYork, Instant.parse("2026-11-01T04:00:00Z"), Instant.parse("2026-11-02T05:00:00Z"));
        assertThat(dashboard.callsPerDay()).containsExactly(day("2026-11-01", 3));
        assertThat(dashboard.callsPerHour()).isEqualTo(hours(Map.of(1, 2L, 23, 1L)));
    }

    @Test
    void theAgentsWithTheMostCallsComeFirstUnderTheirNamesOfToday() {
        for (int i = 1; i <= 11; i++) {
            String other = agent(org, "Agent " + i);
            for (int call = 0; call < i + 3; call++) {
                rows.call(org, other, "completed", MIDDAY);
            }
        }
        call("completed", Map.of());
        call("completed", Map.of());
        call("failed", Map.of("failure_reason", "busy"));
        IntStream.range(0, 20).forEach(i -> call("queued", Map.of()));
        agents.update(org, agent, named("Front desk"));
        agents.publish(org, agent, new AgentVersionDraft(null, null));

        List<TopAgent> top = dashboard(org, FROM, TO).topAgents();
        assertThat(top).hasSize(10);
        assertThat(top.get(0).name()).isEqualTo("Front desk");
        assertThat(top.get(0).agentId()).isEqualTo(agent);
        assertThat(top.get(0).calls()).isEqualTo(23);
        assertThat(top.get(0).completionRate()).isEqualTo(0.6667);
        assertThat(top.subList(1, 10))
                .extracting(TopAgent::calls)
                .containsExactly(14L, 13L, 12L, 11L, 10L, 9L, 8L, 7L, 6L);
    }

    @Test
    void aDeletedAgentKeepsItsPlaceAndName() {
        call("completed", Map.of());
        agents.delete(org, agent);
        assertThat(dashboard(org, FROM, TO).topAgents())
                .containsExactly(new TopAgent(agent, "Reception", 1, 0L, null, 1.0));
    }

    @Test
    void anotherOrganisationsCallsAreNotCounted() {
        String other = rows.organization("Asia/Kolkata");
        rows.call(other, agent(other, "Theirs"), "completed", MIDDAY, costs(1, 1, 1, 1));
        Dashboard dashboard = dashboard(org, FROM, TO);
        assertThat(dashboard.calls().total()).isZero();
        assertThat(dashboard.topAgents()).isEmpty();
        assertThat(dashboard.callsPerDay()).extracting(DayCount::count).containsOnly(0L);
        assertThat(dashboard.spend()).isEqualTo(Spend.NONE);
        assertThat(figures.ofAgent(CallReach.all(other), agent).totalCalls()).isZero();
    }

    @Test
    void withoutAPeriodTheLastThirtyDaysAreShown() {
        rows.call(org, agent, "completed", Instant.parse("2026-02-08T18:29:59Z")); // 8 February, too early
        rows.call(org, agent, "completed", Instant.parse("2026-02-08T18:30:00Z")); // 9 February
        rows.call(org, agent, "completed", NOW.minusMillis(1));
        Dashboard dashboard = figures.dashboard(CallReach.all(org), Optional.empty(), Optional.empty());
        assertThat(dashboard.period().from()).isEqualTo(Instant.parse("2026-02-08T18:30:00Z"));
        assertThat(dashboard.period().to()).isEqualTo(NOW);
        assertThat(dashboard.callsPerDay())
                .hasSize(30)
                .startsWith(day("2026-02-09", 1), day("2026-02-10", 0))
                .endsWith(day("2026-03-09", 0), day("2026-03-10", 1));
        assertThat(dashboard.calls().total()).isEqualTo(2);
    }

    @Test
    void aPeriodCanBeGivenByOneEnd() {
        assertThat(figures.dashboard(CallReach.all(org), Optional.of(FROM), Optional.empty())
                        .period()
                        .to())
                .isEqualTo(NOW);
        assertThat(figures.dashboard(CallReach.all(org), Optional.empty(), Optional.of(TO))
                        .period()
                        .from())
                .isEqualTo(Instant.parse("2026-02-07T18:30:00Z"));
    }

    @Test
    void aPeriodThatIsNoneIsRefused() {
        refused(FROM, FROM, "from: must be before to");
        refused(TO, FROM, "from: must be before to");
        refused(TO.minusSeconds(400L * 86_400 + 1), TO, "from: must be at most 400 days");
        refused(Instant.MIN, TO, "from: must be between the years 1970 and 9999");
        refused(FROM, Instant.MAX, "to: must be between the years 1970 and 9999");
        assertThat(dashboard(org, TO.minusSeconds(400L * 86_400), TO).callsPerDay())
                .hasSize(401);
    }

    @Test
    void anAgentsFiguresAreOfAllItsCalls() {
        Instant longAgo = Instant.parse("2024-01-01T00:00:00Z");
        for (int seconds = 1; seconds <= 20; seconds++) {
            rows.call(org, agent, "completed", longAgo, Map.of("duration_ms", seconds * 1000, "cost_total", 10));
        }
        call("failed", Map.of("failure_reason", "busy"));
        call("queued", Map.of("latency_llm_ms", 400));
        rows.call(org, agent(org, "Another"), "completed", MIDDAY, Map.of("duration_ms", 1_000_000));

        AgentStats stats = figures.ofAgent(CallReach.all(org), agent);
        assertThat(stats.agentId()).isEqualTo(agent);
        assertThat(stats.totalCalls()).isEqualTo(22);
        assertThat(stats.byStatus())
                .containsEntry(CallStatus.COMPLETED, 20L)
                .containsEntry(CallStatus.FAILED, 1L)
                .containsEntry(CallStatus.QUEUED, 1L)
                .containsEntry(CallStatus.RINGING, 0L);
        assertThat(stats.completionRate()).isEqualTo(0.9524);
        assertThat(stats.averageDurationSeconds()).isEqualTo(10.5);
        assertThat(stats.p50DurationSeconds()).isEqualTo(10);
        assertThat(stats.p95DurationSeconds()).isEqualTo(19);
        assertThat(stats.spend().total()).isEqualTo(Money.ofPaise(200));
        assertThat(stats.averageLatency()).isEqualTo(new AverageLatency(0, 0, 400, 0));
        assertThat(stats.callsPerDay()).hasSize(30).contains(day("2026-03-05", 2), day("2026-03-10", 0));
    }

    @Test
    void percentilesOfOneCallAreThatCall() {
        call("completed", Map.of("duration_ms", 7_250));
        call("in_progress", Map.of("duration_ms", 50_000));
        AgentStats stats = figures.ofAgent(CallReach.all(org), agent);
        assertThat(stats.p50DurationSeconds()).isEqualTo(7.25);
        assertThat(stats.p95DurationSeconds()).isEqualTo(7.25);
    }

    @Test
    void percentilesOfNoCallsAreZero() {
        AgentStats stats = figures.ofAgent(CallReach.all(org), agent);
        assertThat(stats.p50DurationSeconds()).isZero();
        assertThat(stats.p95DurationSeconds()).isZero();
        assertThat(stats.successRate()).isNull();
        assertThat(stats.completionRate()).isNull();
    }

    private String call(String status, Map<String, Object> more) {
        return rows.call(org, agent, status, MIDDAY, more);
    }

    private Dashboard dashboard(String organizationId, Instant from, Instant to) {
        return figures.dashboard(CallReach.all(organizationId), Optional.of(from), Optional.of(to));
    }

    private void refused(Instant from, Instant to, String message) {
        assertThatThrownBy(() -> dashboard(org, from, to))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.INVALID))
                .hasMessageStartingWith(message);
    }

    private String agent(String organizationId, String name) {
        return agents.create(organizationId, named(name)).id();
    }

    private static AgentDraft named(String name) {
        ObjectNode draft = Json.MAPPER.createObjectNode().put("name", name);
        return Json.MAPPER.convertValue(draft, AgentDraft.class);
    }

    private static Map<String, Object> costs(int llm, int stt, int tts, int sip) {
        return Map.of(
                "cost_llm", llm,
                "cost_stt", stt,
                "cost_tts", tts,
                "cost_sip", sip,
                "cost_total", llm + stt + tts + sip);
    }

    private static DayCount day(String date, long count) {
        return new DayCount(LocalDate.parse(date), count);
    }

    private static List<Long> hours(Map<Integer, Long> counts) {
        List<Long> hours = new ArrayList<>(Collections.nCopies(24, 0L));
        counts.forEach(hours::set);
        return hours;
    }
}
