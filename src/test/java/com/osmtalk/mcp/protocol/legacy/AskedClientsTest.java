package com.osmtalk.mcp.protocol.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.osmtalk.mcp.protocol.feature.InputRequest;
import com.osmtalk.mcp.protocol.jsonrpc.Cancellation;
import com.osmtalk.mcp.protocol.jsonrpc.ProtocolException;
import com.osmtalk.mcp.protocol.jsonrpc.Requester;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpLoggableSession;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A client that says it can ask a person, and what is made of how it answers. */
class AskedClientsTest {
    private static final Map<String, Object> FORM = Map.of(
            "message",
            "Call?",
            "requestedSchema",
            Map.of("type", "object", "properties", Map.of("ok", Map.of("type", "boolean")), "required", List.of("ok")));
    private static final Map<String, Object> YES = Map.of("action", "accept", "content", Map.of("ok", true));

    private final AskedClients asked = new AskedClients(Duration.ofMillis(20));
    private final List<Mono<Object>> replies = new ArrayList<>();
    private int questions;

    @Test
    void whoNeverAnswersIsNotAskedAgainUnlessSomebodyInsists() throws Exception {
        replies.add(Mono.never());
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> ask(false))
                .withMessageContaining("no answer came");
        assertThat(ask(false)).as("not asked").isEmpty();
        assertThat(questions).isEqualTo(1);
        replies.add(Mono.just(YES));
        assertThat(ask(true)).containsEntry("call", YES);
        replies.add(Mono.just(YES));
        assertThat(ask(false)).as("now that it has answered").containsEntry("call", YES);
    }

    @Test
    void whoAnswersWithAnErrorIsNotAskedAgain() throws Exception {
        for (int code : List.of(-32601, -32600)) {
            replies.add(Mono.error(new McpError(new McpSchema.JSONRPCResponse.JSONRPCError(code, "<b>no</b>", null))));
            AskedClients fresh = new AskedClients(Duration.ofSeconds(20));
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> ask(false, fresh))
                    .withMessageContaining("error " + code)
                    .withMessageNotContaining("<b>");
            assertThat(ask(false, fresh)).isEmpty();
        }
    }

    /** It can ask, and something went wrong while it did: nobody has agreed, and the next question is put again. */
    @Test
    void whoFailedWhileAskingIsAskedAgain() throws Exception {
        for (int code : List.of(-32602, -32603, -1)) {
            replies.add(Mono.error(new McpError(new McpSchema.JSONRPCResponse.JSONRPCError(code, "no", null))));
            AskedClients fresh = new AskedClients(Duration.ofSeconds(20));
            assertThat(ask(false, fresh).get("call")).doesNotContainKey("content");
            replies.add(Mono.just(YES));
            assertThat(ask(false, fresh)).containsEntry("call", YES);
        }
    }

    @Test
    void anAnswerThatComesTooLateShowsThatItCanBeAsked() throws Exception {
        Sinks.One<Object> late = Sinks.one();
        replies.add(late.asMono());
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> ask(false));
        late.tryEmitValue(YES);
        replies.add(Mono.just(YES));
        assertThat(ask(false)).containsEntry("call", YES);
    }

    @Test
    void oneThatHasAnsweredBeforeStaysOneThatCanBeAsked() throws Exception {
        replies.add(Mono.just(Map.of("action", "decline")));
        ask(false);
        replies.add(Mono.just(Map.of()));
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> ask(false));
        replies.add(Mono.just(YES));
        assertThat(ask(false)).containsEntry("call", YES);
    }

    private Map<String, Map<String, Object>> ask(boolean insist) throws Exception {
        return ask(insist, asked);
    }

    private Map<String, Map<String, Object>> ask(boolean insist, AskedClients memory) throws Exception {
        McpAsyncServerExchange client = new McpAsyncServerExchange(
                "session",
                new Answering(),
                McpSchema.ClientCapabilities.builder().elicitation().build(),
                McpSchema.Implementation.builder("test", "1").build(),
                McpTransportContext.EMPTY);
        return new LegacyRequestContext(client, Map.of(), Requester.unknown(new Cancellation()), false, memory)
                .ask(Map.of("call", new InputRequest("elicitation/create", FORM, true, insist, null)));
    }

    private final class Answering implements McpLoggableSession {
        @Override
        public <T> Mono<T> sendRequest(String method, Object params, TypeRef<T> type) {
            questions++;
            return replies.remove(0).map(data -> SdkSessions.answer(data, type));
        }

        @Override
        public Mono<Void> sendNotification(String method, Object params) {
            return Mono.empty();
        }

        @Override
        public void setMinLoggingLevel(McpSchema.LoggingLevel level) {}

        @Override
        public boolean isNotificationForLevelAllowed(McpSchema.LoggingLevel level) {
            return false;
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }

        @Override
        public void close() {}
    }
}
