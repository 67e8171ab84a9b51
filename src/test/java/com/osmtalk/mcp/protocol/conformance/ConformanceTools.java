package com.osmtalk.mcp.protocol.conformance;

import static com.osmtalk.mcp.protocol.conformance.Samples.image;
import static com.osmtalk.mcp.protocol.conformance.Samples.json;
import static com.osmtalk.mcp.protocol.conformance.Samples.resource;
import static com.osmtalk.mcp.protocol.conformance.Samples.result;
import static com.osmtalk.mcp.protocol.conformance.Samples.said;
import static com.osmtalk.mcp.protocol.conformance.Samples.text;

import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The suite's tools, in the order in which they are listed. */
final class ConformanceTools {
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();

    interface Work {
        Map<String, Object> on(Map<String, Object> arguments, RequestContext client)
                throws ProtocolException, InterruptedException;
    }

    private record Tool(Map<String, Object> definition, Work work) {}

    ConformanceTools() {
        add("test_simple_text", (arguments, client) -> said("This is a simple text response for testing."));
        add("test_image_content", (arguments, client) -> result(image()));
        add(
                "test_audio_content",
                (arguments, client) -> result(Map.of("type", "audio", "data", Samples.WAV, "mimeType", "audio/wav")));
        add(
                "test_embedded_resource",
                (arguments, client) -> result(
                        resource("test://embedded-resource", "text/plain", "This is an embedded resource content.")));
        add(
                "test_multiple_content_types",
                (arguments, client) -> result(
                        text("Multiple content types test:"),
                        image(),
                        resource(
                                "test://mixed-content-resource",
                                "application/json",
                                "{\"test\":\"data\",\"value\":123}")));
        add(
                "test_error_handling",
                (arguments, client) -> Map.of(
                        "isError",
                        true,
                        "content",
                        List.of(text("This tool intentionally returns an error for testing"))));
        add("test_tool_with_progress", (arguments, client) -> {
            client.progress(0, 100, null);
            client.requester().cancellation().pause(MOMENT);
            client.progress(50, 100, null);
            client.requester().cancellation().pause(MOMENT);
            client.progress(100, 100, null);
            return said("Done.");
        });
        add("test_tool_with_logging", (arguments, client) -> {
            client.log("info", "test", "Tool execution started");
            client.requester().cancellation().pause(MOMENT);
            client.log("info", "test", "Tool processing data");
            client.requester().cancellation().pause(MOMENT);
            client.log("info", "test", "Tool execution completed");
            return said("Done.");
        });
        add("test_logging_tool", (arguments, client) -> {
            client.log("info", "test", "A line of the log");
            return said("Done.");
        });
        for (String list : List.of("tool", "prompt")) {
            add("test_trigger_" + list + "_change", (arguments, client) -> {
                watchers.forEach(watcher -> watcher.accept(list + "s"));
                return said("Told.");
            });
        }
        add("json_schema_2020_12_tool", SCHEMA_2020_12, (arguments, client) -> said("Done."));
        Asking.addTo(this);
    }

    void add(String name, Work work) {
        add(name, Map.of("type", "object", "properties", Map.of()), work);
    }

    void add(String name, Map<String, Object> inputSchema, Work work) {
        tools.put(
                name,
                new Tool(
                        Map.of("name", name, "description", "The suite's " + name + ".", "inputSchema", inputSchema),
                        work));
    }

    List<Map<String, Object>> list() {
        return tools.values().stream().map(Tool::definition).toList();
    }

    Map<String, Object> call(String name, Map<String, Object> arguments, RequestContext client)
            throws ProtocolException, InterruptedException {
        Tool tool = tools.get(name);
        if (tool == null) {
            throw ProtocolException.noSuch("tool", name);
        }
        return tool.work().on(arguments, client);
    }

    ServerFeatures.Watch watchLists(Consumer<String> changed) {
        watchers.add(changed);
        return () -> watchers.remove(changed);
    }

    private static final Map<String, Object> SCHEMA_2020_12 = json("""
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
              "$defs": {"address": {"$anchor": "addressDef", "type": "object",
                "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}},
              "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"},
                "contactMethod": {"type": "string", "enum": ["phone", "email"]},
                "phone": {"type": "string"}, "email": {"type": "string"}},
              "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
              "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
              "then": {"required": ["phone"]}, "else": {"required": ["email"]},
              "additionalProperties": false}""");
}
