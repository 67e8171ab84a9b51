package com.osmtalk.mcp.protocol.jsonrpc;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message of JSON-RPC 2.0 that has the form of one; what it asks for is not looked at yet. */
public sealed interface Message {
    /**
     * Something to be answered.
     *
     * @param id a {@code String} or a {@code Long}. MCP, unlike JSON-RPC, allows neither null nor fractions
     * @param params empty when there are none
     */
    record Request(Object id, String method, Map<String, Object> params) implements Message {}

    /** Something that is never answered, not even when it makes no sense (JSON-RPC 2.0, section 4.1). */
    record Notification(String method, Map<String, Object> params) implements Message {
        /**
         * The id of the request that this cancels; null when it is not {@code notifications/cancelled}. A number
         * comes as a {@code Long}, as in the request, whichever way Jackson had read it.
         */
        @Nullable
        public Object cancelledId() {
            if (!"notifications/cancelled".equals(method)) {
                return null;
            }
            Object id = params.get("requestId");
            return id instanceof Integer number ? (Object) number.longValue() : id;
        }
    }

    /** What the client answers to a request of ours: an elicitation, for example. */
    record Response(
            Object id, @Nullable Object result, @Nullable JsonRpcError error) implements Message {}

    /**
     * Several messages in one JSON array. Revision 2025-03-26 demands that they are taken, 2025-06-18 has dropped
     * them.
     *
     * @param messages requests, notifications and responses
     * @param faults the answers to those elements that are none of these, each one line of JSON
     */
    record Batch(List<Message> messages, List<String> faults) implements Message {
        /** What to answer to a batch where a revision without batches is spoken. */
        public static MalformedMessageException refusal() {
            return new MalformedMessageException(
                    null,
                    ProtocolException.INVALID_REQUEST,
                    "Batches are for sessions of revision " + ProtocolVersions.WITH_BATCHES + ": send one message.");
        }
    }
}
