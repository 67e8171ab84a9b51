package com.osmtalk.mcp.protocol.jsonrpc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message of JSON-RPC 2.0, checked for its form. */
public sealed interface Message {
    /**
     * @param id text or a {@code Long}
     * @param params empty when there are none
     */
    record Request(Object id, String method, Map<String, Object> params) implements Message {}

    record Notification(String method, Map<String, Object> params) implements Message {
        /** The request that this calls off, when that is what it does. */
        @Nullable
        public Object cancelledId() {
            if (!"notifications/cancelled".equals(method)) {
                return null;
            }
            Object id = params.get("requestId");
            return id instanceof Integer number ? (Object) number.longValue() : id;
        }
    }

    /** What the client answers to a request of ours. */
    record Response(
            Object id, @Nullable Object result, @Nullable JsonRpcError error) implements Message {}

    /**
     * Several at once.
     *
     * @param messages requests, notifications and responses
     * @param faults what to answer to those that are none of these, each one line of JSON
     */
    record Batch(List<Message> messages, List<String> faults) implements Message {
        /** What to answer where another revision is spoken. */
        public static MalformedMessageException refusal() {
            return new MalformedMessageException(
                    null,
                    ProtocolException.INVALID_REQUEST,
                    "Batches are for sessions of revision " + ProtocolVersions.WITH_BATCHES + ": send one message.");
        }
    }
}
