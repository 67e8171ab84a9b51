package com.osmtalk.server.widget;

import com.osmtalk.api.PageRequest;
import com.osmtalk.server.agent.Agents;
import com.osmtalk.server.dashboard.CallFigures;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Request;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import com.osmtalk.server.number.Numbers;

/**
 * {@code /api/widget}, and {@code /api/dashboard} for people: which agents and numbers there are, and how the calls
 * went.
 */
public final class WidgetRoutes implements Feature {
    private final Agents agents;
    private final Numbers numbers;
    private final CallFigures figures;

    public WidgetRoutes(Agents agents, Numbers numbers, CallFigures figures) {
        this.agents = agents;
        this.numbers = numbers;
        this.figures = figures;
    }

    @Override
    public void register(Router router) {
        router.get("/api/widget/agents", Access.WIDGET_AGENTS, this::agents);
        router.get(
                "/api/widget/phone-numbers",
                Access.WIDGET_READ,
                request -> Response.ok(numbers.active(
                        request.organizationId(),
                        request.principal().onlyNumbers(),
                        request.query().page())));
        router.get("/api/widget/dashboard", Access.WIDGET_READ, this::dashboard);
        router.get("/api/dashboard", Access.ACCOUNT, this::dashboard);
    }

    private Response dashboard(Request request) {
        return Response.ok(figures.dashboard(
                request.reach(), request.query().time("from"), request.query().time("to")));
    }

    private Response agents(Request request) {
        PageRequest page = request.query().page();
        return Response.ok(request.principal()
                .onlyAgents()
                .map(only -> agents.summariesOf(request.organizationId(), only, page))
                .orElseGet(() -> agents.summaries(request.organizationId(), page)));
    }
}
