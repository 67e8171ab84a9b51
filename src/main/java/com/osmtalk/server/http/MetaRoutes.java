package com.osmtalk.server.http;

import com.osmtalk.api.Health;

/** What the server says of itself: that it lives, and what it can do. */
public final class MetaRoutes implements Feature {
    private final String version;
    private final String openApi;

    /** @param openApi the text of {@code openapi.yaml} */
    public MetaRoutes(String version, String openApi) {
        this.version = version;
        this.openApi = openApi;
    }

    @Override
    public void register(Router router) {
        router.get("/healthz", Access.PUBLIC, request -> Response.ok(new Health("ok", version)));
        router.get("/openapi.yaml", Access.PUBLIC, request -> Response.text("application/yaml", openApi));
    }
}
