package com.osmtalk.mcp.protocol.modern;

import com.osmtalk.mcp.protocol.feature.ElicitedForm;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolVersions;
import com.osmtalk.mcp.protocol.jsonrpc.RequestParams;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stateless request tells of its client, in {@code _meta}.
 *
 * @param version the revision that the request is of
 * @param capabilities what the client offers to answer
 * @param logLevel the least severe entries that the client wants; null when it wants no log
 */
record RequestMeta(
        String version,
        Map<String, Object> capabilities,
        @Nullable String logLevel) {
    private static final String PROTOCOL_VERSION = ProtocolVersions.META_VERSION;
    private static final String CAPABILITIES = ProtocolVersions.META_CAPABILITIES;
    private static final String LOG_LEVEL = ProtocolVersions.META_PREFIX + "logLevel";

    private static final List<String> LEVELS =
            List.of("debug", "info", "notice", "warning", "error", "critical", "alert", "emergency");

    /**
     * Reads the {@code _meta} of a request.
     *
     * @throws ProtocolException when something is missing, or not of its form
     */
    static RequestMeta of(Map<String, Object> params) throws ProtocolException {
        Map<String, Object> meta =
                RequestParams.object(params, "_meta").orElseThrow(() -> wrong("`params._meta` is missing."));
        if (!(meta.get(PROTOCOL_VERSION) instanceof String version)) {
            throw wrong("`_meta` must have `" + PROTOCOL_VERSION + "`, a string.");
        }
        if (!(meta.get(CAPABILITIES) instanceof Map<?, ?> capabilities)) {
            throw wrong("`_meta` must have `" + CAPABILITIES + "`, an object.");
        }
        Object level = meta.get(LOG_LEVEL);
        if (level != null && !LEVELS.contains(level)) {
            throw wrong("`" + LOG_LEVEL + "` must be one of " + String.join(", ", LEVELS) + ".");
        }
        return new RequestMeta(version, RequestParams.cast(capabilities), (String) level);
    }

    private static ProtocolException wrong(String message) {
        return new ProtocolException(ProtocolException.INVALID_PARAMS, message, null, 400);
    }

    /** @throws ProtocolException when the request is of a revision that is not spoken here, or not this way */
    RequestMeta requireSupportedVersion() throws ProtocolException {
        if (!version.equals(ProtocolVersions.STATELESS)) {
            throw new ProtocolException(
                    ProtocolException.UNSUPPORTED_VERSION,
                    "This protocol version is not supported.",
                    Map.of("supported", List.of(ProtocolVersions.STATELESS), "requested", version));
        }
        return this;
    }

    /** Whether the client can be asked something of this kind. */
    boolean supports(String capability) {
        return capability.equals("elicitation")
                ? ElicitedForm.isShownBy(capabilities)
                : capabilities.get(capability) instanceof Map;
    }

    /** The same, of a client that wants no log: for a server that declares none. */
    RequestMeta withoutLogging() {
        return new RequestMeta(version, capabilities, null);
    }

    /** Whether the client wants entries of a level. */
    boolean wantsLog(String level) {
        return logLevel != null && LEVELS.indexOf(level) >= LEVELS.indexOf(logLevel);
    }
}
