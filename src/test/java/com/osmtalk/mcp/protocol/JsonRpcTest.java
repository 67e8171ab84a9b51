package com.osmtalk.mcp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonRpcTest {
    @Test
    void theTextOfAnExceptionStaysHere() {
        String json = JsonRpc.write(JSONRPCResponse.error(
                1L, new JSONRPCError(-32603, "jdbc:secret is down", "IllegalStateException: jdbc:secret")));
        assertThat(json)
                .isEqualTo(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32603,\"message\":\"Internal error.\"}}");
    }

    @Test
    void anErrorOfUnknownIdHasANullId() {
        assertThat(JsonRpc.error(null, -32700, "a \"quote\"\n"))
                .isEqualTo(
                        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"a \\\"quote\\\"\\n\"}}");
    }

    @Test
    void afterACancellationNothingIsSaid() {
        Cancellation cancellation = new Cancellation();
        List<String> said = new ArrayList<>();
        cancellation.unlessCancelled(() -> said.add("before"));
        cancellation.whenCancelled(() -> said.add("cancelled"));
        cancellation.cancel();
        cancellation.unlessCancelled(() -> said.add("after"));
        cancellation.whenCancelled(() -> said.add("late"));
        assertThat(said).containsExactly("before", "cancelled", "late");
    }

    @Test
    void aNumberIsTheSameIdInARequestAndInItsCancellation() throws Exception {
        for (String id : List.of("2", "\"2\"", "9007199254740993", "-1")) {
            Object request = ((JSONRPCRequest)
                            JsonRpc.read(bytes("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"x\"}")))
                    .id();
            Object cancelled = JsonRpc.cancelledId((JSONRPCNotification) JsonRpc.read(
                    bytes("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":" + id
                            + "}}")));
            assertThat(cancelled).isEqualTo(request);
        }
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
