package com.osmtalk.mcp.protocol.modern;

import com.osmtalk.mcp.protocol.http.EventStream;
import com.osmtalk.mcp.protocol.http.HttpMessages;
import com.osmtalk.mcp.protocol.http.HttpRefusedException;
import com.osmtalk.mcp.protocol.http.OpenStreams;
import com.osmtalk.mcp.protocol.jsonrpc.Cancellation;
import com.osmtalk.mcp.protocol.jsonrpc.JsonRpc;
import com.osmtalk.mcp.protocol.jsonrpc.MalformedMessageException;
import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.RequestExecutor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The stateless revision over Streamable HTTP: one request, one answer. There is no session to lose and no stream to
 * take up again, so to close the answer is to cancel the request (2026-07-28, transports).
 */
public final class ModernHttp {
    private final OpenStreams streams;
    private final RequestExecutor workers;

    public ModernHttp(OpenStreams streams, RequestExecutor workers) {
        this.streams = streams;
        this.workers = workers;
    }

    /** Takes a message that is of this revision; a notification has nothing to tell a server that keeps nothing. */
    public void receive(Message message, ModernProtocol protocol, HttpServletRequest http, HttpServletResponse response)
            throws IOException, HttpRefusedException, MalformedMessageException {
        if (message instanceof Message.Batch) {
            throw Message.Batch.refusal();
        }
        if (!(message instanceof Message.Request request)) {
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
            return;
        }
        try {
            ModernHeaders.check(http, request);
        } catch (ProtocolException e) {
            HttpMessages.json(response, e.status(), JsonRpc.error(request.id(), e.error()));
            return;
        }
        Cancellation cancellation = new Cancellation();
        EventStream stream = request.method().equals(ModernProtocol.LISTEN)
                ? streams.listen(http, cancellation::cancel)
                : streams.answer(http, cancellation::cancel);
        protocol.answer(request, HttpMessages.requester(http, cancellation), stream, workers);
    }
}
