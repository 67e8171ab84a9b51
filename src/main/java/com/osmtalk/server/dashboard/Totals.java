package com.osmtalk.server.dashboard;

import com.osmtalk.api.AgentStats.AverageLatency;
import com.osmtalk.api.CallStatus;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Money;
import com.osmtalk.api.Spend;
import com.osmtalk.server.dashboard.CallGroup.Measured;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What all groups of calls come to together. */
record Totals(List<CallGroup> groups) {

    long calls() {
        return sum(groups, CallGroup::calls);
    }

    /** Only the written ones, or only the spoken ones. */
    Totals written(boolean written) {
        return new Totals(
                groups.stream().filter(group -> group.written() == written).toList());
    }

    /** Those in which nobody's phone rang. */
    long simulated() {
        return sum(groups, CallGroup::simulated);
    }

    /** Those whose analysis decided on success or failure. */
    long judged() {
        return sum(groups, CallGroup::judged);
    }

    /** Those of the judged ones that were a success. */
    long successful() {
        return sum(groups, CallGroup::successful);
    }

    /** The totals of each agent by its id, the ones with the most calls first, spoken or written. */
    LinkedHashMap<String, Totals> topAgents(int limit) {
        Map<String, List<CallGroup>> byAgent = groups.stream().collect(Collectors.groupingBy(CallGroup::agentId));
        LinkedHashMap<String, Totals> top = new LinkedHashMap<>();
        byAgent.entrySet().stream()
                .map(agent -> Map.entry(agent.getKey(), new Totals(agent.getValue())))
                .sorted(Comparator.comparing((Map.Entry<String, Totals> agent) ->
                                -agent.getValue().calls())
                        .thenComparing(Map.Entry::getKey))
                .limit(limit)
                .forEach(agent -> top.put(agent.getKey(), agent.getValue()));
        return top;
    }

    /** Every status, those without calls too. */
    Map<CallStatus, Long> byStatus() {
        Map<CallStatus, Long> counts = new EnumMap<>(CallStatus.class);
        for (CallStatus status : CallStatus.values()) {
            counts.put(status, 0L);
        }
        groups.forEach(group -> counts.merge(group.status(), group.calls(), Long::sum));
        return counts;
    }

    /** The reasons that occurred. */
    Map<FailureReason, Long> byFailureReason() {
        Map<FailureReason, Long> counts = new EnumMap<>(FailureReason.class);
        groups.stream()
                .filter(group -> group.failureReason() != null)
                .forEach(group -> counts.merge(group.failureReason(), group.calls(), Long::sum));
        return counts;
    }

    /** Successful calls of the judged ones, 0 to 1; null when none was judged. */
    @Nullable
    Double successRate() {
        return judged() == 0 ? null : ratio(successful(), judged());
    }

    /** Completed calls of all finished ones, 0 to 1; null when none has finished. */
    @Nullable
    Double completionRate() {
        long finished = finished().stream().mapToLong(CallGroup::calls).sum();
        return finished == 0 ? null : ratio(byStatus().get(CallStatus.COMPLETED), finished);
    }

    /** Of the finished calls. */
    double totalDurationSeconds() {
        return sum(finished(), CallGroup::durationMs) / 1000.0;
    }

    /** Of the finished calls that were answered. */
    double averageDurationSeconds() {
        return Math.round(ratio(sum(finished(), CallGroup::durationMs), sum(finished(), CallGroup::answered))) / 1000.0;
    }

    Spend spend() {
        return new Spend(
                spent(Spend::total), spent(Spend::llm), spent(Spend::stt), spent(Spend::tts), spent(Spend::sip));
    }

    /** The average over calls of each call's median. */
    AverageLatency latency() {
        return new AverageLatency(
                average(CallGroup::endToEnd),
                average(CallGroup::stt),
                average(CallGroup::llm),
                average(CallGroup::tts));
    }

    private List<CallGroup> finished() {
        return groups.stream().filter(group -> group.status().isTerminal()).toList();
    }

    private Money spent(Function<Spend, Money> part) {
        return groups.stream().map(CallGroup::spend).map(part).reduce(Money.ZERO, Money::plus);
    }

    private double average(Function<CallGroup, Measured> part) {
        List<Measured> measured = groups.stream().map(part).toList();
        return ratio(
                measured.stream().mapToLong(Measured::sumMs).sum(),
                measured.stream().mapToLong(Measured::calls).sum());
    }

    private static long sum(List<CallGroup> groups, ToLongFunction<CallGroup> figure) {
        return groups.stream().mapToLong(figure).sum();
    }

    /** Rounded to four decimal places; 0 if the whole is 0. */
    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : Math.round((double) part / whole * 10_000) / 10_000.0;
    }
}
