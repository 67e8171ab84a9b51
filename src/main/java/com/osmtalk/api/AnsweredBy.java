package com.osmtalk.api;

/** Who answered a telephone that was called, as far as could be heard. */
public enum AnsweredBy {
    HUMAN,
    /** An answering machine, or an announcement of the network. */
    MACHINE,
    /** A menu with keys. */
    IVR,
    /** Nothing that was heard tells, or not yet. */
    UNKNOWN
}
