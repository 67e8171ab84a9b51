package com.osmtalk.server.http;

import com.osmtalk.api.Health;
import com.osmtalk.server.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What the server says of itself: that it lives, whether it is ready for work, and what it can do. */
public final class MetaRoutes implements Feature {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final String version;
    private final String openApi;
    private final Supplier<Optional<String>> obstacle;

    /**
     * @param openApi the text of {@code openapi.yaml}
     * @param obstacle why the server is not ready for work; empty: it is
     */
    public MetaRoutes(String version, String openApi, Supplier<Optional<String>> obstacle) {
        this.version = version;
        this.openApi = openApi;
        this.obstacle = obstacle;
    }

    @Override
    public void register(Router router) {
        router.get("/healthz", Access.PUBLIC, request -> Response.ok(new Health("ok", version)));
        router.get("/readyz", Access.PUBLIC, request -> {
            obstacle.get().ifPresent(sentence -> {
                throw Problem.unavailable(sentence, RETRY_AFTER);
            });
            return Response.ok(new Health("ready", version));
        });
        router.get("/openapi.yaml", Access.PUBLIC, request -> Response.text("application/yaml", openApi));
    }
}
