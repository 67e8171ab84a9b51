package com.osmtalk.api;

/** Who a simulated caller is. */
public enum Persona {
    /** Answers what is asked, kindly and no more. */
    POLITE,
    /** Is glad of the conversation and has a question. */
    INTERESTED,
    /** Cuts the agent short. */
    NOT_INTERESTED,
    /** Has no time now, but wants to talk. */
    WANTS_CALLBACK,
    /** Never wants to be called again. */
    OPTS_OUT,
    /** Asks for a person. */
    WANTS_HUMAN,
    /** Is gone in the middle of a sentence. */
    HANGS_UP,
    /** Answers with keys. */
    PRESSES_KEYS
}
