package com.osmtalk.server.agent;

import com.osmtalk.api.AgentTools;
import com.osmtalk.api.AgentTools.HttpTool;
import com.osmtalk.api.AgentTools.McpServer;
import com.osmtalk.server.validation.FieldErrors;
import com.osmtalk.voice.http.PublicAddressResolver;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for the MCP servers that an agent may use. */
final class McpServerRules {
    private static final int MOST_SERVERS = 5;
    private static final int MOST_ALLOWED_TOOLS = 50;
    private static final int TOOL_NAME_LENGTH = 200;
    private static final int URL_LENGTH = 2_000;

    /** What stands between a server's name and a tool's is not in it, so that the two can be told apart. */
    private static final Pattern NAME = Pattern.compile("(?=.{1,32}$)[a-zA-Z0-9]+([_-][a-zA-Z0-9]+)*");

    /** They are the protocol's. */
    private static final Set<String> RESERVED = Set.of(
            "accept",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "last-event-id",
            "mcp-protocol-version",
            "mcp-session-id",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private McpServerRules() {}

    static void check(AgentTools tools, FieldErrors errors) {
        List<McpServer> servers = errors.elements("tools.mcpServers", tools.mcpServers(), MOST_SERVERS);
        for (int i = 0; i < servers.size(); i++) {
            server("tools.mcpServers[" + i + "]", servers.get(i), errors);
        }
        errors.unique(
                "tools.mcpServers[%d].name",
                servers.stream()
                        .map(server -> server.name().toLowerCase(Locale.ROOT))
                        .toList());
        List<HttpTool> httpTools = tools.httpTools() == null ? List.of() : tools.httpTools();
        for (int i = 0; i < httpTools.size(); i++) {
            String name = httpTools.get(i).name();
            if (servers.stream().anyMatch(server -> name.startsWith(server.name() + "__"))) {
                errors.add("tools.httpTools[" + i + "].name", "reads like a tool of one of the agent's MCP servers");
            }
        }
    }

    private static void server(String path, McpServer server, FieldErrors errors) {
        errors.matches(
                path + ".name",
                server.name(),
                NAME,
                "must be 1 to 32 letters and digits, with single underscores or hyphens between them");
        url(path + ".url", server.url(), errors);
        ToolRules.headers(path + ".headers", server.headers(), errors);
        headers(path + ".headers", server.headers(), errors);
        List<String> allowed = errors.elements(path + ".allowedTools", server.allowedTools(), MOST_ALLOWED_TOOLS);
        for (int i = 0; i < allowed.size(); i++) {
            errors.required(path + ".allowedTools[" + i + "]", allowed.get(i), TOOL_NAME_LENGTH);
        }
    }

    private static void url(String path, String url, FieldErrors errors) {
        if (url.length() > URL_LENGTH) {
            errors.add(path, "must be at most 2,000 characters long");
        } else if (!ToolRules.isHttp(url)) {
            errors.add(path, "must be an http or https URL, with a port from 1 to 65535 where it has one");
        } else if (URI.create(url).getRawFragment() != null) {
            errors.add(path, "must have no fragment (#…), since none is sent to a server");
        } else if (URI.create(url).getRawUserInfo() != null) {
            errors.add(path, "must hold no user and password; put them into headers, which are kept secret");
        } else if (PublicAddressResolver.isPlainlyPrivate(URI.create(url).getHost())) {
            errors.add(path, "must be on the public internet: an agent reaches no private address and no local name");
        }
    }

    private static void headers(String path, @Nullable Map<String, String> headers, FieldErrors errors) {
        if (headers == null) {
            return;
        }
        Set<String> seen = new HashSet<>();
        headers.forEach((name, value) -> {
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                errors.add(path + "." + name, "is given twice: the case of a header's name makes no difference");
            } else if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                errors.add(path + "." + name, "is set by the protocol");
            } else if (McpServer.KEPT.equals(value)) {
                errors.add(
                        path + "." + name,
                        "has no value to keep: give it again, since this server is new or was at another place");
            }
        });
    }
}
