package com.osmtalk.mcp.protocol.http;

import com.osmtalk.api.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells a client that came without a key what this server takes (RFC 9728, protected resource metadata), and where
 * people sign in for one that has none: at this server itself, or nowhere, where keys come from the settings alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728">RFC 9728</a>
 */
public final class ResourceMetadataServlet extends McpServlet {
    public static final String PATH = "/.well-known/oauth-protected-resource";

    private final String resourceName;

    /** @param resourceName what the server is called, for people */
    public ResourceMetadataServlet(AccessPolicy access, String resourceName) {
        super(access);
        this.resourceName = resourceName;
    }

    /** Where the metadata of the resource that is asked for can be read (section 3.1). */
    static String pathFor(HttpServletRequest request) {
        return PATH + request.getContextPath() + request.getServletPath();
    }

    @Override
    boolean needsKey() {
        return false;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, HttpRefusedException {
        if (!request.getMethod().equals("GET")) {
            throw methodNotAllowed(response, "GET");
        }
        String resource = resource(request.getPathInfo());
        if (!resource.equals(StreamableServlet.PATH) && !resource.equals(SseServlet.PATH)) {
            throw new HttpRefusedException(HttpServletResponse.SC_NOT_FOUND, "There is no such resource.");
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resource", access.publicAddress(request) + resource);
        access.keys().signIn().ifPresent(signIn -> {
            metadata.put("authorization_servers", List.of(access.publicAddress(request)));
            metadata.put("scopes_supported", signIn.scopes());
        });
        metadata.put("bearer_methods_supported", List.of("header"));
        metadata.put("resource_name", resourceName);
        HttpMessages.json(response, HttpServletResponse.SC_OK, Json.STRICT.writeValueAsString(metadata));
    }

    /**
     * Which resource a request means. Section 3.1 puts the path of a public URL last, after the well-known name; a
     * proxy that takes that path off the front hands on nothing outside of it, so then it is gone already. Both forms
     * are taken.
     */
    private String resource(@Nullable String pathInfo) {
        String given = pathInfo == null ? "" : pathInfo.replaceFirst("/$", "");
        String path = given.isEmpty() ? StreamableServlet.PATH : given;
        String prefix = access.publicPath();
        return !prefix.isEmpty() && path.startsWith(prefix + "/") ? path.substring(prefix.length()) : path;
    }
}
