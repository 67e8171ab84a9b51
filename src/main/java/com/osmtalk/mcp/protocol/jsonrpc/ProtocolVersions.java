package com.osmtalk.mcp.protocol.jsonrpc;

import java.util.List;
import java.util.Map;

/**
 * The revisions of MCP that are spoken here, and how to tell from a message which one it is of. One process speaks
 * all of them, on the same connection even: an opening {@code initialize} begins a session, {@code server/discover}
 * or a request whose {@code _meta} names a revision stands alone. It is here, at the bottom, because a batch has to
 * be checked for it while it is read.
 */
public final class ProtocolVersions {
    /** The revisions with {@code initialize} and sessions, oldest first. */
    public static final List<String> WITH_SESSIONS = List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

    /** The revision whose requests stand alone. */
    public static final String STATELESS = "2026-07-28";

    /** The one revision that has several messages at once: added in it, removed again in the next. */
    public static final String WITH_BATCHES = "2025-03-26";

    /** The one revision whose clients know events without data, which only tell an event id. */
    public static final String WITH_EMPTY_EVENTS = "2025-11-25";

    /** The stateless revision's first request: which revisions and features there are. */
    public static final String DISCOVER = "server/discover";

    /** What the protocol's own names in {@code _meta} begin with. */
    public static final String META_PREFIX = "io.modelcontextprotocol/";

    /** Where a stateless request names its revision, in {@code _meta}. */
    public static final String META_VERSION = META_PREFIX + "protocolVersion";

    /** Where a stateless request says what its client can do, in {@code _meta}. Each has to. */
    public static final String META_CAPABILITIES = META_PREFIX + "clientCapabilities";

    private ProtocolVersions() {}

    /**
     * Whether a message is of the stateless revision, or of one that comes after it: that is told there that it is
     * not supported.
     */
    public static boolean isStateless(Message message) {
        if (message instanceof Message.Request request) {
            return request.method().equals(DISCOVER) || namesItsVersion(request.params());
        }
        return message instanceof Message.Notification notification && namesItsVersion(notification.params());
    }

    private static boolean namesItsVersion(Map<String, Object> params) {
        return params.get("_meta") instanceof Map<?, ?> meta
                && (meta.containsKey(META_VERSION) || meta.containsKey(META_CAPABILITIES));
    }
}
