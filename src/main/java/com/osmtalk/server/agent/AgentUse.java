package com.osmtalk.server.agent;

import java.util.Optional;

/** Something that is going to use agents, and keeps those from being deleted. */
@FunctionalInterface
public interface AgentUse {
    /** What uses an agent, in words ({@code the campaign Spring}); empty when nothing does. */
    Optional<String> of(String organizationId, String agentId);
}
