package com.osmtalk.mcp.guard;

import java.util.function.Supplier;

/**
 * What a person agrees to, and to nothing else.
 *
 * @param request what is asked for, word for word
 * @param state how that which others may change was when the person was shown it: the agent that is to speak
 * @param stateNow looks at it again
 */
public record ConsentTerms(String request, String state, Supplier<String> stateNow) {
    /** Of a request that depends on nothing others could change. */
    public static ConsentTerms of(String... request) {
        return new ConsentTerms(Fingerprint.of(request), "", () -> "");
    }

    /** The same request, to something that others may change. */
    public ConsentTerms dependingOn(String state, Supplier<String> stateNow) {
        return new ConsentTerms(request, state, stateNow);
    }

    String digest() {
        return Fingerprint.of(request, state);
    }

    boolean stillHold() {
        return state.equals(stateNow.get());
    }
}
