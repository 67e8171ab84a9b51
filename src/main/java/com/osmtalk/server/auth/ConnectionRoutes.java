package com.osmtalk.server.auth;

import com.osmtalk.api.AssistantApproval;
import com.osmtalk.api.AssistantConnection;
import com.osmtalk.api.AssistantLimits;
import com.osmtalk.api.Page;
import com.osmtalk.api.Role;
import com.osmtalk.api.User;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Request;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import com.osmtalk.server.identity.Principal;
import com.osmtalk.server.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Deciding what an assistant asks for, and the assistants that are connected; for people only. */
public final class ConnectionRoutes implements Feature {
    private static final String REQUEST = "/api/oauth/requests/{id}";
    private static final String CONNECTIONS = "/api/settings/connections";

    private final Consents consents;
    private final AssistantConnections connections;
    private final ConnectionUse use;

    public ConnectionRoutes(Consents consents, AssistantConnections connections, ConnectionUse use) {
        this.consents = consents;
        this.connections = connections;
        this.use = use;
    }

    @Override
    public void register(Router router) {
        router.get(REQUEST, Access.PERSON, request -> Response.ok(consents.look(request.path("id"), browser(request))));
        router.post(REQUEST + "/approve", Access.PERSON, request -> {
            AssistantApproval approval = request.body(AssistantApproval.class);
            Principal.Person person = (Principal.Person) request.principal();
            return () -> Response.ok(consents.approve(
                    person.user(), person.organizationId(), request.path("id"), browser(request), approval));
        });
        router.post(
                REQUEST + "/deny",
                Access.PERSON,
                request -> () -> Response.ok(consents.deny(request.path("id"), browser(request))));

        router.get(CONNECTIONS, Access.PERSON, request -> {
            String organizationId = request.organizationId();
            Page<AssistantConnection> page =
                    connections.list(organizationId, request.query().page());
            return Response.ok(new Page<>(
                    page.data().stream()
                            .map(connection -> withUse(organizationId, connection))
                            .toList(),
                    page.total(),
                    page.limit(),
                    page.offset(),
                    page.nextCursor()));
        });
        router.put(CONNECTIONS + "/{id}", Access.PERSON, request -> {
            AssistantLimits limits = request.body(AssistantLimits.class);
            requireOwnOrOwner(request);
            return () -> Response.ok(withUse(
                    request.organizationId(),
                    connections.change(request.organizationId(), request.path("id"), limits)));
        });
        router.delete(CONNECTIONS + "/{id}", Access.PERSON, request -> {
            requireOwnOrOwner(request);
            return () -> {
                connections.end(request.organizationId(), request.path("id"));
                return Response.noContent();
            };
        });
    }

    /** A member decides about the assistants that they have connected, an owner about all. */
    private void requireOwnOrOwner(Request request) {
        Principal.Person person = (Principal.Person) request.principal();
        User connectedBy = connections
                .require(request.organizationId(), request.path("id"))
                .user();
        if (person.role() != Role.OWNER && !person.user().equals(connectedBy)) {
            throw Problem.forbidden("Only an owner of this organisation may change or end what others have connected;"
                    + " this assistant was connected by " + connectedBy.email() + ".");
        }
    }

    private static @Nullable String browser(Request request) {
        return BrowserCookie.of(request.header("Cookie").orElse(null)).orElse(null);
    }

    private AssistantConnection withUse(String organizationId, AssistantConnection connection) {
        ConnectionUse.Used used = use.today(organizationId, connection.id());
        return new AssistantConnection(
                connection.id(),
                connection.clientName(),
                connection.clientHost(),
                connection.user(),
                connection.scopes(),
                connection.phoneNumberIds(),
                connection.maxCallsPerDay(),
                connection.maxSpendPerDay(),
                used.calls(),
                used.spent(),
                connection.createdAt(),
                connection.lastUsedAt());
    }
}
