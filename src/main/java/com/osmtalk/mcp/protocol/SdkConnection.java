package com.osmtalk.mcp.protocol;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.util.Map;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** The SDK's session of a client on a two-way connection, and its way back to the wire. */
final class SdkConnection implements McpServerTransport {
    private final Consumer<String> wire;
    private final McpServerSession session;

    /** @param wire takes whole messages of JSON */
    SdkConnection(SdkEra era, String id, Map<String, Object> initialize, Consumer<String> wire) {
        this.wire = wire;
        this.session = era.connect(id, this, initialize);
    }

    /** @param reply where the answer goes; what is told or asked before goes to the wire */
    void handle(Message.Request request, Caller caller, Subscriptions subscriptions, Reply reply, Runnable whenDone) {
        session.handle(SdkEra.sdk(request))
                .contextWrite(context -> context.put(McpTransportContext.KEY, SdkEra.context(caller, subscriptions))
                        .put(Reply.class, reply))
                .doFinally(end -> {
                    // without an answer, when it was cancelled
                    reply.end(200, null);
                    whenDone.run();
                })
                .subscribe(done -> {}, SdkEra::log);
    }

    /** Takes the answer to a question of ours. */
    void accept(Message.Response response) {
        session.handle(SdkEra.sdk(response)).subscribe(done -> {}, SdkEra::logAnswer);
    }

    void setLogLevel(Map<String, Object> params) throws ProtocolException {
        session.setMinLoggingLevel(SdkEra.logLevel(params));
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return message instanceof JSONRPCResponse
                ? Mono.deferContextual(request ->
                        Mono.fromRunnable(() -> request.get(Reply.class).end(200, SdkEra.line(message))))
                : Mono.fromRunnable(() -> wire.accept(SdkEra.line(message)));
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return SdkEra.MAPPER.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        // the connection is the peer's to close
        return Mono.empty();
    }
}
