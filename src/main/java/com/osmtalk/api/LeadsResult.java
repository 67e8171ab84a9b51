package com.osmtalk.api;

import java.util.List;

/**
 * The answer of {@code POST /api/campaigns/:id/leads}.
 *
 * @param csvErrors rows that were not taken; after a thousand of them the last one counts the rest
 */
public record LeadsResult(int inserted, List<CsvError> csvErrors) {
    /**
     * @param row of a CSV file as spreadsheets count, its header is 1; of {@code leads} the place in the list, from 1
     */
    public record CsvError(int row, String message) {}
}
