package com.osmtalk.mcp.guard;

import com.osmtalk.mcp.guard.store.StoredDial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that was asked for, with what the records know of it.
 *
 * @param request fingerprint of what was asked for, word for word
 * @param purposes all fingerprints by which the same call may be in the records
 * @param first the dial that this very request was made for, when it is a repeat
 */
record PlannedDial(
        DialRequest dial,
        String request,
        List<String> purposes,
        @Nullable StoredDial first) {
    /** What a person has to agree to, for this call alone. */
    ConsentTerms terms() {
        return new ConsentTerms(request, dial.terms().state(), dial.terms().stateNow());
    }

    /** What a person has to agree to for all of them together. They have the same agent, so its state counts once. */
    static ConsentTerms terms(List<PlannedDial> planned) {
        ConsentTerms first = planned.get(0).terms();
        return planned.size() == 1
                ? first
                : new ConsentTerms(
                        Fingerprint.of(
                                planned.stream().map(PlannedDial::request).toArray(String[]::new)),
                        first.state(),
                        first.stateNow());
    }

    /** How many calls they can become, retries included. */
    static long calls(List<PlannedDial> planned) {
        return planned.stream()
                .mapToLong(each -> each.dial().times().attempts())
                .sum();
    }

    /** A repeat of a call that is known to have been placed: the API answers it, nobody is called. */
    boolean isPlaced() {
        return first != null && first.state() == StoredDial.State.PLACED;
    }

    /** A repeat of a call that may not have been placed, under terms that nobody has agreed to then. */
    boolean wasTriedUnderOtherTerms() {
        return first != null && !isPlaced() && !first.terms().equals(terms().digest());
    }
}
