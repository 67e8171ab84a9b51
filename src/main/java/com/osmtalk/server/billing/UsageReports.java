package com.osmtalk.server.billing;

import com.osmtalk.api.CallChannel;
import com.osmtalk.api.Dashboard.Period;
import com.osmtalk.api.Money;
import com.osmtalk.api.Spend;
import com.osmtalk.api.Usage;
import com.osmtalk.api.UsageReport;
import com.osmtalk.api.UsageReport.Figures;
import com.osmtalk.server.dashboard.CallFigures;
import com.osmtalk.server.identity.CallReach;
import com.osmtalk.server.problem.Problem;
import com.osmtalk.server.store.Columns;
import com.osmtalk.server.store.Database;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What an organisation used and what that cost, by day, agent and channel. */
public final class UsageReports {
    private static final Figures NOTHING = new Figures(0, 0L, 0L, 0, Usage.NONE, Spend.NONE);

    private final UsageStore store;
    private final CallFigures figures;

    public UsageReports(Database database, CallFigures figures) {
        this.store = new UsageStore(database);
        this.figures = figures;
    }

    /**
     * The report over a period.
     *
     * @param from inclusive; empty: 30 days are shown
     * @param to exclusive; empty: now
     * @throws Problem INVALID when the period is empty, reversed or longer than 400 days
     */
    public UsageReport over(CallReach reach, Optional<Instant> from, Optional<Instant> to) {
        Period period = figures.period(reach.organizationId(), from, to);
        Map<String, Figures> channels = store.perChannel(reach, period);
        Figures calls = sum(channels.values());
        Money numbers = store.spentOnNumbers(reach, period);
        return new UsageReport(
                period,
                calls,
                numbers,
                calls.spend().total().plus(numbers),
                days(period, store.perQuarterHour(reach, period)),
                agents(store.perAgent(reach, period)),
                channels(channels));
    }

    private static List<UsageReport.Day> days(Period period, Map<Long, Figures> quarters) {
        ZoneId zone = ZoneId.of(period.timeZone());
        TreeMap<LocalDate, Figures> days = new TreeMap<>();
        LocalDate last = period.to().minusMillis(1).atZone(zone).toLocalDate();
        period.from().atZone(zone).toLocalDate().datesUntil(last.plusDays(1)).forEach(day -> days.put(day, NOTHING));
        quarters.forEach((quarter, used) -> {
            Instant start = Instant.ofEpochMilli(quarter * UsageStore.QUARTER_HOUR_MS);
            days.merge(start.atZone(zone).toLocalDate(), used, UsageReports::sum);
        });
        return days.entrySet().stream()
                .map(day -> new UsageReport.Day(day.getKey(), day.getValue()))
                .toList();
    }

    private List<UsageReport.OfAgent> agents(Map<String, Figures> used) {
        Map<String, String> names = store.agentNames(List.copyOf(used.keySet()));
        return used.entrySet().stream()
                .sorted(byFigures())
                .map(agent -> new UsageReport.OfAgent(
                        agent.getKey(), names.getOrDefault(agent.getKey(), agent.getKey()), agent.getValue()))
                .toList();
    }

    private static List<UsageReport.OfChannel> channels(Map<String, Figures> used) {
        return used.entrySet().stream()
                .sorted(byFigures())
                .map(channel -> new UsageReport.OfChannel(
                        Columns.value(CallChannel.class, channel.getKey()), channel.getValue()))
                .toList();
    }

    private static Comparator<Map.Entry<String, Figures>> byFigures() {
        return Comparator.<Map.Entry<String, Figures>, Money>comparing(
                        entry -> entry.getValue().spend().total())
                .reversed()
                .thenComparing(Map.Entry::getKey);
    }

    private static Figures sum(Collection<Figures> all) {
        return all.stream().reduce(NOTHING, UsageReports::sum);
    }

    private static Figures sum(Figures one, Figures other) {
        return new Figures(
                one.calls() + other.calls(),
                Objects.requireNonNull(one.chats()) + Objects.requireNonNull(other.chats()),
                Objects.requireNonNull(one.simulated()) + Objects.requireNonNull(other.simulated()),
                one.durationSeconds() + other.durationSeconds(),
                one.usage().plus(other.usage()),
                one.spend().plus(other.spend()));
    }
}
