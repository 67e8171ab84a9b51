package com.osmtalk.mcp.protocol.legacy;

import com.osmtalk.mcp.protocol.feature.ServerMethods;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolVersions;
import com.osmtalk.mcp.protocol.jsonrpc.RequestParams;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The revisions with sessions, as far as they need none: what they serve, and the answer to {@code initialize}. It
 * loads nothing of the SDK, so that a client is answered before that is done; {@link #sessions} does.
 */
public final class LegacyProtocol {
    static final String SUBSCRIBE = "resources/subscribe";
    static final String UNSUBSCRIBE = "resources/unsubscribe";

    private final ServerMethods methods;
    private @Nullable SdkSessions sessions;

    public LegacyProtocol(ServerMethods methods) {
        this.methods = methods;
    }

    ServerMethods methods() {
        return methods;
    }

    /** Made when it is first needed: to load the SDK takes longer than to answer a client's opening. */
    synchronized SdkSessions sessions() {
        if (sessions == null) {
            sessions = new SdkSessions(methods);
        }
        return sessions;
    }

    /**
     * The answer to {@code initialize}: the client's revision where it is known, else the newest, as the lifecycle
     * demands (version negotiation).
     *
     * @throws ProtocolException when what the client tells of itself has not the protocol's form
     */
    Map<String, Object> initialize(Map<String, Object> params, Requester requester) throws ProtocolException {
        String wanted = RequestParams.string(params, "protocolVersion");
        RequestParams.object(params, "clientInfo");
        for (Map.Entry<String, Object> capability :
                RequestParams.object(params, "capabilities").orElse(Map.of()).entrySet()) {
            if (!(capability.getValue() instanceof Map)) {
                throw ProtocolException.invalidParams("`capabilities." + capability.getKey() + "` must be an object.");
            }
        }
        List<String> versions = ProtocolVersions.WITH_SESSIONS;
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("protocolVersion", versions.contains(wanted) ? wanted : versions.get(versions.size() - 1));
        result.put("capabilities", methods.features().capabilities());
        result.put("serverInfo", methods.features().serverInfo());
        result.put("instructions", methods.features().instructions(requester));
        return result;
    }

    /** What a client declares in its opening, one that {@link #initialize} has let in. */
    static Map<String, Object> capabilities(Map<String, Object> params) {
        return params.get("capabilities") instanceof Map<?, ?> declared ? RequestParams.cast(declared) : Map.of();
    }

    /** Whether a request is one for the session; the others are answered without it. */
    boolean serves(String method) {
        return switch (method) {
            case SUBSCRIBE, UNSUBSCRIBE -> methods.canSubscribe();
            default -> ServerMethods.LONG_RUNNING.contains(method) && methods.serves(method);
        };
    }
}
