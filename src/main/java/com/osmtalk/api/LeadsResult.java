package com.osmtalk.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /api/campaigns/:id/leads}.
 *
 * @param csvErrors rows that were not taken; after a thousand of them the last one counts the rest
 * @param onDoNotCallList how many of the campaign's leads are on the do-not-call list now, and so won't be dialled;
 *     absent when there are none
 * @param missingVariables those that the campaign's agent has a place for and some of the taken rows have no value, so
 *     that it leaves the place out; absent when there are none
 */
public record LeadsResult(
        int inserted,
        List<CsvError> csvErrors,
        @Nullable Integer onDoNotCallList,
        @Nullable List<String> missingVariables) {
    /**
     * @param row of a CSV file as spreadsheets count, its header is 1; of {@code leads} the place in the list, from 1
     */
    public record CsvError(int row, String message) {}
}
