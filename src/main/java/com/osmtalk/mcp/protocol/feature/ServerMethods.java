package com.osmtalk.mcp.protocol.feature;

import com.osmtalk.mcp.protocol.jsonrpc.JsonRpc;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.RequestParams;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The methods that every revision of the protocol has: what params they take, which capability they need, and which
 * feature answers. Answering lists and the opening here, and not through the SDK, lets a client see its tools before
 * the SDK is loaded: that takes longer than everything before. It also mends that the SDK always advertises {@code
 * logging}, and leaves a {@code tools/list} before {@code notifications/initialized} without an answer (SDK 2.1.0).
 */
public final class ServerMethods {
    /**
     * The methods whose answers may take a while. They get a {@link RequestContext}; all others are answered
     * directly.
     */
    public static final Set<String> LONG_RUNNING =
            Set.of("tools/call", "resources/read", "prompts/get", "completion/complete");

    private final ServerFeatures features;

    public ServerMethods(ServerFeatures features) {
        this.features = features;
    }

    public ServerFeatures features() {
        return features;
    }

    /** Whether there is such a method on this server: one whose capability is not declared is unknown. */
    public boolean serves(String method) {
        return switch (method) {
            case "tools/list", "tools/call" -> declares("tools");
            case "resources/list", "resources/templates/list", "resources/read" -> declares("resources");
            case "prompts/list", "prompts/get" -> declares("prompts");
            case "completion/complete" -> declares("completions");
            default -> false;
        };
    }

    /** Whether the server declares a capability. */
    public boolean declares(String capability) {
        return features.capabilities().containsKey(capability);
    }

    /** Whether resources can be subscribed to. */
    public boolean canSubscribe() {
        return features.capabilities().get("resources") instanceof Map<?, ?> resources
                && Boolean.TRUE.equals(resources.get("subscribe"));
    }

    /** Whether a list may become another while a client looks: {@code tools}, {@code prompts}, {@code resources}. */
    public boolean listChanges(String list) {
        return features.capabilities().get(list) instanceof Map<?, ?> capability
                && Boolean.TRUE.equals(capability.get("listChanged"));
    }

    /**
     * The answer to a method that lists: the same in every revision. All of it is one page, so any cursor is refused.
     *
     * @return empty when the method is none of these
     */
    public Optional<Map<String, Object>> list(String method, Map<String, Object> params, Requester requester)
            throws ProtocolException {
        if (LONG_RUNNING.contains(method) || !serves(method)) {
            return Optional.empty();
        }
        if (params.get("cursor") != null) {
            throw ProtocolException.invalidParams("Unknown `cursor`: this list has one page only.");
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

    /** The answer to a method that is {@link #LONG_RUNNING}. */
    public Map<String, Object> answer(String method, Map<String, Object> params, RequestContext context)
            throws ProtocolException, InterruptedException {
        return switch (method) {
            case "tools/call" ->
                features.callTool(
                        RequestParams.string(params, "name"),
                        RequestParams.object(withArguments(params), "arguments").orElse(Map.of()),
                        context);
            case "resources/read" -> read(RequestParams.string(params, "uri"), context);
            case "prompts/get" ->
                features.prompt(
                        RequestParams.string(params, "name"),
                        strings(RequestParams.object(params, "arguments")),
                        context);
            case "completion/complete" -> complete(params, context);
            default -> throw new IllegalStateException(method);
        };
    }

    /**
     * The params of {@code tools/call} with arguments that are an object where they can only mean one: models write it
     * into a string, and PHP writes an empty object as an empty array.
     */
    private static Map<String, Object> withArguments(Map<String, Object> params) {
        Object arguments = params.get("arguments");
        boolean none = arguments instanceof List<?> list && list.isEmpty()
                || arguments instanceof String text && text.isBlank();
        Object object = none ? Map.of() : arguments instanceof String text ? JsonRpc.value(text) : arguments;
        if (!(object instanceof Map) || object == arguments) {
            return params;
        }
        Map<String, Object> understood = new LinkedHashMap<>(params);
        understood.put("arguments", object);
        return understood;
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
        Map<String, Object> reference = RequestParams.requiredObject(params, "ref");
        Map<String, Object> argument = RequestParams.requiredObject(params, "argument");
        Map<String, Object> others = RequestParams.object(params, "context")
                .flatMap(known -> known.get("arguments") instanceof Map<?, ?> given
                        ? Optional.of(RequestParams.<Map<String, Object>>cast(given))
                        : Optional.empty())
                .orElse(Map.of());
        return Map.of(
                "completion",
                features.complete(
                        reference,
                        RequestParams.string(argument, "name"),
                        RequestParams.string(argument, "value"),
                        others,
                        context));
    }

    private static ProtocolException noSuchResource(String uri) {
        return new ProtocolException(
                ProtocolException.RESOURCE_NOT_FOUND, "There is no resource " + uri + ".", Map.of("uri", uri));
    }

    private static Map<String, Object> strings(Optional<Map<String, Object>> arguments) throws ProtocolException {
        Map<String, Object> given = arguments.orElse(Map.of());
        for (Map.Entry<String, Object> argument : given.entrySet()) {
            if (!(argument.getValue() instanceof String)) {
                throw ProtocolException.invalidParams("The argument `" + argument.getKey() + "` must be a string.");
            }
        }
        return given;
    }
}
