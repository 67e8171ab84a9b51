package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An organisation's figures over a period; days and hours are those of its time zone.
 *
 * @param calls the spoken ones, on the phone and on the web; so are durations, latency, calls per day and per hour
 * @param chats the written ones; absent: the server doesn't tell them apart
 * @param successRate successful calls of those whose analysis decided it, 0 to 1; absent when it decided none
 * @param completionRate completed calls of all finished ones, 0 to 1; absent when none has finished
 * @param spend on calls and chats together
 */
public record Dashboard(
        Period period,
        Calls calls,
        @Nullable ChatCounts chats,
        @Nullable Double successRate,
        @Nullable Double completionRate,
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

    /**
     * @param simulated those in which nobody's phone rang; absent: the server doesn't tell
     * @param judged those whose analysis decided on success or failure; absent: the server doesn't tell
     * @param successful those of them that were a success
     */
    public record Calls(
            long total,
            @Nullable Long simulated,
            @Nullable Long judged,
            @Nullable Long successful,
            long completed,
            long failed,
            long inProgress,
            Map<CallStatus, Long> byStatus,
            Map<FailureReason, Long> byFailureReason) {}

    /** Conversations in writing, on the web and on WhatsApp. */
    public record ChatCounts(long total, long completed, long failed, long inProgress) {}

    /**
     * @param chats absent: the server doesn't tell them apart
     * @param successRate as the dashboard's own, of the agent's calls
     * @param completionRate as the dashboard's own, of the agent's calls
     */
    public record TopAgent(
            String agentId,
            String name,
            long calls,
            @Nullable Long chats,
            @Nullable Double successRate,
            @Nullable Double completionRate) {}
}
