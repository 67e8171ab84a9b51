package com.osmtalk.server.dashboard;

import com.osmtalk.server.identity.CallReach;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which calls made are counted: those that are there for somebody, created in a period, of all agents or of one,
 * finished ones or not.
 *
 * @param from inclusive
 * @param to exclusive
 */
record CallSelection(CallReach reach, @Nullable String agentId, Instant from, Instant to, Part part) {
    /** Not those that wait for their time, nor those that were cancelled or refused before anybody was dialled. */
    private static final String MADE = "(scheduled_at IS NULL OR started_at IS NOT NULL)";

    enum Part {
        ALL,
        FINISHED,
        LIVE
    }

    CallSelection(CallReach reach, @Nullable String agentId, Instant from, Instant to) {
        this(reach, agentId, from, to, Part.ALL);
    }

    CallSelection only(Part some) {
        return new CallSelection(reach, agentId, from, to, some);
    }

    /** The same calls, but those created in a part of the period only. */
    CallSelection within(Instant start, Instant end) {
        return new CallSelection(reach, agentId, start, end, part);
    }

    String organizationId() {
        return reach.organizationId();
    }

    /**
     * The SQL condition for these calls, for a statement that binds this record's values. Finished or live ones are few
     * of many and are looked up first: without that, a statement that groups them goes through all calls in the order
     * of its groups.
     */
    String where() {
        String which = "WHERE " + reach.condition() + " AND created_at >= :from AND created_at < :to"
                + (agentId == null ? "" : " AND agent_id = :agent");
        return switch (part) {
            case ALL -> which + " AND (status = 'queued' OR " + MADE + ")";
            case FINISHED -> lookedUp(which + " AND status IN ('completed', 'failed') AND " + MADE);
            case LIVE -> lookedUp(which + " AND status IN ('queued', 'ringing', 'in_progress')");
        };
    }

    private static String lookedUp(String which) {
        return "WHERE id IN (SELECT id FROM calls " + which + ")";
    }
}
