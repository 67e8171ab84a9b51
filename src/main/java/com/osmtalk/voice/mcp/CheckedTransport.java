package com.osmtalk.voice.mcp;

import com.osmtalk.api.AgentTools.McpServer;
import com.osmtalk.api.Json;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Streamable HTTP as an agent needs it, over the client that checks each address it connects to and follows nothing:
 * every message is a POST, and what comes back on it is read up to a limit. Only answers are handed on. What a server
 * asks or tells of its own accord is dropped, since an agent offers servers nothing, and a flood of it would cost work.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/basic/transports">Transports</a>
 */
final class CheckedTransport implements McpClientTransport {
    private static final Logger LOG = LoggerFactory.getLogger(CheckedTransport.class);
    private static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(Json.MAPPER);
    private static final int LONGEST_SESSION_ID = 1_000;

    private final McpServer server;
    private final URI url;
    private final CloseableHttpAsyncClient http;
    private final Duration timeout;
    private volatile @Nullable String sessionId;
    private volatile Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> receiver = message -> message;

    /** @param timeout for one message and what comes back on it, however slowly a server sends */
    CheckedTransport(McpServer server, CloseableHttpAsyncClient http, Duration timeout) {
        this.server = server;
        this.url = URI.create(server.url());
        this.http = http;
        this.timeout = timeout;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        receiver = handler;
        return Mono.empty();
    }

    @Override
    public List<String> protocolVersions() {
        return List.of(
                ProtocolVersions.MCP_2025_03_26, ProtocolVersions.MCP_2025_06_18, ProtocolVersions.MCP_2025_11_25);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.deferContextual(context -> Mono.<Void>create(sink -> {
            SimpleHttpRequest request = request("POST");
            request.setHeader(HttpHeaders.ACCEPT, "application/json, text/event-stream");
            String version = context.getOrDefault(McpAsyncClient.NEGOTIATED_PROTOCOL_VERSION, (String) null);
            if (version != null) {
                request.setHeader(HttpHeaders.PROTOCOL_VERSION, version);
            }
            try {
                request.setBody(MAPPER.writeValueAsBytes(message), ContentType.APPLICATION_JSON);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            boolean hadSession = sessionId != null;
            StreamableResponse response =
                    new StreamableResponse(message instanceof JSONRPCRequest, this::began, this::received);
            Future<?> exchange = http.execute(SimpleRequestProducer.create(request), response, response.outcome());
            response.within(timeout).whenComplete((done, failure) -> {
                exchange.cancel(true);
                if (failure == null) {
                    sink.success();
                } else if (hadSession && response.status() == 404) {
                    sessionId = null;
                    sink.error(new McpTransportSessionNotFoundException("the server has ended the session"));
                } else {
                    sink.error(failure);
                }
            });
            sink.onCancel(() -> exchange.cancel(true));
        }));
    }

    private SimpleHttpRequest request(String method) {
        SimpleHttpRequest request =
                SimpleRequestBuilder.create(method).setUri(url).build();
        if (server.headers() != null) {
            server.headers().forEach(request::setHeader);
        }
        String session = sessionId;
        if (session != null) {
            request.setHeader(HttpHeaders.MCP_SESSION_ID, session);
        }
        return request;
    }

    private void began(@Nullable String session) {
        if (session != null && session.length() <= LONGEST_SESSION_ID && session.matches("[\\x21-\\x7e]+")) {
            sessionId = session;
        }
    }

    private void received(String text) throws IOException {
        JSONRPCMessage message;
        try {
            message = McpSchema.deserializeJsonRpcMessage(MAPPER, text);
        } catch (IllegalArgumentException e) {
            throw new IOException("no JSON-RPC message", e);
        }
        if (message instanceof JSONRPCResponse) {
            receiver.apply(Mono.just(message))
                    .subscribe(handled -> {}, fault -> LOG.info("an answer of {} was not taken", url.getHost(), fault));
        }
    }

    /** Tells the server that its session is over, and does not wait for what it says to that. */
    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> {
            if (sessionId != null) {
                StreamableResponse response = new StreamableResponse(false, session -> {}, text -> {});
                http.execute(SimpleRequestProducer.create(request("DELETE")), response, response.outcome());
                sessionId = null;
            }
        });
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return MAPPER.convertValue(data, type);
    }
}
