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
import io.modelcontextprotocol.spec.McpSchema.ElicitRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** Plays the assistant: an MCP client that runs the server as its child process and shows what goes to and fro. */
final class DemoAssistant implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final McpSyncClient client;
    private final Progress progress;
    private final PrintWriter out;

    private DemoAssistant(McpSyncClient client, Progress progress, PrintWriter out) {
        this.client = client;
        this.progress = progress;
        this.out = out;
    }

    static DemoAssistant connect(List<String> command, Map<String, String> environment, PrintWriter out) {
        StdioClientTransport transport = new StdioClientTransport(
                ServerParameters.builder(command.get(0))
                        .args(command.subList(1, command.size()))
                        .env(environment)
                        .build(),
                McpJsonDefaults.getMapper());
        Deque<String> complaints = new ConcurrentLinkedDeque<>();
        transport.setStdErrorHandler(complaints::add);
        Progress progress = new Progress(out);
        McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(LIMIT)
                .initializationTimeout(START_LIMIT)
                .clientInfo(McpSchema.Implementation.builder("osmtalk-demo", Version.number())
                        .build())
                .progressConsumer(progress::show)
                .capabilities(
                        McpSchema.ClientCapabilities.builder().elicitation().build())
                .elicitation(question -> accepted(question, out))
                .build();
        try {
            client.initialize();
        } catch (RuntimeException e) {
            client.close();
            throw new IllegalStateException(
                    "osmtalk mcp did not start" + (complaints.isEmpty() ? "" : ": " + String.join(" / ", complaints)),
                    e);
        }
        return new DemoAssistant(client, progress, out);
    }

    List<Tool> tools() {
        return client.listTools().tools();
    }

    /** Calls a tool and shows both the call and the answer's text. @return the answer's structured content */
    JsonNode call(String tool, Map<String, Object> arguments) {
        out.println();
        out.println(styled("@|bold,yellow → |@") + styled("@|bold " + tool + "|@ ") + shown(arguments));
        out.flush();
        CallToolResult result = send(tool, arguments);
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

    /** Calls a tool and shows nothing. @return the answer's structured content */
    JsonNode ask(String tool, Map<String, Object> arguments) {
        return Json.MAPPER.valueToTree(client.callTool(
                        CallToolRequest.builder(tool).arguments(arguments).build())
                .structuredContent());
    }

    private CallToolResult send(String tool, Map<String, Object> arguments) {
        CallToolResult result = client.callTool(CallToolRequest.builder(tool)
                .arguments(arguments)
                .progressToken(progress.begin())
                .build());
        progress.end();
        return result;
    }

    /** Plays the person as well: shows what is asked, and agrees. */
    private static ElicitResult accepted(ElicitRequest question, PrintWriter out) {
        out.println(
                styled("@|bold,magenta   ? |@") + question.message().indent(4).strip());
        out.println(styled("@|bold,magenta   ✓ |@") + "the person accepts");
        out.flush();
        // the form's only field: yes
        return ElicitResult.builder(ElicitResult.Action.ACCEPT)
                .content(Map.of("agreed", true))
                .build();
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

    /** Shows progress under the call it belongs to; what arrives after that call's answer is in the answer as well. */
    private static final class Progress {
        private final PrintWriter out;
        private int token;
        private boolean open;

        Progress(PrintWriter out) {
            this.out = out;
        }

        synchronized Object begin() {
            open = true;
            return Integer.toString(++token);
        }

        synchronized void end() {
            open = false;
        }

        synchronized void show(ProgressNotification progress) {
            if (open && Integer.toString(token).equals(progress.progressToken())) {
                out.println(styled("@|cyan   … |@") + progress.message());
                out.flush();
            }
        }
    }
}
