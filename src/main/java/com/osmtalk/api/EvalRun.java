package com.osmtalk.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a test case: a conversation in writing between the agent and a simulated person, and what came of it. It
 * is no call: it is in no list of calls, in no figures, and costs nothing.
 *
 * @param testCaseId absent: the case was given with the request and is not stored
 * @param testCase what was run, as it was then
 * @param agentState which state of the agent it was
 * @param agentVersion the version, where a published one was run
 * @param agentFingerprint the same for two runs whose agent was exactly the same
 * @param playedBy {@code script}, or the model that played the person; absent until the conversation begins
 * @param endedBy who ended the conversation; absent while it runs and when it broke off
 * @param verdicts one for each criterion; empty until the run is over
 * @param error why there is no verdict, a sentence
 */
public record EvalRun(
        String id,
        @Nullable String testCaseId,
        EvalCaseDraft testCase,
        String agentId,
        String agentName,
        AgentState agentState,
        @Nullable Integer agentVersion,
        String agentFingerprint,
        EvalStatus status,
        @Nullable String playedBy,
        @Nullable Ending endedBy,
        List<EvalVerdict> verdicts,
        List<TranscriptEntry> transcript,
        @Nullable Analysis analysis,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** Which state of an agent was run. */
    public enum AgentState {
        /** As it was stored at the time. */
        CURRENT,
        /** A published version. */
        VERSION,
        /** With changes that came with the request. */
        DRAFT
    }

    /** Who ended the conversation. */
    public enum Ending {
        AGENT,
        CALLER,
        /** The agent put the person through to somebody, which ends a test. */
        TRANSFER,
        /** Nobody had ended it when the turns were used up. */
        MAX_TURNS
    }
}
