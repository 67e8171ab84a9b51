package com.osmtalk.api;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a conversation between an agent and a simulated caller, without a phone and without cost.
 *
 * @param turns how often the caller speaks at most; absent: 20
 */
public record SimulationRequest(
        String agentId, Persona persona, @Nullable Integer turns) {}
