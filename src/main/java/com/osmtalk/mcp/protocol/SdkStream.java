package com.osmtalk.mcp.protocol;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The SDK's way to one stream of Streamable HTTP: progress and questions, and last the answer. */
final class SdkStream implements McpStreamableServerTransport {
    private static final Logger LOG = LoggerFactory.getLogger(SdkStream.class);

    private final EventStream stream;

    SdkStream(EventStream stream) {
        this.stream = stream;
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message, @Nullable String messageId) {
        return Mono.fromRunnable(() -> {
            try {
                if (message instanceof JSONRPCResponse) {
                    stream.last(200, SdkEra.line(message));
                } else {
                    stream.event("message", SdkEra.line(message));
                }
            } catch (IOException e) {
                LOG.debug("The client is gone: {}", e.toString());
                stream.close();
            }
        });
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return sendMessage(message, null);
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return SdkEra.MAPPER.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(stream::close);
    }
}
