package com.osmtalk.api;

/** How a run of a test case stands. */
public enum EvalStatus {
    /** It waits for its turn, or the conversation is held. */
    RUNNING,
    /** Every criterion holds. */
    PASSED,
    /** At least one criterion does not hold. */
    FAILED,
    /** None fails, but at least one could not be judged. */
    UNDECIDED,
    /** The conversation could not be held or judged; {@code error} says why. */
    ERROR;

    public boolean isOver() {
        return this != RUNNING;
    }
}
