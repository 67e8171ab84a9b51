package com.osmtalk.server.call;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where recordings can be listened to. */
@FunctionalInterface
public interface RecordingLinks {
    /** Links that expire, or that it is deleted; empty when the call was not recorded. */
    Optional<Recording> of(String callId);

    /**
     * The same recording twice.
     *
     * @param mono both sides in one channel; null: it is deleted
     * @param stereo the caller left, the agent right; null: it is deleted
     * @param deletedAt null: it is not
     * @param keptDays for how many days it is kept, or was; null: for ever
     */
    record Recording(
            @Nullable String mono,
            @Nullable String stereo,
            @Nullable Instant deletedAt,
            @Nullable Integer keptDays) {}
}
