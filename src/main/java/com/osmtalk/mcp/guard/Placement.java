package com.osmtalk.mcp.guard;

import com.osmtalk.client.ApiException;
import com.osmtalk.client.UnknownOutcomeException;
import com.osmtalk.mcp.guard.store.GuardTransaction;
import com.osmtalk.mcp.guard.store.StoredDial;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the API place calls that are reserved, and stores what became of each. A reservation is given back only when it
 * is certain that nobody was called.
 */
final class Placement {
    private static final Logger LOG = LoggerFactory.getLogger(Placement.class);

    private final GuardRecords records;

    Placement(GuardRecords records) {
        this.records = records;
    }

    /**
     * @param isNew false for a repeat: a refusal of it says nothing about the first attempt, so only success is stored
     */
    <T> DialOutcome<T> place(StoredDial dial, boolean isNew, Supplier<T> apiCall, Function<T, String> callId) {
        T answer;
        try {
            answer = apiCall.get();
        } catch (ApiException e) {
            if (isNew && mayHaveDialled(e)) {
                settle(dial, transaction -> transaction.dials().unknown(dial));
            } else if (isNew) {
                settle(dial, transaction -> transaction.dials().release(dial));
            }
            return new DialOutcome.Failed<>(e);
        } catch (UnknownOutcomeException e) {
            if (isNew) {
                settle(dial, transaction -> transaction.dials().unknown(dial));
            }
            return new DialOutcome.Failed<>(e);
        }
        settle(dial, transaction -> transaction.dials().placed(dial, callId.apply(answer)));
        return new DialOutcome.Dialled<>(answer);
    }

    /** Leaves a call out, because the API could not be reached for one before it. */
    <T> DialOutcome<T> skip(StoredDial dial, boolean isNew) {
        if (isNew) {
            settle(dial, transaction -> transaction.dials().release(dial));
        }
        return new DialOutcome.Skipped<>();
    }

    /** Whether the next request would wait in vain as well: a client gives up on a tool after about a minute. */
    static boolean isOutOfReach(RuntimeException problem) {
        return problem instanceof UnknownOutcomeException || problem instanceof ApiException e && e.status() == 0;
    }

    /**
     * Whether the API may have dialled although it failed. A server with an internal error may have come that far; a
     * 503 comes from one that did not begin.
     */
    private static boolean mayHaveDialled(ApiException e) {
        return e.code().equals("request_in_progress") || e.status() >= 500 && e.status() != 503;
    }

    /**
     * Stores what became of a dial. If that fails the reservation stays, so that it counts as a call: the safe side.
     */
    private void settle(StoredDial dial, Consumer<GuardTransaction> settlement) {
        try {
            records.transaction(transaction -> {
                settlement.accept(transaction);
                return dial;
            });
        } catch (DialRefusedException noRecords) {
            LOG.warn("The result of dial {} could not be stored, so it counts as dialled", dial.id());
        }
    }
}
