package com.osmtalk.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.osmtalk.api.Json;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** {@code osmtalk mcp} as a child process, with the SDK's own client at the other end of its pipes. */
final class StdioProgram implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final McpSyncClient client;
    private final ProcessHandle process;

    private StdioProgram(McpSyncClient client, ProcessHandle process) {
        this.client = client;
        this.process = process;
    }

    /** On the bundled server of a home, with nobody to ask before a call and no call too many. */
    static StdioProgram start(Path home) {
        return start(
                Map.of("OSMTALK_HOME", home.toString(), "OSMTALK_CONFIRM", "never", "OSMTALK_DUPLICATE_MINUTES", "0"));
    }

    static StdioProgram start(Map<String, String> environment) {
        return start(environment, line -> {});
    }

    /** @param log is given what it writes to standard error */
    static StdioProgram start(Map<String, String> environment, Consumer<String> log) {
        List<String> command = Program.command("mcp");
        Map<String, String> all = new HashMap<>(environment);
        StdioClientTransport transport = new OneAtATime(ServerParameters.builder(command.get(0))
                .args(command.subList(1, command.size()))
                .env(all)
                .build());
        transport.setStdErrorHandler(log);
        Set<Long> before = children();
        McpSyncClient client = McpClient.sync(transport)
                .requestTimeout(LIMIT)
                .initializationTimeout(LIMIT)
                .build();
        client.initialize();
        ProcessHandle process = ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child.pid()))
                .findFirst()
                .orElseThrow();
        return new StdioProgram(client, process);
    }

    /** The SDK's transport fails ("Failed to enqueue message") when two threads send at the same moment. */
    private static final class OneAtATime extends StdioClientTransport {
        OneAtATime(ServerParameters parameters) {
            super(parameters, McpJsonDefaults.getMapper());
        }

        @Override
        public synchronized Mono<Void> sendMessage(JSONRPCMessage message) {
            return super.sendMessage(message);
        }
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    /** The structured answer of a tool, which may be an error. */
    JsonNode call(String tool, Map<String, Object> arguments) {
        return Json.MAPPER.valueToTree(client.callTool(
                        CallToolRequest.builder(tool).arguments(arguments).build())
                .structuredContent());
    }

    McpSyncClient client() {
        return client;
    }

    /** Ends the process the hard way, as kill -9 does. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        client.closeGracefully();
        process.destroyForcibly();
    }
}
