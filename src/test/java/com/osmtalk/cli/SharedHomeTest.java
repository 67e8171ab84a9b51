package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.osmtalk.Waiting;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several assistants on one machine, none with a key: they share one bundled server. */
class SharedHomeTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path home;

    @Test
    void whenTheProcessThatServesIsKilledTheOtherGoesOn() {
        StdioProgram first = StdioProgram.start(home);
        String callId;
        try (StdioProgram second = StdioProgram.start(home)) {
            callId = placeCall(first.client());
            Waiting.untilTrue(LIMIT, () -> "in_progress".equals(statusOf(second.client(), callId)));

            first.kill();

            Waiting.untilTrue(LIMIT, () -> "failed".equals(statusOf(second.client(), callId)));
            assertThat(call(second.client(), "get_call", Map.of("call_id", callId))
                            .get("failure"))
                    .asString()
                    .contains("interrupted");
            String next = placeCall(second.client());
            assertThat(statusOf(second.client(), next)).isIn("queued", "ringing", "in_progress");
        }
    }

    @Test
    void bothSeeTheSameAgentsAndCalls() {
        try (StdioProgram first = StdioProgram.start(home);
                StdioProgram second = StdioProgram.start(home)) {
            String callId = placeCall(first.client());

            assertThat(statusOf(second.client(), callId)).isNotEmpty();
            assertThat(call(second.client(), "list_agents", Map.of()))
                    .isEqualTo(call(first.client(), "list_agents", Map.of()));
        }
    }

    @Test
    void theAddressOfAServerThatWasKilledIsNotUsed() throws IOException {
        try (ServerSocket nobodyAnswersHere = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(home.resolve("server.url"), "http://127.0.0.1:" + nobodyAnswersHere.getLocalPort());
            try (StdioProgram program = StdioProgram.start(home)) {
                assertThat(call(program.client(), "list_agents", Map.of())).isNotEmpty();
            }
            nobodyAnswersHere.setSoTimeout(1);
            assertThatThrownBy(nobodyAnswersHere::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static String placeCall(McpSyncClient client) {
        return (String) call(
                        client,
                        "start_outbound_call",
                        Map.of(
                                "agent",
                                "appointment reminder",
                                "to",
                                "+12025550100",
                                "variables",
                                Map.of("first_name", "Asha", "day", "Tuesday")))
                .get("call_id");
    }

    private static String statusOf(McpSyncClient client, String callId) {
        return (String) call(client, "get_call", Map.of("call_id", callId)).get("status");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        CallToolResult result = client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
        assertThat(result.isError()).as("%s", result.content()).isNotEqualTo(true);
        return (Map<String, Object>) result.structuredContent();
    }
}
