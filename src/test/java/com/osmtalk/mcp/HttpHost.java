package com.osmtalk.mcp;

import io.javalin.Javalin;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/** Mounts the server's servlets as the command line does. */
public final class HttpHost implements AutoCloseable {
    private final Javalin web;

    public HttpHost(OsmTalkMcp mcp) {
        web = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            config.jetty.modifyServletContextHandler(handler -> mcp.endpoints().forEach(endpoint -> {
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
