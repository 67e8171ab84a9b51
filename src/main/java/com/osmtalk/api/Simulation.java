package com.osmtalk.api;

import java.util.List;

/** What came of a conversation with a simulated caller. */
public record Simulation(List<TranscriptEntry> transcript, Analysis analysis) {}
