package com.osmtalk.mcp.guard;

import java.util.function.Supplier;

/**
 * What exactly a person agrees to. If the request or the state differs, the consent does not count.
 *
 * @param request fingerprint of the request, word for word
 * @param state the state, when the person was shown it, of what others may change meanwhile: the agent that will
 *     speak
 * @param stateNow reads that state again
 */
public record ConsentTerms(String request, String state, Supplier<String> stateNow) {
    /** Terms of a request that depends on nothing that others can change. */
    public static ConsentTerms of(String... request) {
        return new ConsentTerms(Fingerprint.of(request), "", () -> "");
    }

    /** The same request, depending on something that others can change. */
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
