package com.osmtalk.voice.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.osmtalk.api.AgentTools.McpServer;
import com.osmtalk.api.Json;
import com.osmtalk.api.Version;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A session with a server, and the tools it listed when the session began. What it does runs on Reactor's threads for
 * work that blocks, because a host's name is looked up on the thread that asks.
 */
final class McpConnection {
    private static final int MOST_PAGES = 10;
    private static final int MOST_TOOLS = 200;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int LONGEST_SCHEMA = 8_000;
    /** Of all its tools together: as much again for each server is kept. */
    private static final int LONGEST_LIST = 200_000;

    private final McpAsyncClient client;
    private final Duration timeout;
    private final CompletableFuture<List<McpTool>> tools;

    McpConnection(McpServer server, CloseableHttpAsyncClient http, Duration timeout) {
        this.timeout = timeout;
        this.client = McpClient.async(new CheckedTransport(server, http, timeout))
                .requestTimeout(timeout)
                .initializationTimeout(timeout)
                .clientInfo(Implementation.builder("osmtalk", Version.number()).build())
                .build();
        this.tools = client.initialize()
                .then(Mono.defer(this::list))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(timeout)
                .toFuture();
    }

    /** Fails when the server can't be used. */
    CompletableFuture<List<McpTool>> tools() {
        return tools;
    }

    /** Fails when nothing came back, or what is no answer. */
    CompletableFuture<McpAnswer> use(String tool, Map<String, Object> arguments) {
        return tools.thenCompose(listed -> client.callTool(
                        CallToolRequest.builder(tool).arguments(arguments).build())
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(timeout)
                .map(McpAnswer::of)
                .toFuture());
    }

    /** Ends the session once what is being done in it has come to an end. */
    void retire() {
        end(timeout.multipliedBy(2));
    }

    void close() {
        end(Duration.ZERO);
    }

    private void end(Duration after) {
        Mono.delay(after, Schedulers.boundedElastic())
                .then(client.closeGracefully())
                .subscribe(done -> {}, fault -> {});
    }

    /** A list may come in pages, and never end. */
    private Mono<List<McpTool>> list() {
        return client.listTools((String) null)
                .expand(page -> page.nextCursor() == null ? Mono.empty() : client.listTools(page.nextCursor()))
                .take(MOST_PAGES)
                .concatMap(page -> Flux.fromIterable(tools(page)))
                .filter(McpConnection::isUsable)
                .take(MOST_TOOLS)
                .map(tool -> new McpTool(
                        tool.name(),
                        tool.description() == null ? "" : PlainText.of(tool.description(), LONGEST_DESCRIPTION),
                        schema(tool)))
                .collectList()
                .map(McpConnection::bounded);
    }

    /** The first of them that together are not too long to be kept. */
    private static List<McpTool> bounded(List<McpTool> tools) {
        int length = 0;
        for (int i = 0; i < tools.size(); i++) {
            McpTool tool = tools.get(i);
            length += tool.name().length()
                    + tool.description().length()
                    + tool.inputSchema().toString().length();
            if (length > LONGEST_LIST) {
                return List.copyOf(tools.subList(0, i));
            }
        }
        return tools;
    }

    private static List<Tool> tools(ListToolsResult page) {
        return page.tools() == null ? List.of() : page.tools();
    }

    /** Models take schemas of objects only, and a large one costs with every turn. */
    private static boolean isUsable(Tool tool) {
        return tool.name() != null
                && !tool.name().isBlank()
                && tool.name().length() <= LONGEST_NAME
                && (tool.inputSchema() == null
                        || "object".equals(tool.inputSchema().get("type"))
                                && schema(tool).toString().length() <= LONGEST_SCHEMA);
    }

    private static ObjectNode schema(Tool tool) {
        return tool.inputSchema() == null || tool.inputSchema().isEmpty()
                ? Json.MAPPER.createObjectNode().put("type", "object")
                : Json.MAPPER.valueToTree(tool.inputSchema());
    }
}
