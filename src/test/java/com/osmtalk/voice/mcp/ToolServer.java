package com.osmtalk.voice.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.osmtalk.api.AgentTools;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A real MCP server, of the SDK's server half, that lets in whoever has the key. */
public final class ToolServer implements AutoCloseable {
    public static final String KEY = "Bearer tool-secret";

    /** What it was asked to do, and with what. */
    public final List<CallToolRequest> uses = new CopyOnWriteArrayList<>();

    /** The methods of the requests it was sent, with the values of their session headers. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    private final HttpServletStreamableServerTransportProvider transport =
            HttpServletStreamableServerTransportProvider.builder()
                    .jsonMapper(new JacksonMcpJsonMapper(new ObjectMapper()))
                    .mcpEndpoint("/mcp")
                    .build();
    private final McpSyncServer mcp = McpServer.sync(transport)
            .serverInfo("tools", "1")
            .strictToolNameValidation(false)
            .capabilities(ServerCapabilities.builder().tools(true).build())
            .build();
    private final Server jetty = new Server();
    private final int port;

    public ToolServer() {
        ServerConnector connector = new ServerConnector(jetty);
        connector.setHost("127.0.0.1");
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder holder = new ServletHolder((Servlet) new Door());
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/mcp");
        jetty.setHandler(context);
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        port = connector.getLocalPort();
    }

    /** With a tool that takes anything as its {@code id} and answers in one text. */
    public ToolServer with(String name, String description, Function<Map<String, Object>, String> answer) {
        mcp.addTool(io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification.builder()
                .tool(Tool.builder(name, Map.of("type", "object", "properties", Map.of("id", Map.of("type", "string"))))
                        .description(description)
                        .build())
                .callHandler((exchange, request) -> {
                    uses.add(request);
                    return CallToolResult.builder()
                            .addTextContent(answer.apply(request.arguments()))
                            .build();
                })
                .build());
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + port + "/mcp";
    }

    /** As an agent names it. */
    public AgentTools.McpServer named(String name, String... allowedTools) {
        return new AgentTools.McpServer(
                name, url(), Map.of("Authorization", KEY), allowedTools.length == 0 ? null : List.of(allowedTools));
    }

    @Override
    public void close() {
        mcp.close();
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Door extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            requests.add(request.getMethod() + " " + request.getHeader("Mcp-Session-Id"));
            if (!KEY.equals(request.getHeader("Authorization"))) {
                response.sendError(401);
                return;
            }
            try {
                transport.service(request, response);
            } catch (jakarta.servlet.ServletException e) {
                throw new IOException(e);
            }
        }
    }
}
