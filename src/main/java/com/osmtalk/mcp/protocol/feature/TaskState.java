package com.osmtalk.mcp.protocol.feature;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is at one moment, whichever revision of the protocol asks for it.
 *
 * @param fields {@code {taskId, status, statusMessage?, createdAt, lastUpdatedAt, ttlMs, pollIntervalMs?}}
 * @param questions what the client has to answer before the task goes on, by keys that are unique in the life of the
 *     task; where there are any, the status is {@code input_required}
 * @param result of the tool that has begun the task; null until the task is over
 */
public record TaskState(
        Map<String, Object> fields,
        Map<String, InputRequest> questions,
        @Nullable Map<String, Object> result) {
    /** Whether nothing will change any more. */
    public boolean isOver() {
        return result != null;
    }

    /** In the form of the stateless revision ({@code DetailedTask}); a task that was cancelled has no result there. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>(fields);
        if (!questions.isEmpty()) {
            Map<String, Object> requests = new LinkedHashMap<>();
            questions.forEach((key, question) -> requests.put(key, question.json()));
            json.put("inputRequests", requests);
        }
        if (result != null && "completed".equals(fields.get("status"))) {
            json.put("result", result);
        }
        return json;
    }
}
