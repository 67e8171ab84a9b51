package com.osmtalk.server.campaign;

import com.osmtalk.api.Consent;
import com.osmtalk.server.problem.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where leads come from: a CSV file or JSON. It can be read more than once, each time from beginning to end, because
 * leads are read twice: first checked without a transaction, then stored in one. A file of fifty thousand rows is never
 * in memory as a whole.
 */
@FunctionalInterface
interface LeadSource {
    /** @throws Problem INVALID when the whole can't be read; what is wrong with a row is told to the sink */
    void read(Sink sink);

    /** Takes the rows one after the other. */
    interface Sink {
        /** @param phoneNumber as it was written @param consent null: none is recorded */
        void lead(int row, String phoneNumber, Map<String, String> variables, @Nullable Consent consent);

        /** A row that is not a valid lead. @param message why not */
        void fault(int row, String message);
    }
}
