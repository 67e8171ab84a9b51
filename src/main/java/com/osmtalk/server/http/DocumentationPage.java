package com.osmtalk.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * The contract as a page to browse and try out: Swagger UI from this program's own files, which needs nothing else from
 * the network.
 */
public final class DocumentationPage extends Page {
    public static final String PATH = "/docs";

    /** The page may run and ask what this server serves; Swagger UI sets styles as it draws. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String SWAGGER_UI = "org.webjars/swagger-ui";

    private static final Map<String, String> TYPES = Map.of(
            "index.html", "text/html;charset=utf-8",
            "page.js", "text/javascript;charset=utf-8",
            "swagger-ui-bundle.js", "text/javascript;charset=utf-8",
            "swagger-ui.css", "text/css;charset=utf-8",
            "favicon-32x32.png", "image/png");

    private final transient ClassLoader resources = DocumentationPage.class.getClassLoader();
    private final String swaggerUi = "META-INF/resources/webjars/swagger-ui/" + version() + "/";

    public DocumentationPage() {
        super(PATH, TYPES);
    }

    @Override
    Map<String, String> policies() {
        return Map.of("Content-Security-Policy", POLICY);
    }

    @Override
    InputStream open(String name) {
        InputStream ours = resources.getResourceAsStream("com/osmtalk/docs/" + name);
        return ours != null
                ? ours
                : Objects.requireNonNull(resources.getResourceAsStream(swaggerUi + name), name + " is missing");
    }

    private String version() {
        try (InputStream file = resources.getResourceAsStream("META-INF/maven/" + SWAGGER_UI + "/pom.properties")) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(file, "Swagger UI is missing from the program"));
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
