package com.osmtalk.mcp.kit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a tool call.
 *
 * @param text for people, and for models whose client passes on only text
 * @param structured matches the tool's output schema
 */
public record ToolAnswer(String text, Map<String, Object> structured, boolean isError) {
    public static ToolAnswer of(String text, AnswerFields fields) {
        return new ToolAnswer(text, fields.asMap(), false);
    }

    /** A problem as an answer: {@code {"error": {code, message, field?, next?, …}}}. */
    public static ToolAnswer of(ToolProblem problem) {
        String text = problem.next() == null ? problem.message() : problem.message() + " " + problem.next();
        return new ToolAnswer(text, Map.of("error", problem.asMap()), true);
    }

    /** The same answer with one more line of text. */
    public ToolAnswer withNote(String note) {
        return new ToolAnswer(text + "\n" + note, structured, isError);
    }

    /** The result of {@code tools/call}. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("content", List.of(Map.of("type", "text", "text", text)));
        json.put("structuredContent", structured);
        json.put("isError", isError);
        return json;
    }
}
