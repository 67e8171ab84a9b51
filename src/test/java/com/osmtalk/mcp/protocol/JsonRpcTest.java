package com.osmtalk.mcp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JsonRpcTest {
    @Test
    void theTextOfAnExceptionStaysHere() {
        String json = LegacyProtocol.line(JSONRPCResponse.error(
                1L, new JSONRPCError(-32603, "jdbc:secret is down", "IllegalStateException: jdbc:secret")));
        assertThat(json)
                .isEqualTo(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32603,\"message\":\"Internal error.\"}}");
    }

    @Test
    void anErrorOfUnknownIdHasANullId() {
        assertThat(JsonRpc.error(null, new Message.Error(-32700, "a \"quote\"\n", null)))
                .isEqualTo(
                        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"a \\\"quote\\\"\\n\"}}");
    }

    @Test
    void nestingBeyondWhatIsReadIsCalledThat() {
        String deep = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"arguments\":"
                + "[".repeat(100) + "]".repeat(100) + "}}";
        assertThatThrownBy(() -> JsonRpc.read(bytes(deep))).hasMessageContaining("64 levels of nesting");
    }

    @Test
    void aFieldThatIsThereTwiceIsRefused() {
        String twice = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"x\","
                + "\"arguments\":{\"to\":\"+12025550100\",\"to\":\"+12025550101\"}}}";
        assertThatThrownBy(() -> JsonRpc.read(bytes(twice)))
                .isInstanceOf(JsonRpc.Malformed.class)
                .hasMessageContaining("has a field twice");
    }

    @Test
    void whoIsWokenByACancellationFindsItCancelled() throws Exception {
        for (int i = 0; i < 200; i++) {
            Cancellation cancellation = new Cancellation();
            CompletableFuture<Boolean> woken = CompletableFuture.supplyAsync(() -> {
                try {
                    return !cancellation.pause(Duration.ofSeconds(10)) && cancellation.isCancelled();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            cancellation.cancel();
            assertThat(woken.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void hurryingEndsAPauseButCancelsNothing() throws Exception {
        Cancellation cancellation = new Cancellation();
        assertThat(cancellation.pause(Duration.ofMillis(1))).isTrue();
        cancellation.hurry();
        assertThat(cancellation.pause(Duration.ofSeconds(10))).isFalse();
        assertThat(cancellation.isCancelled()).isFalse();
    }

    @Test
    void aNumberIsTheSameIdInARequestAndInItsCancellation() throws Exception {
        for (String id : List.of("2", "\"2\"", "9007199254740993", "-1")) {
            Message.Request request =
                    (Message.Request) JsonRpc.read(bytes("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"x\"}"));
            Message.Notification cancelled = (Message.Notification) JsonRpc.read(
                    bytes("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":" + id
                            + "}}"));
            assertThat(cancelled.cancelledId()).isEqualTo(request.id());
        }
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
