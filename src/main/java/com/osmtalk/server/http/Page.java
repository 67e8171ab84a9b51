package com.osmtalk.server.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** A page of this program's own files, and no others: what is not named is not served. */
abstract class Page extends HttpServlet {
    private final String path;
    private final transient Map<String, String> types;

    /** @param types the content types of its files by name; {@code index.html} is the page itself */
    Page(String path, Map<String, String> types) {
        this.path = path;
        this.types = types;
    }

    abstract InputStream open(String file);

    /** The headers that say what the page may do. */
    abstract Map<String, String> policies();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String below = request.getPathInfo();
        if (below == null) {
            response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
            response.setHeader("Location", path + "/");
            return;
        }
        String name = below.equals("/") ? "index.html" : below.substring(1);
        String type = types.get(name);
        if (type == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType(type);
        policies().forEach(response::setHeader);
        try (InputStream file = open(name)) {
            file.transferTo(response.getOutputStream());
        }
    }
}
