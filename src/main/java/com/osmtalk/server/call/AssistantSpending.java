package com.osmtalk.server.call;

import com.osmtalk.api.Money;
import com.osmtalk.server.auth.ConnectionUse.Used;
import com.osmtalk.server.billing.Ledger;
import java.util.List;

/**
 * What the calls that an assistant has asked for come to in a day.
 *
 * @param charged of those that are over
 * @param open what each of the others has used so far, nothing for one that waits or rings
 */
record AssistantSpending(int calls, Money charged, List<Money> open) {
    /** What one call may cost between two looks at it: the words and the lines of some seconds. */
    private static final Money STEP = Money.ofPaise(1_00);

    /** For whether another may begin: each that is open counts with what a call has to have to begin, or with more. */
    Used reserved() {
        return new Used(
                calls,
                open.stream()
                        .map(one -> one.isLessThan(Ledger.MINIMUM_FOR_A_CALL) ? Ledger.MINIMUM_FOR_A_CALL : one)
                        .reduce(charged, Money::plus));
    }

    /** For whether what goes on may go on: what it will have come to by the next look. */
    Money soon() {
        return open.stream().filter(one -> one.paise() > 0).map(STEP::plus).reduce(charged, Money::plus);
    }
}
