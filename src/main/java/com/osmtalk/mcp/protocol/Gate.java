package com.osmtalk.mcp.protocol;

import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.ProtocolVersions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets only requests in that mean this server: a page in somebody's browser must not reach it under another name (DNS
 * rebinding) or from another site.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#security-warning">the
 *     specification's warning</a>
 */
public final class Gate {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    static final List<String> VERSIONS = List.of(
            ProtocolVersions.MCP_2024_11_05,
            ProtocolVersions.MCP_2025_03_26,
            ProtocolVersions.MCP_2025_06_18,
            ProtocolVersions.MCP_2025_11_25);

    private final Set<String> hosts;

    /** @param hosts names this server is known by, beside the loopback's; without ports */
    public Gate(Collection<String> hosts) {
        this.hosts = new HashSet<>(LOOPBACK);
        hosts.forEach(host -> this.hosts.add(host.toLowerCase(Locale.ROOT)));
    }

    void check(HttpServletRequest request) throws HttpExchange.Refused {
        if (!isOurs(request.getServerName())) {
            throw new HttpExchange.Refused(
                    HttpServletResponse.SC_FORBIDDEN, "This server does not answer to that Host.");
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !isOurs(hostOf(origin))) {
            throw new HttpExchange.Refused(
                    HttpServletResponse.SC_FORBIDDEN, "Requests from that Origin are not allowed.");
        }
        String version = request.getHeader(HttpHeaders.PROTOCOL_VERSION);
        if (version != null && !VERSIONS.contains(version)) {
            throw new HttpExchange.Refused(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "That MCP-Protocol-Version is not supported; supported are " + String.join(", ", VERSIONS) + ".");
        }
    }

    private boolean isOurs(@Nullable String host) {
        return host != null && hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String hostOf(String origin) {
        try {
            URI uri = new URI(origin);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web ? uri.getHost() : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
