package com.osmtalk.server.agent;

import com.osmtalk.api.Agent;
import com.osmtalk.api.AgentDraft;
import com.osmtalk.api.AgentVersionDraft;
import com.osmtalk.server.dashboard.CallFigures;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.EntityTag;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Request;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** {@code /api/agents}: agents, their versions, how they have been doing, and what they may be made of. */
public final class AgentRoutes implements Feature {
    private final Agents agents;
    private final CallFigures figures;

    public AgentRoutes(Agents agents, CallFigures figures) {
        this.agents = agents;
        this.figures = figures;
    }

    @Override
    public void register(Router router) {
        router.get(
                "/api/agents",
                Access.ACCOUNT,
                request -> Response.ok(
                        agents.list(request.organizationId(), request.query().page())));
        router.post("/api/agents", Access.ACCOUNT, request -> {
            AgentDraft draft = request.body(AgentDraft.class);
            boolean isImport = isImport(request);
            return () -> {
                String id =
                        agents.create(request.organizationId(), draft, isImport).id();
                return tagged(Response::created, agents.answer(request.organizationId(), id, draft));
            };
        });
        router.get(
                "/api/agents/{id}",
                Access.ACCOUNT,
                request -> tagged(Response::ok, agents.withScript(request.organizationId(), request.path("id"))));
        router.put("/api/agents/{id}", Access.ACCOUNT, request -> {
            AgentDraft change = request.body(AgentDraft.class);
            boolean isImport = isImport(request);
            Predicate<String> isExpected = EntityTag.expected(request.header("If-Match"));
            return () -> {
                String id = agents.update(request.organizationId(), request.path("id"), change, isImport, isExpected)
                        .id();
                return tagged(Response::ok, agents.answer(request.organizationId(), id, change));
            };
        });
        router.delete("/api/agents/{id}", Access.ACCOUNT, request -> () -> {
            agents.delete(request.organizationId(), request.path("id"));
            return Response.noContent();
        });
        router.get("/api/agents/{id}/stats", Access.ACCOUNT, request -> {
            String id = agents.get(request.organizationId(), request.path("id")).id();
            return Response.ok(figures.ofAgent(request.reach(), id));
        });
        router.get("/api/platform/providers", Access.ACCOUNT, request -> Response.ok(agents.providers()));
        registerVersions(router);
    }

    private static boolean isImport(Request request) {
        return request.query().choice("import", Import.class).orElse(Import.FALSE) == Import.TRUE;
    }

    /** Whether an agent of another server is brought here. */
    private enum Import {
        TRUE,
        FALSE
    }

    private static Response tagged(Function<Object, Response> response, Agent agent) {
        return response.apply(agent).with(Map.of("ETag", EntityTag.of(Agents.state(agent))));
    }

    private void registerVersions(Router router) {
        router.get(
                "/api/agents/{id}/versions",
                Access.ACCOUNT,
                request -> Response.ok(agents.versions(
                        request.organizationId(),
                        request.path("id"),
                        request.query().page())));
        router.post("/api/agents/{id}/versions", Access.ACCOUNT, request -> {
            AgentVersionDraft version = request.body(AgentVersionDraft.class);
            return () -> Response.created(agents.publish(request.organizationId(), request.path("id"), version));
        });
        router.get(
                "/api/agents/{id}/versions/{version}",
                Access.ACCOUNT,
                request -> Response.ok(
                        agents.version(request.organizationId(), request.path("id"), request.path("version"))));
        router.post(
                "/api/agents/{id}/versions/{version}/rollback",
                Access.ACCOUNT,
                request -> () -> Response.created(
                        agents.rollback(request.organizationId(), request.path("id"), request.path("version"))));
    }
}
