package com.osmtalk.api;

/** What became of a question to the person behind a call. */
public enum CallQuestionStatus {
    /** The agent waits for the answer. */
    OPEN,
    ANSWERED,
    /** No answer came in time, or before the call was over. */
    LAPSED
}
