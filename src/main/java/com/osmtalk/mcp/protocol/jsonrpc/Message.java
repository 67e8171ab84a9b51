package com.osmtalk.mcp.protocol.jsonrpc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message of JSON-RPC 2.0 that has the form of one; what it asks for is not looked at yet. */
public sealed interface Message {
    /**
     * An id as it is compared and echoed, whichever way Jackson had read it: a string, or an integer, of any length, as
     * a {@code Long} where that holds it. An integer may be written with a fraction of zero ({@code 1.0}), which some
     * languages do; it is echoed as it came.
     *
     * @return null for what is no id
     */
    static @Nullable Object id(@Nullable Object json) {
        if (json instanceof Integer number) {
            return number.longValue();
        }
        if (json instanceof BigDecimal number) {
            return isWritable(number) && number.stripTrailingZeros().scale() <= 0 ? number : null;
        }
        return json instanceof String || json instanceof Long || json instanceof BigInteger ? json : null;
    }

    /** Not one like 1e999999999, which is nine characters to read and a gigabyte to write. */
    private static boolean isWritable(BigDecimal number) {
        return number.precision() <= 1_000 && Math.abs(number.scale()) <= 1_000;
    }

    /**
     * Something to be answered.
     *
     * @param id a {@code String}, or an integer as {@link Message#id} has it. MCP, unlike JSON-RPC, allows neither null
     *     nor fractions
     * @param params empty when there are none
     */
    record Request(Object id, String method, Map<String, Object> params) implements Message {}

    /** Something that is never answered, not even when it makes no sense (JSON-RPC 2.0, section 4.1). */
    record Notification(String method, Map<String, Object> params) implements Message {
        /** The id of the request that this cancels; null when it is not {@code notifications/cancelled}. */
        @Nullable
        public Object cancelledId() {
            return "notifications/cancelled".equals(method) ? Message.id(params.get("requestId")) : null;
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
