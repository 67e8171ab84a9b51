package com.osmtalk.voice.analysis;

import com.osmtalk.api.Agent;
import com.osmtalk.api.Analysis;
import com.osmtalk.api.TranscriptEntry;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Looks back at a finished conversation. */
public interface Analyst {
    /** What the agent's {@code postCallAnalysis} asks for; empty when it is off. Always completes with an analysis. */
    CompletionStage<Analysis> analyse(Agent agent, List<TranscriptEntry> transcript);
}
