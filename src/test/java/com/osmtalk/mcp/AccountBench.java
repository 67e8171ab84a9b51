package com.osmtalk.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.osmtalk.api.Json;
import com.osmtalk.client.OsmTalkClient;
import com.osmtalk.mcp.guard.GuardSettings;
import com.osmtalk.mcp.tool.ToolChoice;
import com.osmtalk.server.TestServer;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** MCP over Streamable HTTP before a real server, with the SDK's clients that a test asks for. */
public final class AccountBench implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OsmTalkClient api;
    private final OsmTalkMcp mcp;
    private final HttpHost host;
    private final List<String> questions = new ArrayList<>();
    private Optional<ElicitResult.Action> person = Optional.empty();

    /** Nobody is asked before a call, or anything else. */
    public AccountBench(TestServer server, ToolChoice operators) {
        this(server, operators, GuardSettings.Confirmation.NEVER);
    }

    public AccountBench(TestServer server, ToolChoice operators, GuardSettings.Confirmation confirmation) {
        api = OsmTalkClient.builder().baseUrl(server.url()).build();
        mcp = OsmTalkMcp.builder(api)
                // tests ask faster than clients do
                .toolCallsPerMinute(100_000)
                .tools(operators)
                .guard(GuardSettings.in(server.home())
                        .confirmation(confirmation)
                        .build())
                .build();
        host = new HttpHost(mcp);
    }

    /** Where clients of any kind reach the MCP server. */
    public URI url() {
        return host.url();
    }

    /** Clients can ask a person from now on, who always answers so. */
    public AccountBench withPerson(ElicitResult.Action answer) {
        person = Optional.of(answer);
        return this;
    }

    /** What the person was asked. */
    public List<String> questions() {
        return questions;
    }

    /** @param headers by name and value, one after the other */
    public Client client(String key, String... headers) {
        McpClient.SyncSpec client = McpClient.sync(HttpClientStreamableHttpTransport.builder(
                                host.url().toString())
                        .addHttpRequestCustomizer((request, method, uri, body, context) -> {
                            request.header("Authorization", "Bearer " + key);
                            for (int i = 0; i < headers.length; i += 2) {
                                request.header(headers[i], headers[i + 1]);
                            }
                        })
                        .build())
                .requestTimeout(Duration.ofSeconds(30));
        person.ifPresent(answer -> client.capabilities(
                        ClientCapabilities.builder().elicitation().build())
                .elicitation(question -> {
                    questions.add(question.message());
                    return ElicitResult.builder(answer)
                            .content(Map.of("agreed", true, "answer", "Yes, take it"))
                            .build();
                }));
        McpSyncClient made = client.build();
        made.initialize();
        return new Client(made);
    }

    @Override
    public void close() {
        host.close();
        mcp.close();
        api.close();
    }

    /** @param text what people and models read */
    public record Answer(String text, JsonNode structured) {
        public String get(String pointer) {
            return structured.at(pointer).asText();
        }
    }

    public record Client(McpSyncClient client) implements AutoCloseable {
        public List<String> tools() {
            return client.listTools().tools().stream().map(Tool::name).toList();
        }

        /** A call that works, and whose answer matches its schema. */
        public Answer good(String tool, Map<String, Object> arguments) {
            Answer answer = call(tool, arguments, false);
            ToolBench.checkSchema(tool, answer.structured());
            return answer;
        }

        /** The error of a call that does not. */
        public Answer bad(String tool, Map<String, Object> arguments) {
            Answer answer = call(tool, arguments, true);
            ToolBench.checkSchema(tool, answer.structured());
            return new Answer(answer.text(), answer.structured().get("error"));
        }

        private Answer call(String tool, Map<String, Object> arguments, boolean error) {
            CallToolResult result = client.callTool(
                    CallToolRequest.builder(tool).arguments(arguments).build());
            assertThat(result.isError()).as(String.valueOf(result)).isEqualTo(error);
            try {
                return new Answer(
                        ((TextContent) result.content().get(0)).text(),
                        JSON.readTree(Json.MAPPER.writeValueAsBytes(result.structuredContent())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
