package com.osmtalk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import com.osmtalk.api.Version;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Plays the assistant: an MCP client that runs the server as its child process and shows what goes to and fro. */
final class DemoAssistant implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PROGRESS_TOKEN = "demo";

    private final McpSyncClient client;
    private final PrintWriter out;

    private DemoAssistant(McpSyncClient client, PrintWriter out) {
        this.client = client;
        this.out = out;
    }

    static DemoAssistant connect(List<String> command, Map<String, String> environment, PrintWriter out) {
        StdioClientTransport transport = new StdioClientTransport(
                ServerParameters.builder(command.get(0))
                        .args(command.subList(1, command.size()))
                        .env(environment)
                        .build(),
                McpJsonDefaults.getMapper());
        transport.setStdErrorHandler(line -> System.err.println("  mcp: " + line));
        McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(LIMIT)
                .initializationTimeout(LIMIT)
                .clientInfo(McpSchema.Implementation.builder("osmtalk-demo", Version.number())
                        .build())
                .progressConsumer(progress -> {
                    out.println(styled("@|cyan   … |@") + progress.message());
                    out.flush();
                })
                .build();
        client.initialize();
        return new DemoAssistant(client, out);
    }

    List<Tool> tools() {
        return client.listTools().tools();
    }

    /** Calls a tool and shows both the call and the answer's text. @return the answer's structured content */
    JsonNode call(String tool, Map<String, Object> arguments) {
        out.println();
        out.println(styled("@|bold,yellow → |@") + styled("@|bold " + tool + "|@ ") + shown(arguments));
        out.flush();
        CallToolResult result = client.callTool(CallToolRequest.builder(tool)
                .arguments(arguments)
                .progressToken(PROGRESS_TOKEN)
                .build());
        String text = result.content().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .collect(Collectors.joining("\n"));
        out.println(text.indent(2).stripTrailing());
        out.flush();
        if (Boolean.TRUE.equals(result.isError())) {
            throw new IllegalStateException(tool + " failed: " + text);
        }
        return Json.MAPPER.valueToTree(result.structuredContent());
    }

    private static String shown(Map<String, Object> arguments) {
        return Json.MAPPER.valueToTree(arguments).toString();
    }

    private static String styled(String text) {
        return Ansi.AUTO.string(text);
    }

    @Override
    public void close() {
        client.closeGracefully();
    }
}
