package com.osmtalk.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A published state of an agent; it never changes. */
public record AgentVersion(
        String id,
        int version,
        @Nullable String label,
        @Nullable String notes,
        AgentDraft snapshot,
        Instant createdAt) {
    /** The same with another snapshot. */
    public AgentVersion with(AgentDraft otherSnapshot) {
        return new AgentVersion(id, version, label, notes, otherSnapshot, createdAt);
    }
}
