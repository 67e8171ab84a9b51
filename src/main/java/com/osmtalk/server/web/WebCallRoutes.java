package com.osmtalk.server.web;

import com.osmtalk.api.ConnectRequest;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import com.osmtalk.server.identity.Principal;
import java.util.List;
import java.util.Optional;

/** Asks for web voice calls. */
public final class WebCallRoutes implements Feature {
    private final WebCalls calls;

    public WebCallRoutes(WebCalls calls) {
        this.calls = calls;
    }

    @Override
    public void register(Router router) {
        connect(router, "/api/agents/{id}/connect", Access.ACCOUNT);
        connect(router, "/api/widget/agents/{id}/connect", Access.WIDGET_CONNECT);
    }

    private void connect(Router router, String path, Access access) {
        router.post(path, access, request -> {
            ConnectRequest wanted = request.body(ConnectRequest.class);
            return () -> Response.createdSecret(calls.connect(
                    request.organizationId(),
                    request.path("id"),
                    wanted,
                    domains(request.principal()),
                    starter(request.principal())));
        });
    }

    /** A browser key, which anybody can read in a page, starts calls for whoever is there. */
    private static Optional<String> starter(Principal principal) {
        return principal instanceof Principal.Key key && key.isBrowserKey() ? Optional.empty() : principal.programId();
    }

    private static List<String> domains(Principal principal) {
        return principal instanceof Principal.Key key ? key.apiKey().allowedDomains() : List.of();
    }
}
