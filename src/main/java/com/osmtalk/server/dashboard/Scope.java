package com.osmtalk.server.dashboard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are counted: those of one organisation, created in a period, of all agents or of one.
 *
 * @param from inclusive
 * @param to exclusive
 */
record Scope(String organizationId, @Nullable String agentId, Instant from, Instant to) {
    /** The condition that names them, for a statement that binds this scope's values. */
    String where() {
        return "WHERE organization_id = :organization AND created_at >= :from AND created_at < :to"
                + (agentId == null ? "" : " AND agent_id = :agent");
    }
}
