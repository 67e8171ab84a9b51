package com.osmtalk.server.dashboard;

import com.osmtalk.api.AgentStats;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.Dashboard;
import com.osmtalk.api.Dashboard.TopAgent;
import com.osmtalk.server.dashboard.FiguresStore.Percentiles;
import com.osmtalk.server.identity.CallReach;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Figures over an organisation's calls. A success is what the analysis of a call found to be one; that a call was
 * completed says only that nothing went wrong with it. Chats are counted apart, and all other figures but the spend
 * are of spoken calls. Durations are of finished calls that were answered; days and hours are those of the
 * organisation's time zone.
 */
public final class CallFigures {
    private static final int DEFAULT_DAYS = 30;
    private static final Duration LONGEST_PERIOD = Duration.ofDays(400);
    private static final int TOP_AGENTS = 10;
    // what a BIGINT of milliseconds, and every calendar, can hold with room to spare
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final FiguresStore store;
    private final PeriodFigures periods;
    private final Clock clock;

    public CallFigures(Database database, Clock clock) {
        this.store = new FiguresStore(database);
        this.periods = new PeriodFigures(database, store);
        this.clock = clock;
    }

    /**
     * All figures over a period.
     *
     * @param from inclusive; empty: the beginning of the day 29 days before the end, so that 30 days are shown
     * @param to exclusive; empty: now
     * @throws Problem INVALID when the period is empty, reversed or longer than 400 days
     */
    public Dashboard dashboard(CallReach reach, Optional<Instant> from, Optional<Instant> to) {
        Dashboard.Period period = period(reach.organizationId(), from, to);
        CallSelection scope = new CallSelection(reach, null, period.from(), period.to());
        return dashboard(scope, period);
    }

    /**
     * The period that figures are over.
     *
     * @param from inclusive; empty: the beginning of the day 29 days before the end, so that 30 days are shown
     * @param to exclusive; empty: now
     * @throws Problem INVALID when the period is empty, reversed or longer than 400 days
     */
    public Dashboard.Period period(String organizationId, Optional<Instant> from, Optional<Instant> to) {
        ZoneId zone = store.timeZone(organizationId);
        Instant end = to.orElseGet(clock::instant);
        check("to", end);
        Instant start = from.orElseGet(() -> daysBefore(end, zone));
        check("from", start);
        if (!start.isBefore(end)) {
            throw Problem.invalid("from", "must be before to, which is " + end);
        }
        if (Duration.between(start, end).compareTo(LONGEST_PERIOD) > 0) {
            throw Problem.invalid("from", "must be at most 400 days before to, which is " + end);
        }
        return new Dashboard.Period(start, end, zone.getId());
    }

    private Dashboard dashboard(CallSelection scope, Dashboard.Period period) {
        ZoneId zone = ZoneId.of(period.timeZone());
        PeriodFigures.Figures figures = periods.of(scope, zone);
        Totals all = figures.totals();
        Totals calls = all.written(false);
        Totals chats = all.written(true);
        Map<CallStatus, Long> byStatus = calls.byStatus();
        Map<CallStatus, Long> chatsByStatus = chats.byStatus();
        return new Dashboard(
                period,
                new Dashboard.Calls(
                        calls.calls(),
                        calls.simulated(),
                        calls.judged(),
                        calls.successful(),
                        byStatus.get(CallStatus.COMPLETED),
                        byStatus.get(CallStatus.FAILED),
                        byStatus.get(CallStatus.IN_PROGRESS),
                        byStatus,
                        calls.byFailureReason()),
                new Dashboard.ChatCounts(
                        chats.calls(),
                        chatsByStatus.get(CallStatus.COMPLETED),
                        chatsByStatus.get(CallStatus.FAILED),
                        chatsByStatus.get(CallStatus.IN_PROGRESS)),
                calls.successRate(),
                calls.completionRate(),
                calls.averageDurationSeconds(),
                calls.totalDurationSeconds(),
                all.spend(),
                figures.times().days(zone, scope.from(), scope.to()),
                figures.times().byHour(),
                topAgents(all),
                calls.latency(),
                store.balance(scope.organizationId()));
    }

    private List<TopAgent> topAgents(Totals totals) {
        Map<String, Totals> top = totals.topAgents(TOP_AGENTS);
        Map<String, String> names = store.agentNames(List.copyOf(top.keySet()));
        return top.entrySet().stream()
                .map(agent -> topAgent(agent.getKey(), names.get(agent.getKey()), agent.getValue()))
                .toList();
    }

    private static TopAgent topAgent(String id, String name, Totals totals) {
        Totals calls = totals.written(false);
        return new TopAgent(
                id, name, calls.calls(), totals.written(true).calls(), calls.successRate(), calls.completionRate());
    }

    /**
     * How an agent of this organisation has been doing over all its calls; {@code callsPerDay} has the last 30 days.
     */
    public AgentStats ofAgent(CallReach reach, String agentId) {
        ZoneId zone = store.timeZone(reach.organizationId());
        Instant now = clock.instant();
        CallSelection always = new CallSelection(reach, agentId, EARLIEST, LATEST);
        CallSelection lately = new CallSelection(reach, agentId, daysBefore(now, zone), now.plusMillis(1));
        Totals all = new Totals(store.groups(always));
        Totals calls = all.written(false);
        Percentiles durations = store.durations(always);
        return new AgentStats(
                agentId,
                calls.calls(),
                calls.simulated(),
                calls.judged(),
                calls.successful(),
                all.written(true).calls(),
                calls.byStatus(),
                calls.successRate(),
                calls.completionRate(),
                calls.averageDurationSeconds(),
                durations.p50Ms() / 1000.0,
                durations.p95Ms() / 1000.0,
                all.spend(),
                calls.latency(),
                CallTimes.of(store.quarters(lately), zone).days(zone, lately.from(), lately.to()));
    }

    private static Instant daysBefore(Instant end, ZoneId zone) {
        LocalDate last = end.minusMillis(1).atZone(zone).toLocalDate();
        return last.minusDays(DEFAULT_DAYS - 1).atStartOfDay(zone).toInstant();
    }

    private static void check(String name, Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw Problem.invalid(name, "must be between the years 1970 and 9999");
        }
    }
}
