package com.osmtalk.mcp.kit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a tool presents itself to a model.
 *
 * @param toolset what it is switched on and off with
 * @param name snake_case
 * @param description when to use it, when not, and an example
 * @param whenNotFound the next step after a 404 of the API
 * @param whenUnsure where to look when nobody knows whether it was done
 */
public record ToolDefinition(
        Toolset toolset,
        String name,
        String title,
        String description,
        ObjectSchema input,
        ObjectSchema output,
        Effects effects,
        String whenNotFound,
        String whenUnsure) {

    /** For a tool that reads, or whose traces are in the list of calls. */
    public ToolDefinition(
            Toolset toolset,
            String name,
            String title,
            String description,
            ObjectSchema input,
            ObjectSchema output,
            Effects effects,
            String whenNotFound) {
        this(toolset, name, title, description, input, output, effects, whenNotFound, "Look with list_calls");
    }

    /** As {@code tools/list} shows it. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("title", title);
        json.put("description", description);
        json.put("inputSchema", input.json());
        json.put("outputSchema", output.json());
        json.put("annotations", effects.json());
        return json;
    }

    /**
     * The four annotations of the protocol, none left to its default.
     *
     * @param destructive it cannot be taken back
     * @param openWorld it reaches, or brings words from, people outside the account
     */
    public record Effects(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
        /** Reads the account's own records. */
        public static final Effects READS = new Effects(true, false, true, false);

        /** Reads records that carry the words of strangers. */
        public static final Effects READS_UNTRUSTED_TEXT = new Effects(true, false, true, true);

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("readOnlyHint", readOnly);
            json.put("destructiveHint", destructive);
            json.put("idempotentHint", idempotent);
            json.put("openWorldHint", openWorld);
            return json;
        }
    }
}
