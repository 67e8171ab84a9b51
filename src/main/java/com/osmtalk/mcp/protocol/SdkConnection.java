package com.osmtalk.mcp.protocol;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
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

    void handle(Message.Request request, Caller caller, Subscriptions subscriptions, Runnable whenDone) {
        session.handle(SdkEra.sdk(request))
                .contextWrite(context -> context.put(McpTransportContext.KEY, SdkEra.context(caller, subscriptions)))
                .doFinally(end -> whenDone.run())
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
        return Mono.fromRunnable(() -> wire.accept(SdkEra.line(message)));
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
