package com.osmtalk.mcp.protocol.conformance;

import static com.osmtalk.mcp.protocol.conformance.Samples.image;
import static com.osmtalk.mcp.protocol.conformance.Samples.messages;
import static com.osmtalk.mcp.protocol.conformance.Samples.object;
import static com.osmtalk.mcp.protocol.conformance.Samples.resource;
import static com.osmtalk.mcp.protocol.conformance.Samples.text;
import static com.osmtalk.mcp.protocol.conformance.Samples.type;

import com.osmtalk.mcp.protocol.feature.RequestContext;
import com.osmtalk.mcp.protocol.feature.ServerFeatures;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the suite wants to be offered. */
final class ConformanceFeatures implements ServerFeatures {
    private static final Pattern TEMPLATE = Pattern.compile("test://template/([^/]+)/data");

    private final ConformanceTools tools = new ConformanceTools();

    @Override
    public Map<String, Object> serverInfo() {
        return Map.of("name", "conformance-fixture", "version", "1.0.0");
    }

    @Override
    public String instructions(Requester requester) {
        return "For the conformance suite.";
    }

    @Override
    public Map<String, Object> capabilities() {
        return Map.of(
                "tools", Map.of("listChanged", true),
                "resources", Map.of("subscribe", true, "listChanged", true),
                "prompts", Map.of("listChanged", true),
                "logging", Map.of(),
                "completions", Map.of());
    }

    @Override
    public List<Map<String, Object>> tools(Requester requester) {
        return tools.list();
    }

    @Override
    public Map<String, Object> callTool(String name, Map<String, Object> arguments, RequestContext context)
            throws ProtocolException, InterruptedException {
        return tools.call(name, arguments, context);
    }

    @Override
    public Watch watchLists(Consumer<String> changed) {
        return tools.watchLists(changed);
    }

    @Override
    public List<Map<String, Object>> resources(Requester requester) {
        return List.of(
                Map.of("uri", "test://static-text", "name", "static-text", "mimeType", "text/plain"),
                Map.of("uri", "test://static-binary", "name", "static-binary", "mimeType", "image/png"),
                Map.of("uri", "test://watched-resource", "name", "watched-resource", "mimeType", "text/plain"));
    }

    @Override
    public List<Map<String, Object>> resourceTemplates(Requester requester) {
        return List.of(
                Map.of("uriTemplate", "test://template/{id}/data", "name", "template", "mimeType", "application/json"));
    }

    @Override
    public List<Map<String, Object>> readResource(String uri, RequestContext context) {
        Matcher template = TEMPLATE.matcher(uri);
        if (template.matches()) {
            String id = template.group(1);
            String json = "{\"id\":\"" + id + "\",\"templateTest\":true,\"data\":\"Data for ID: " + id + "\"}";
            return List.of(Map.of("uri", uri, "mimeType", "application/json", "text", json));
        }
        return switch (uri) {
            case "test://static-text" ->
                List.of(Map.of(
                        "uri",
                        uri,
                        "mimeType",
                        "text/plain",
                        "text",
                        "This is the content of the static text resource."));
            case "test://static-binary" -> List.of(Map.of("uri", uri, "mimeType", "image/png", "blob", Samples.PNG));
            case "test://watched-resource" -> List.of(Map.of("uri", uri, "mimeType", "text/plain", "text", "Watched."));
            default -> List.of();
        };
    }

    @Override
    public Watch watchResource(String uri, Requester requester, Runnable changed) {
        return () -> {};
    }

    @Override
    public List<Map<String, Object>> prompts(Requester requester) {
        return List.of(
                prompt("test_simple_prompt"),
                prompt("test_prompt_with_arguments", "arg1", "arg2"),
                prompt("test_prompt_with_embedded_resource", "resourceUri"),
                prompt("test_prompt_with_image"),
                prompt("test_input_required_result_prompt"));
    }

    private static Map<String, Object> prompt(String name, String... arguments) {
        List<Map<String, Object>> required = Arrays.stream(arguments)
                .map(each -> Map.<String, Object>of("name", each, "description", "Any text.", "required", true))
                .toList();
        return Map.of("name", name, "description", "The suite's " + name + ".", "arguments", required);
    }

    @Override
    public Map<String, Object> prompt(String name, Map<String, Object> arguments, RequestContext context)
            throws ProtocolException, InterruptedException {
        return Map.of(
                "messages",
                switch (name) {
                    case "test_simple_prompt" -> messages(text("This is a simple prompt for testing."));
                    case "test_prompt_with_arguments" ->
                        messages(text("Prompt with arguments: arg1='" + arguments.get("arg1") + "', arg2='"
                                + arguments.get("arg2") + "'"));
                    case "test_prompt_with_embedded_resource" ->
                        messages(
                                resource(
                                        String.valueOf(arguments.get("resourceUri")),
                                        "text/plain",
                                        "Embedded resource content for testing."),
                                text("Please process the embedded resource above."));
                    case "test_prompt_with_image" -> messages(image(), text("Please analyze the image above."));
                    case "test_input_required_result_prompt" -> {
                        Map<String, Object> answer = context.ask(Map.of(
                                        "user_context",
                                        Asking.form("In which context?", object("context", type("string")))))
                                .getOrDefault("user_context", Map.of());
                        yield messages(text("The context: " + answer.get("content")));
                    }
                    default -> throw ProtocolException.noSuch("prompt", name);
                });
    }

    @Override
    public Map<String, Object> complete(
            Map<String, Object> reference,
            String argument,
            String begun,
            Map<String, Object> known,
            RequestContext context) {
        return Map.of("values", List.of());
    }
}
