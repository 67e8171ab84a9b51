package com.osmtalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.mcp.OsmTalkMcp;
import com.osmtalk.mcp.tool.ToolChoice;
import com.osmtalk.mcp.tool.Tools;
import com.osmtalk.server.TestServer;
import com.osmtalk.server.http.ServletMount;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The running program's tools are those of {@code tools-manifest.json}, and they, resources and prompts work, on every
 * transport. */
class ManifestTest {
    private OsmTalkMcp mcp;

    @RegisterExtension
    final TestServer server = TestServer.create().withMounts(url -> {
        mcp = OsmTalkMcp.builder(OsmTalkClient.builder().baseUrl(url).build()).build();
        return mcp.endpoints().stream()
                .map(endpoint -> new ServletMount(endpoint.servlet(), endpoint.pathSpec()))
                .toList();
    });

    @TempDir
    private Path home;

    @AfterEach
    void endStreams() {
        mcp.close();
    }

    @Test
    void overStdioWithoutAKey() throws IOException {
        try (StdioProgram program = StdioProgram.start(home)) {
            // with the bundled server it is known that calls are simulated, and said
            assertServes(
                    program.client(),
                    new ObjectMapper()
                            .valueToTree(Map.of("tools", Tools.listed(Tools.definitions(ToolChoice.STANDARD, true)))));
            assertThat(program.client().getServerInstructions())
                    .contains("Here they are simulated: nobody's phone rings");
        }
    }

    @Test
    void overStdioWithAKey() throws IOException {
        try (StdioProgram program = StdioProgram.start(
                Map.of("OSMTALK_API_URL", server.url().toString(), "OSMTALK_API_KEY", server.key()))) {
            assertServes(program.client());
            assertThat(program.client().getServerInstructions()).doesNotContain("Here they are simulated");
        }
    }

    @Test
    void overStreamableHttp() throws IOException {
        try (McpSyncClient client = McpClient.sync(
                        HttpClientStreamableHttpTransport.builder(server.url().toString())
                                .addHttpRequestCustomizer((request, method, uri, body, context) ->
                                        request.header("x-api-key", server.key()))
                                .build())
                .build()) {
            client.initialize();
            assertServes(client);
        }
    }

    @Test
    @SuppressWarnings("deprecation") // the transport is, and is wanted here
    void overHttpWithServerSentEvents() throws IOException {
        try (McpSyncClient client = McpClient.sync(
                        HttpClientSseClientTransport.builder(server.url().toString())
                                .addHttpRequestCustomizer((request, method, uri, body, context) ->
                                        request.header("Authorization", "Bearer " + server.key()))
                                .build())
                .build()) {
            client.initialize();
            assertServes(client);
        }
    }

    @Test
    void asTheCommandPrintsIt() throws IOException {
        try (Program manifest = Program.start(Map.of(), "manifest")) {
            assertThat(manifest.awaitExit()).isZero();
            assertThat(String.join("\n", manifest.out()) + "\n")
                    .isEqualTo(Files.readString(Path.of("tools-manifest.json")));
        }
    }

    private static void assertServes(McpSyncClient client) throws IOException {
        assertServes(client, new ObjectMapper().readTree(Files.readString(Path.of("tools-manifest.json"))));
    }

    private static void assertServes(McpSyncClient client, JsonNode tools) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode served = json.readTree(McpJsonDefaults.getMapper().writeValueAsString(client.listTools()));
        assertThat(served).isEqualTo(tools);

        CallToolResult agents = client.callTool(
                CallToolRequest.builder("list_agents").arguments(Map.of()).build());
        assertThat(agents.isError()).isNotEqualTo(true);
        assertThat(agents.content()).asString().contains("Appointment reminder");

        assertThat(client.listResources().resources())
                .hasSize(3)
                .allSatisfy(resource ->
                        assertThat(client.readResource(resource).contents()).hasSize(1));
        assertThat(client.listResourceTemplates().resourceTemplates()).hasSize(3);
        assertThat(client.listPrompts().prompts()).hasSize(5);
        assertThat(client.completeCompletion(CompleteRequest.builder(
                                        PromptReference.builder("place_call").build(),
                                        new CompleteRequest.CompleteArgument("agent", "app"))
                                .build())
                        .completion()
                        .values())
                .contains("Appointment reminder");
    }
}
