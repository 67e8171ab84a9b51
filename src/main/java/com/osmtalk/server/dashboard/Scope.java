package com.osmtalk.server.dashboard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are counted: those of one organisation, created in a period, of all agents or of one, finished ones or not.
 *
 * @param from inclusive
 * @param to exclusive
 */
record Scope(String organizationId, @Nullable String agentId, Instant from, Instant to, Part part) {
    enum Part {
        ALL(""),
        FINISHED(" AND status IN ('completed', 'failed')"),
        LIVE(" AND status IN ('queued', 'ringing', 'in_progress')");

        private final String condition;

        Part(String condition) {
            this.condition = condition;
        }
    }

    Scope(String organizationId, @Nullable String agentId, Instant from, Instant to) {
        this(organizationId, agentId, from, to, Part.ALL);
    }

    Scope only(Part some) {
        return new Scope(organizationId, agentId, from, to, some);
    }

    /** The same calls, but those created in a part of the period only. */
    Scope within(Instant start, Instant end) {
        return new Scope(organizationId, agentId, start, end, part);
    }

    /** The condition that names them, for a statement that binds this scope's values. */
    String where() {
        return "WHERE organization_id = :organization AND created_at >= :from AND created_at < :to"
                + (agentId == null ? "" : " AND agent_id = :agent")
                + part.condition;
    }
}
