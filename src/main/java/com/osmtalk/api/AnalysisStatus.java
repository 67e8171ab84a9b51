package com.osmtalk.api;

/** How far the analysis of a finished call is. */
public enum AnalysisStatus {
    /** The call is over and its analysis is being made. */
    PENDING,
    DONE,
    /** It could not be made, and won't be tried again; {@link Analysis#error} says why. */
    FAILED
}
