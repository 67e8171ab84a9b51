package com.osmtalk.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.mcp.tool.ToolChoice;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same tools, resources and prompts on every transport, seen through the SDK's own client. */
class EveryTransportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    enum Transport {
        STREAMABLE,
        SSE
    }

    @RegisterExtension
    final ToolBench bench = new ToolBench();

    private HttpHost host;

    @BeforeEach
    void start() {
        host = new HttpHost(bench.mcp());
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void theCommittedManifestIsWhatTheProgramSays() throws Exception {
        assertThat(Files.readString(Path.of("tools-manifest.json")))
                .as("tools-manifest.json is old: renew it with ./osmtalk manifest > tools-manifest.json")
                .isEqualTo(McpManifest.json(ToolChoice.STANDARD));
    }

    @Test
    void stdioListsExactlyTheManifest() throws Exception {
        JsonNode listed = bench.lines().request("tools/list", Map.of()).get("result");
        // this revision has, with each tool, whether it can be called as a task
        for (JsonNode tool : listed.get("tools")) {
            JsonNode execution = ((ObjectNode) tool).remove("execution");
            assertThat(execution == null ? "" : execution.at("/taskSupport").asText())
                    .isEqualTo(tool.get("name").asText().equals("start_outbound_call") ? "optional" : "");
        }
        assertThat(listed).isEqualTo(manifest());
    }

    @ParameterizedTest
    @EnumSource
    void httpListsExactlyTheManifest(Transport transport) throws Exception {
        try (McpSyncClient client = connect(transport, new LinkedBlockingQueue<>())) {
            assertThat(JSON.valueToTree(client.listTools()).toString())
                    .isEqualTo(manifest().toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallIsPlacedFollowedAndRead(Transport transport) throws Exception {
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.completed("Hello Asha", "Yes, Tuesday"));
        BlockingQueue<String> progress = new LinkedBlockingQueue<>();
        try (McpSyncClient client = connect(transport, progress)) {
            client.listTools();
            McpSchema.CallToolResult placed = client.callTool(McpSchema.CallToolRequest.builder("start_outbound_call")
                    .arguments(Map.of("agent", "Appointment reminder", "to", "+12025550100"))
                    .build());
            assertThat(placed.isError()).isFalse();
            McpSchema.CallToolResult over = client.callTool(McpSchema.CallToolRequest.builder("wait_for_call")
                    .arguments(Map.of("call_id", ((Map<?, ?>) placed.structuredContent()).get("call_id")))
                    .progressToken("token-1")
                    .build());
            assertThat(((Map<?, ?>) over.structuredContent()).get("done")).isEqualTo(true);
            // the SDK's client hands progress on when it gets to it, in any order
            Set<String> told = new HashSet<>();
            for (int i = 0; i < 3; i++) {
                told.add(progress.poll(120, TimeUnit.SECONDS));
            }
            assertThat(told)
                    .containsExactlyInAnyOrder(
                            "completed",
                            "completed · agent: <untrusted>Hello Asha</untrusted>",
                            "completed · caller: <untrusted>Yes, Tuesday</untrusted>");
        }
    }

    @ParameterizedTest
    @EnumSource
    void resourcesAndPromptsAreThoseOfStdio(Transport transport) throws Exception {
        bench.api().on("GET /api/widget/calls/" + Records.CALL, Records.completed("Hello Asha", "Yes, Tuesday"));
        try (McpSyncClient client = connect(transport, new LinkedBlockingQueue<>())) {
            assertSame("resources/list", Map.of(), client.listResources());
            assertSame("resources/templates/list", Map.of(), client.listResourceTemplates());
            assertSame("prompts/list", Map.of(), client.listPrompts());
            String uri = "osmtalk://calls/" + Records.CALL + "/transcript";
            assertSame(
                    "resources/read",
                    Map.of("uri", uri),
                    client.readResource(
                            McpSchema.ReadResourceRequest.builder(uri).build()));
            Map<String, Object> arguments = Map.of("agent", "Appointment reminder");
            assertSame(
                    "prompts/get",
                    Map.of("name", "improve_agent", "arguments", arguments),
                    client.getPrompt(McpSchema.GetPromptRequest.builder("improve_agent")
                            .arguments(arguments)
                            .build()));
        }
    }

    private void assertSame(String method, Map<String, ?> params, Object seenByClient) throws Exception {
        assertThat(JSON.readTree(JSON.writeValueAsString(seenByClient)))
                .isEqualTo(bench.lines().request(method, params).get("result"));
    }

    @ParameterizedTest
    @EnumSource
    void theSdksClientTakesOurErrors(Transport transport) throws Exception {
        try (McpSyncClient client = connect(transport, new LinkedBlockingQueue<>())) {
            client.listTools();
            McpSchema.CallToolResult refused = client.callTool(McpSchema.CallToolRequest.builder("start_outbound_call")
                    .arguments(Map.of("agent", "Nobody", "to", "+12025550100"))
                    .build());
            assertThat(refused.isError()).isTrue();
            assertThat(JSON.valueToTree(refused.structuredContent())
                            .at("/error/code")
                            .asText())
                    .isEqualTo("agent_not_found");
        }
    }

    private McpSyncClient connect(Transport transport, BlockingQueue<String> progress) {
        McpSyncClient client = McpClient.sync(transport(transport))
                .requestTimeout(Duration.ofSeconds(20))
                .enableCallToolSchemaCaching(true)
                .progressConsumer(notification -> progress.add(notification.message()))
                .build();
        client.initialize();
        return client;
    }

    // the old transport is part of what we offer, so the SDK's client for it is what it must be tested with
    @SuppressWarnings("deprecation")
    private McpClientTransport transport(Transport transport) {
        String url = host.url().toString();
        return switch (transport) {
            case STREAMABLE -> HttpClientStreamableHttpTransport.builder(url).build();
            case SSE -> HttpClientSseClientTransport.builder(url).build();
        };
    }

    private static JsonNode manifest() throws Exception {
        return JSON.readTree(McpManifest.json(ToolChoice.STANDARD));
    }
}
