package com.osmtalk.mcp.protocol.conformance;

import com.osmtalk.mcp.HttpHost;
import com.osmtalk.mcp.OsmTalkMcp.Endpoint;
import com.osmtalk.mcp.protocol.ProtocolServer;
import com.osmtalk.mcp.protocol.http.AccessPolicy;
import com.osmtalk.mcp.protocol.http.KeyCheck;
import com.osmtalk.mcp.protocol.http.StreamableServlet;
import jakarta.servlet.http.HttpServlet;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;

/** Serves {@link ConformanceFeatures} over Streamable HTTP, in both eras, until the process is ended. */
public final class ConformanceServer {
    private ConformanceServer() {}

    /** @param arguments nothing, or the port; prints the address */
    public static void main(String[] arguments) {
        int port = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
        ProtocolServer server = new ProtocolServer(new ConformanceFeatures(), 64, Clock.systemUTC());
        HttpServlet streamable = server.servlets(
                        new AccessPolicy(List.of(), null, false, KeyCheck.ANY),
                        Executors.newSingleThreadScheduledExecutor())
                .get(StreamableServlet.MOUNT);
        HttpHost host = new HttpHost(List.of(new Endpoint(StreamableServlet.MOUNT, streamable)), port);
        System.out.println(host.url().resolve(StreamableServlet.PATH));
    }
}
