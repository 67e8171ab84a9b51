package com.osmtalk.mcp.protocol.http;

import com.osmtalk.mcp.protocol.jsonrpc.MalformedMessageException;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A request that is answered with an HTTP error, whose body is a small JSON-RPC error without an id. */
public final class HttpRefusedException extends Exception {
    private final int status;
    private final String body;

    public HttpRefusedException(int status, String message) {
        this(status, new MalformedMessageException(null, ProtocolException.INVALID_REQUEST, message));
    }

    public HttpRefusedException(int status, MalformedMessageException malformed) {
        super(malformed.getMessage());
        this.status = status;
        this.body = malformed.answer();
    }

    boolean isNotFound() {
        return status == HttpServletResponse.SC_NOT_FOUND;
    }

    void answer(HttpServletResponse response) throws IOException {
        HttpMessages.json(response, status, body);
    }
}
