package com.osmtalk.mcp.protocol.legacy;

import com.osmtalk.mcp.protocol.feature.ServerMethods;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolVersions;
import com.osmtalk.mcp.protocol.jsonrpc.RequestExecutor;
import com.osmtalk.mcp.protocol.jsonrpc.RequestParams;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The revisions with sessions, as far as they need none: what they serve, and the answer to {@code initialize}. It
 * loads nothing of the SDK, so that a client is answered before that is done; {@link #sessions} does.
 */
public final class LegacyProtocol {
    static final String SUBSCRIBE = "resources/subscribe";
    static final String UNSUBSCRIBE = "resources/unsubscribe";

    private final ServerMethods methods;
    private final RequestExecutor workers;
    private final Clock clock;
    private @Nullable SdkSessions sessions;

    /** @param workers on which clients are asked what nobody else waits for */
    public LegacyProtocol(ServerMethods methods, RequestExecutor workers, Clock clock) {
        this.methods = methods;
        this.workers = workers;
        this.clock = clock;
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
        String version = versions.contains(wanted) ? wanted : versions.get(versions.size() - 1);
        result.put("protocolVersion", version);
        Map<String, Object> capabilities =
                new LinkedHashMap<>(methods.features().capabilities());
        if (SessionTasks.areOffered(methods, version)) {
            capabilities.put("tasks", SessionTasks.capability());
        }
        result.put("capabilities", capabilities);
        result.put("serverInfo", methods.features().serverInfo());
        result.put("instructions", methods.features().instructions(requester));
        return result;
    }

    /** What a client declares in its opening, one that {@link #initialize} has let in. */
    static Map<String, Object> capabilities(Map<String, Object> params) {
        return params.get("capabilities") instanceof Map<?, ?> declared ? RequestParams.cast(declared) : Map.of();
    }

    /**
     * The tasks of a session of the revision that was agreed on; null where that has none.
     *
     * @param initialized the answer to {@code initialize}
     */
    @Nullable
    SessionTasks tasks(Map<String, Object> initialized) {
        return SessionTasks.areOffered(methods, initialized.get("protocolVersion"))
                ? new SessionTasks(methods, workers, clock)
                : null;
    }

    /** The answer to a method that lists; empty when it is none. */
    Optional<Map<String, Object>> list(
            String method, Map<String, Object> params, Requester requester, @Nullable SessionTasks tasks)
            throws ProtocolException {
        Optional<Map<String, Object>> list = methods.list(method, params, requester);
        return tasks == null ? list : list.map(tasks::marked);
    }

    /** Whether a request is one for the session; the others are answered without it. */
    boolean serves(String method, @Nullable SessionTasks tasks) {
        return switch (method) {
            case SessionTasks.GET, SessionTasks.RESULT, SessionTasks.CANCEL -> tasks != null;
            case SUBSCRIBE, UNSUBSCRIBE -> methods.canSubscribe();
            default -> ServerMethods.LONG_RUNNING.contains(method) && methods.serves(method);
        };
    }
}
