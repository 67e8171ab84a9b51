package com.osmtalk.mcp.resource;

import com.osmtalk.api.Json;
import java.util.List;
import java.util.Map;

/** The rows of a list that a tool answered with. */
public final class Rows {
    private Rows() {}

    /** @param name the list's field in the answer */
    public static List<Map<String, Object>> of(Map<String, Object> answer, String name) {
        return answer.get(name) instanceof List<?> rows
                ? rows.stream()
                        .map(row -> Json.MAPPER.convertValue(row, Json.MAP))
                        .toList()
                : List.of();
    }
}
