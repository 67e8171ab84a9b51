package com.osmtalk.mcp;

import io.javalin.Javalin;
import java.net.URI;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/** Mounts the server's servlets as the command line does. */
public final class HttpHost implements AutoCloseable {
    private final Javalin web;

    public HttpHost(OsmTalkMcp mcp) {
        this(mcp.endpoints(), 0);
    }

    /** @param port 0 for any that is free */
    public HttpHost(List<OsmTalkMcp.Endpoint> endpoints, int port) {
        web = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = port;
            config.jetty.modifyServletContextHandler(handler -> endpoints.forEach(endpoint -> {
                ServletHolder holder = new ServletHolder(endpoint.servlet());
                holder.setAsyncSupported(true);
                handler.addServlet(holder, endpoint.pathSpec());
            }));
        });
        web.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + web.port());
    }

    @Override
    public void close() {
        web.stop();
    }
}
