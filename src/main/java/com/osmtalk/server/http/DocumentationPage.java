package com.osmtalk.server.http;

import java.util.Map;

/**
 * The API's contract as a page to browse and to try out, at {@code /docs}: Swagger UI, which reads {@code
 * /openapi.yaml} of this server and needs nothing else from the network.
 */
public final class DocumentationPage {
    /** The page may run its files and ask what this server serves; Swagger UI sets styles as it draws. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private DocumentationPage() {}

    /** The page as an app of files. */
    public static FileApp app() {
        return FileApp.at("/docs", "com/osmtalk/docs")
                .withWebJar("swagger-ui", "", "swagger-ui-bundle.js", "swagger-ui.css", "favicon-32x32.png")
                .withHeaders(() -> Map.of("Content-Security-Policy", POLICY));
    }
}
