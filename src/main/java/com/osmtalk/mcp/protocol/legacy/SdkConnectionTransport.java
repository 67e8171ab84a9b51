package com.osmtalk.mcp.protocol.legacy;

import com.osmtalk.mcp.protocol.jsonrpc.Message;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Responder;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.util.Map;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * The SDK's session of a client on a two-way connection, and its way back to that connection. The SDK sends an answer
 * on the session's transport; here it goes to the responder of its own request, found in Reactor's context, so that a
 * batch can gather its answers.
 */
final class SdkConnectionTransport implements McpServerTransport {
    /** Under which Reactor's context has the request's id, as the client gave it. */
    private static final String REQUEST_ID = "requestId";

    private final Consumer<String> wire;
    private final McpServerSession session;

    /** @param wire takes whole messages of JSON */
    SdkConnectionTransport(SdkSessions era, String id, Map<String, Object> initialize, Consumer<String> wire) {
        this.wire = wire;
        this.session = era.connect(id, this, initialize);
    }

    /** @param responder where the answer goes; what is told or asked before goes to the wire */
    void handle(Message.Request request, SessionRequest from, Responder responder, Runnable whenDone) {
        session.handle(SdkSessions.toSdk(request))
                .contextWrite(context -> context.put(McpTransportContext.KEY, SdkSessions.context(from))
                        .put(Responder.class, responder)
                        .put(REQUEST_ID, request.id()))
                .doFinally(end -> {
                    // without an answer, when it was cancelled
                    responder.end(200, null);
                    whenDone.run();
                })
                .subscribe(done -> {}, SdkSessions::log);
    }

    /** Takes the answer to a question of ours. */
    void accept(Message.Response response) {
        session.handle(SdkSessions.toSdk(response)).subscribe(done -> {}, SdkSessions::logAnswer);
    }

    void setLogLevel(Map<String, Object> params) throws ProtocolException {
        session.setMinLoggingLevel(SdkSessions.logLevel(params));
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return message instanceof JSONRPCResponse response
                ? Mono.deferContextual(request -> Mono.fromRunnable(() -> request.get(Responder.class)
                        .end(200, SdkSessions.answerLine(response, request.get(REQUEST_ID)))))
                : Mono.fromRunnable(() -> wire.accept(SdkSessions.toLine(message)));
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return SdkSessions.answer(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        // the connection is the peer's to close
        return Mono.empty();
    }
}
