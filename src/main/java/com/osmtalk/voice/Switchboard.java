package com.osmtalk.voice;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Analysis;
import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.Usage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The voice side's front door: makes calls, answers in writing, and looks back at what was said. */
public final class Switchboard implements AutoCloseable {
    public Switchboard(VoiceSettings settings) {}

    /** Starts a call and returns at once. */
    public LiveCall dial(CallPlan plan, CallEvents events) {
        throw new IllegalStateException("to be written");
    }

    /**
     * An agent's answer in writing.
     *
     * @param history the conversation so far, without {@code message}
     */
    public CompletionStage<WrittenReply> reply(
            Agent agent, Map<String, String> dynamicVariables, List<TranscriptEntry> history, String message) {
        throw new IllegalStateException("to be written");
    }

    /** What a finished conversation amounts to, by the agent's {@code postCallAnalysis}. */
    public CompletionStage<Analysis> analyse(Agent agent, List<TranscriptEntry> transcript) {
        throw new IllegalStateException("to be written");
    }

    /** @param ended the agent has closed the conversation */
    public record WrittenReply(String text, boolean ended, boolean optedOut, Usage usage) {}

    @Override
    public void close() {}
}
