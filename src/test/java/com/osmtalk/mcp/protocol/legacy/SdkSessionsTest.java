package com.osmtalk.mcp.protocol.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import org.junit.jupiter.api.Test;

class SdkSessionsTest {
    @Test
    void theTextOfAnExceptionStaysHere() {
        String json = SdkSessions.answerLine(
                JSONRPCResponse.error(
                        1L, new JSONRPCError(-32603, "jdbc:secret is down", "IllegalStateException: jdbc:secret")),
                1L);
        assertThat(json)
                .isEqualTo(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32603,\"message\":\"Internal error.\"}}");
    }
}
