package com.osmtalk.server.agent;

import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.AgentTools;
import com.osmtalk.api.AgentTools.McpServer;
import com.osmtalk.api.WebOrigin;
import com.osmtalk.server.secret.Seal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The values of the headers that agents send to MCP servers: secrets, which are sealed in the database, shown to
 * nobody, and stay as they are when what was shown is sent back.
 */
final class McpHeaders {
    private static final Logger LOG = LoggerFactory.getLogger(McpHeaders.class);

    private McpHeaders() {}

    /** As it is stored. */
    static AgentDraft sealed(AgentDraft draft, Seal seal, String agentId) {
        return withValues(draft, value -> seal.seal(value, agentId));
    }

    /** As a call uses it; a value that this server's key does not open is empty, and its server will say so. */
    static AgentDraft opened(AgentDraft draft, Seal seal, String agentId) {
        return withValues(draft, value -> {
            try {
                return seal.open(value, agentId);
            } catch (IllegalArgumentException e) {
                LOG.warn("a header of {} can't be opened: {}", agentId, e.getMessage());
                return "";
            }
        });
    }

    /** As it is shown. */
    static AgentDraft hidden(AgentDraft draft) {
        return withValues(draft, value -> McpServer.KEPT);
    }

    /**
     * With the values of before where what was shown is sent back: for the server of the same name at the same place
     * only, since otherwise whoever may change an agent could have its secrets sent to a place of their own.
     */
    static AgentDraft kept(AgentDraft draft, AgentDraft before) {
        return changed(draft, (server, header) -> {
            String value = headers(server).get(header);
            return McpServer.KEPT.equals(value) ? valueOf(server, header, before) : value;
        });
    }

    private static String valueOf(McpServer server, String header, AgentDraft before) {
        return servers(before).stream()
                .filter(other -> other.name().equals(server.name()) && WebOrigin.isSame(other.url(), server.url()))
                .flatMap(other -> headers(other).entrySet().stream())
                .filter(other -> other.getKey().equalsIgnoreCase(header))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(McpServer.KEPT);
    }

    private static AgentDraft withValues(AgentDraft draft, UnaryOperator<String> change) {
        return changed(draft, (server, header) -> {
            String value = headers(server).get(header);
            return value == null ? null : change.apply(value);
        });
    }

    private static AgentDraft changed(AgentDraft draft, BiFunction<McpServer, String, @Nullable String> change) {
        if (servers(draft).isEmpty()) {
            return draft;
        }
        return draft.with(draft.tools()
                .with(servers(draft).stream()
                        .map(server -> changed(server, change))
                        .toList()));
    }

    private static @Nullable McpServer changed(
            @Nullable McpServer server, BiFunction<McpServer, String, @Nullable String> change) {
        if (server == null || server.headers() == null) {
            return server;
        }
        Map<String, String> values = new LinkedHashMap<>();
        server.headers().keySet().forEach(header -> values.put(header, change.apply(server, header)));
        return server.with(values);
    }

    private static Map<String, String> headers(McpServer server) {
        return server.headers() == null ? Map.of() : server.headers();
    }

    private static List<McpServer> servers(AgentDraft draft) {
        AgentTools tools = draft.tools();
        return tools == null || tools.mcpServers() == null ? List.of() : tools.mcpServers();
    }
}
