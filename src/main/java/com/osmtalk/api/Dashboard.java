package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An organisation's figures over a period; days and hours are those of its time zone. */
public record Dashboard(
        Period period,
        Calls calls,
        double successRate,
        double averageDurationSeconds,
        double totalDurationSeconds,
        Spend spend,
        List<AgentStats.DayCount> callsPerDay,
        List<Long> callsPerHour,
        List<TopAgent> topAgents,
        AgentStats.AverageLatency latency,
        Money balance) {

    /**
     * @param from inclusive
     * @param to exclusive
     */
    public record Period(Instant from, Instant to, String timeZone) {}

    /** @param simulated those in which nobody's phone rang; absent: the server doesn't tell */
    public record Calls(
            long total,
            @Nullable Long simulated,
            long completed,
            long failed,
            long inProgress,
            Map<CallStatus, Long> byStatus,
            Map<FailureReason, Long> byFailureReason) {}

    /** @param successRate 0 to 1 over the agent's finished calls */
    public record TopAgent(String agentId, String name, long calls, double successRate) {}
}
