package com.osmtalk.voice.analysis;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Analysis;
import com.osmtalk.api.PostCallAnalysis;
import com.osmtalk.api.TranscriptEntry;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Looks back at a finished conversation. */
public interface Analyst {
    /** What is wanted of this conversation; empty when that is off. Always completes with an analysis. */
    CompletionStage<Analysis> analyse(Agent agent, PostCallAnalysis wanted, List<TranscriptEntry> transcript);

    /** What the agent's {@code postCallAnalysis} asks for. */
    default CompletionStage<Analysis> analyse(Agent agent, List<TranscriptEntry> transcript) {
        return analyse(agent, agent.postCallAnalysis(), transcript);
    }
}
