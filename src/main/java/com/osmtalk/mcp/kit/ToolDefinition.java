package com.osmtalk.mcp.kit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a tool presents itself to a model.
 *
 * @param toolset with which it is switched on and off
 * @param name snake_case; never changes
 * @param description when to use it, when not, and an example. Every model pays for its tokens in every conversation:
 *     a test limits them
 * @param whenNotFound the next step after the API answered 404
 * @param whenUnsure where to look when it is unknown whether the call was carried out
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

    /** For a tool that only reads, or whose effect is visible in the list of calls. */
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

    /**
     * Reads and checks the arguments of a call. Where nothing is changed, an argument that does not exist is left out:
     * no harm is done by it, and the answer says so.
     *
     * @throws ToolException naming what is wrong, and what it may be
     */
    public Arguments check(Map<String, Object> given) {
        return input.check(given, effects.readOnly());
    }

    /** The same with other words for when to use it. */
    public ToolDefinition describedAs(String words) {
        return new ToolDefinition(toolset, name, title, words, input, output, effects, whenNotFound, whenUnsure);
    }

    /** The entry of {@code tools/list}. */
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
     * The four annotations of the protocol. All are always sent: their defaults (destructive, open world) would be
     * wrong for most tools here.
     *
     * @param destructive it can't be undone
     * @param openWorld it reaches people outside the account or returns their words
     */
    public record Effects(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
        /** Only reads the account's own records. */
        public static final Effects READS = new Effects(true, false, true, false);

        /** Only reads, but what people on the phone said is in the answer. */
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
