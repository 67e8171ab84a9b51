package com.osmtalk.api;

/** Where a call is in its life. Which status may follow which is held by the server's {@code CallLifecycle}. */
public enum CallStatus {
    /** Not dialled before its time, {@link Call#scheduledAt}; it holds no line and no credits. */
    SCHEDULED,
    QUEUED,
    RINGING,
    IN_PROGRESS,
    COMPLETED,
    FAILED;

    /** A call in a terminal status never changes it again. */
    public boolean isTerminal() {
        return this == COMPLETED || this == FAILED;
    }
}
