package com.osmtalk.server.agent;

import java.util.Optional;

/**
 * A feature that may be going to use an agent, such as a campaign that has not ended; while it is, the agent can't be
 * deleted.
 */
@FunctionalInterface
public interface AgentUse {
    /** What uses an agent, in words ({@code the campaign Spring}); empty when nothing does. */
    Optional<String> of(String organizationId, String agentId);
}
