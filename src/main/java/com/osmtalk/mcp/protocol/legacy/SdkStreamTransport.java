package com.osmtalk.mcp.protocol.legacy;

import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.jsonrpc.Responder;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The SDK's way to one stream of Streamable HTTP: what a request is told and asked, and last its answer. */
final class SdkStreamTransport implements McpStreamableServerTransport {
    private final Object requestId;
    private final Responder responder;

    /** @param requestId as the client gave it: see {@link SdkSessions#toSdk(Message.Request)} */
    SdkStreamTransport(Object requestId, Responder responder) {
        this.requestId = requestId;
        this.responder = responder;
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message, @Nullable String messageId) {
        return Mono.fromRunnable(() -> {
            if (message instanceof JSONRPCResponse response) {
                responder.end(200, SdkSessions.answerLine(response, requestId));
            } else {
                responder.send(SdkSessions.toLine(message));
            }
        });
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return sendMessage(message, null);
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return SdkSessions.answer(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> responder.end(200, null));
    }
}
