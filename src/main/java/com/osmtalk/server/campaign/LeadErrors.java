package com.osmtalk.server.campaign;

import com.osmtalk.api.LeadsResult.CsvError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The rows that could not be stored and why. Of very many only the first are listed, and the others counted.
 */
final class LeadErrors {
    private static final int LISTED = 1_000;

    private final List<CsvError> listed = new ArrayList<>();
    private int unlisted;
    private int last;

    void add(int row, String message) {
        last = Math.max(last, row);
        if (listed.size() < LISTED - 1) {
            listed.add(new CsvError(row, message));
        } else {
            unlisted++;
        }
    }

    /** In the order of the rows. */
    List<CsvError> list() {
        List<CsvError> list = new ArrayList<>(listed);
        list.sort(Comparator.comparingInt(CsvError::row));
        if (unlisted > 0) {
            list.add(new CsvError(
                    last,
                    unlisted == 1
                            ? "and one more row was not stored"
                            : String.format(
                                    Locale.ROOT, "and %,d more rows up to this one were not stored", unlisted)));
        }
        return list;
    }
}
