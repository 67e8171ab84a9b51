package com.osmtalk.mcp.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The methods that every revision of the protocol has: what they take, and which feature answers. */
final class ServerMethods {
    /** The revisions with {@code initialize} and sessions, oldest first. */
    static final List<String> VERSIONS = List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

    /** The methods whose answers may take a while. */
    static final Set<String> WITH_PATIENCE =
            Set.of("tools/call", "resources/read", "prompts/get", "completion/complete");

    private final ServerFeatures features;

    ServerMethods(ServerFeatures features) {
        this.features = features;
    }

    ServerFeatures features() {
        return features;
    }

    /** The answer to {@code initialize}: the client's revision where it is known, else the newest. */
    Map<String, Object> initialize(Map<String, Object> params, Requester requester) throws ProtocolException {
        String wanted = text(params, "protocolVersion");
        object(params, "clientInfo");
        for (Map.Entry<String, Object> capability :
                object(params, "capabilities").orElse(Map.of()).entrySet()) {
            if (!(capability.getValue() instanceof Map)) {
                throw ProtocolException.invalidParams("`capabilities." + capability.getKey() + "` must be an object.");
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("protocolVersion", VERSIONS.contains(wanted) ? wanted : VERSIONS.get(VERSIONS.size() - 1));
        result.put("capabilities", features.capabilities());
        result.put("serverInfo", features.serverInfo());
        result.put("instructions", features.instructions(requester));
        return result;
    }

    boolean serves(String method) {
        return switch (method) {
            case "tools/list", "tools/call" -> declares("tools");
            case "resources/list", "resources/templates/list", "resources/read" -> declares("resources");
            case "prompts/list", "prompts/get" -> declares("prompts");
            case "completion/complete" -> declares("completions");
            default -> false;
        };
    }

    boolean declares(String capability) {
        return features.capabilities().containsKey(capability);
    }

    boolean canSubscribe() {
        return features.capabilities().get("resources") instanceof Map<?, ?> resources
                && Boolean.TRUE.equals(resources.get("subscribe"));
    }

    /** Whether a list may become another while a client looks: {@code tools}, {@code prompts}, {@code resources}. */
    boolean changes(String list) {
        return features.capabilities().get(list) instanceof Map<?, ?> capability
                && Boolean.TRUE.equals(capability.get("listChanged"));
    }

    /** A list: there at once, and the same in every revision. Empty when the method is none of these. */
    Optional<Map<String, Object>> list(String method, Map<String, Object> params, Requester requester)
            throws ProtocolException {
        if (WITH_PATIENCE.contains(method) || !serves(method)) {
            return Optional.empty();
        }
        if (params.get("cursor") != null) {
            throw ProtocolException.invalidParams("There is no such `cursor`: the list has one page.");
        }
        return Optional.of(
                switch (method) {
                    case "tools/list" -> Map.of("tools", features.tools(requester));
                    case "resources/list" -> Map.of("resources", features.resources(requester));
                    case "resources/templates/list" ->
                        Map.of("resourceTemplates", features.resourceTemplates(requester));
                    case "prompts/list" -> Map.of("prompts", features.prompts(requester));
                    default -> throw new IllegalStateException(method);
                });
    }

    /** The answer to a method {@link #WITH_PATIENCE}. */
    Map<String, Object> answer(String method, Map<String, Object> params, RequestContext context)
            throws ProtocolException, InterruptedException {
        return switch (method) {
            case "tools/call" ->
                features.callTool(
                        text(params, "name"), object(params, "arguments").orElse(Map.of()), context);
            case "resources/read" -> read(text(params, "uri"), context);
            case "prompts/get" -> features.prompt(text(params, "name"), texts(object(params, "arguments")), context);
            case "completion/complete" -> complete(params, context);
            default -> throw new IllegalStateException(method);
        };
    }

    private Map<String, Object> read(String uri, RequestContext context)
            throws ProtocolException, InterruptedException {
        List<Map<String, Object>> contents = features.readResource(uri, context);
        if (contents.isEmpty()) {
            throw noSuchResource(uri);
        }
        return Map.of("contents", contents);
    }

    private Map<String, Object> complete(Map<String, Object> params, RequestContext context)
            throws ProtocolException, InterruptedException {
        Map<String, Object> reference = required(params, "ref");
        Map<String, Object> argument = required(params, "argument");
        Map<String, Object> others = object(params, "context")
                .flatMap(known -> known.get("arguments") instanceof Map<?, ?> given
                        ? Optional.of(ServerMethods.<Map<String, Object>>cast(given))
                        : Optional.empty())
                .orElse(Map.of());
        return Map.of(
                "completion",
                features.complete(reference, text(argument, "name"), text(argument, "value"), others, context));
    }

    static ProtocolException noSuchResource(String uri) {
        return new ProtocolException(
                ProtocolException.RESOURCE_NOT_FOUND, "There is no resource " + uri + ".", Map.of("uri", uri));
    }

    static ProtocolException unknown(String method) {
        return new ProtocolException(ProtocolException.METHOD_NOT_FOUND, "Method not found: " + method);
    }

    static String text(Map<String, Object> params, String name) throws ProtocolException {
        if (params.get(name) instanceof String text) {
            return text;
        }
        throw ProtocolException.invalidParams("`" + name + "` must be text.");
    }

    static Optional<Map<String, Object>> object(Map<String, Object> params, String name) throws ProtocolException {
        Object value = params.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map<?, ?> map) {
            return Optional.of(cast(map));
        }
        throw ProtocolException.invalidParams("`" + name + "` must be an object.");
    }

    private static Map<String, Object> required(Map<String, Object> params, String name) throws ProtocolException {
        return object(params, name)
                .orElseThrow(() -> ProtocolException.invalidParams("`" + name + "` must be an object."));
    }

    private static Map<String, Object> texts(Optional<Map<String, Object>> arguments) throws ProtocolException {
        Map<String, Object> given = arguments.orElse(Map.of());
        for (Map.Entry<String, Object> argument : given.entrySet()) {
            if (!(argument.getValue() instanceof String)) {
                throw ProtocolException.invalidParams("The argument `" + argument.getKey() + "` must be text.");
            }
        }
        return given;
    }

    /** JSON objects have text for keys. */
    @SuppressWarnings("unchecked")
    static <T> T cast(Map<?, ?> jsonObject) {
        return (T) jsonObject;
    }
}
