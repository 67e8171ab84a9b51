package com.osmtalk.mcp.protocol.http;

import com.osmtalk.mcp.protocol.jsonrpc.MalformedMessageException;
import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolVersions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;

/**
 * The header in which a request names the revision of the protocol it is of. An unknown one is answered with 400
 * (2025-11-25, transports, protocol version header), which the SDK accepts (2.1.0).
 */
public final class VersionHeader {
    public static final String NAME = "MCP-Protocol-Version";

    private VersionHeader() {}

    /**
     * Whether a message is a stateless one, by its body or its header. One with that header and a body of another
     * revision is taken as such too, so that it hears what does not match.
     */
    public static boolean isStateless(HttpServletRequest http, Message message) {
        return ProtocolVersions.isStateless(message)
                || !opensSession(message) && ProtocolVersions.STATELESS.equals(http.getHeader(NAME));
    }

    private static boolean opensSession(Message message) {
        return message instanceof Message.Request request && request.method().equals("initialize");
    }

    /**
     * Refuses requests that name no revision with sessions; one without the header may be of any, as it came with
     * 2025-06-18 only.
     */
    public static void refuseUnknown(HttpServletRequest http) throws HttpRefusedException {
        List<String> versions = Collections.list(http.getHeaders(NAME));
        if (versions.contains(ProtocolVersions.STATELESS)) {
            throw new HttpRefusedException(
                    HttpServletResponse.SC_BAD_REQUEST,
                    new MalformedMessageException(
                            null,
                            ProtocolException.HEADER_MISMATCH,
                            NAME + " names " + ProtocolVersions.STATELESS + ", a revision that has no sessions."));
        }
        if (!ProtocolVersions.WITH_SESSIONS.containsAll(versions)) {
            throw new HttpRefusedException(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "That " + NAME + " is not supported; supported are "
                            + String.join(", ", ProtocolVersions.WITH_SESSIONS) + " and "
                            + ProtocolVersions.STATELESS + ".");
        }
    }
}
