package com.osmtalk.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an agent has been doing, over all its calls.
 *
 * @param simulatedCalls those of them in which nobody's phone rang; absent: the server doesn't tell
 * @param chats conversations in writing; absent: the server doesn't tell them apart. All other figures but the spend
 *     are of spoken calls
 * @param judgedCalls those whose analysis decided on success or failure; absent: the server doesn't tell
 * @param successfulCalls those of them that were a success
 * @param successRate successful calls of the judged ones, 0 to 1; absent when there is none
 * @param completionRate completed calls of all finished ones, 0 to 1; absent when none has finished
 * @param averageDurationSeconds as both percentiles, of the finished calls that were answered
 * @param callsPerDay the last 30 days, today included, also days without calls
 */
public record AgentStats(
        String agentId,
        long totalCalls,
        @Nullable Long simulatedCalls,
        @Nullable Long judgedCalls,
        @Nullable Long successfulCalls,
        @Nullable Long chats,
        Map<CallStatus, Long> byStatus,
        @Nullable Double successRate,
        @Nullable Double completionRate,
        double averageDurationSeconds,
        double p50DurationSeconds,
        double p95DurationSeconds,
        Spend spend,
        AverageLatency averageLatency,
        List<DayCount> callsPerDay) {

    /** Milliseconds, averaged over the medians of single calls; 0 when nothing was measured. */
    public record AverageLatency(double endToEnd, double stt, double llm, double tts) {
        public static final AverageLatency NONE = new AverageLatency(0, 0, 0, 0);
    }

    /** Calls created on one day, in the organisation's time zone. */
    public record DayCount(LocalDate date, long count) {}
}
