package com.osmtalk.server.dashboard;

import com.osmtalk.api.CallStatus;
import com.osmtalk.api.FailureReason;
import com.osmtalk.api.Spend;
import org.jspecify.annotations.Nullable;

/**
 * The calls that share an agent, a status and a reason for failing, added up; spoken ones and written ones apart.
 *
 * @param written whether they were chats, on the web or on WhatsApp
 * @param simulated those in which nobody's phone rang
 * @param judged those whose analysis decided on success or failure
 * @param successful those of them that were a success
 * @param answered those that lasted
 * @param durationMs of all together
 */
record CallGroup(
        String agentId,
        boolean written,
        CallStatus status,
        @Nullable FailureReason failureReason,
        long calls,
        long simulated,
        long judged,
        long successful,
        long answered,
        long durationMs,
        Spend spend,
        Measured endToEnd,
        Measured stt,
        Measured llm,
        Measured tts) {

    /**
     * One part of the latency, over the calls in which it was measured.
     *
     * @param sumMs of each call's median
     */
    record Measured(long sumMs, long calls) {}
}
