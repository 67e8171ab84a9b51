package com.osmtalk.server.eval;

import com.osmtalk.api.EvalCase;
import com.osmtalk.api.EvalCaseDraft;
import com.osmtalk.api.EvalRunAllRequest;
import com.osmtalk.api.EvalRunQuery;
import com.osmtalk.api.EvalRunRequest;
import com.osmtalk.api.EvalStatus;
import com.osmtalk.api.Simulation;
import com.osmtalk.api.SimulationRequest;
import com.osmtalk.server.http.Access;
import com.osmtalk.server.http.EntityTag;
import com.osmtalk.server.http.Feature;
import com.osmtalk.server.http.Query;
import com.osmtalk.server.http.Request;
import com.osmtalk.server.http.Response;
import com.osmtalk.server.http.Router;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** {@code /api/eval}: agents tried out with simulated people, by test cases or as somebody thinks of it. */
public final class EvalRoutes implements Feature {
    private static final EvalRunAllRequest ALL = new EvalRunAllRequest(null, null, null, null);

    private final Simulations simulations;
    private final EvalCases cases;
    private final EvalRuns runs;

    public EvalRoutes(Simulations simulations, EvalCases cases, EvalRuns runs) {
        this.simulations = simulations;
        this.cases = cases;
        this.runs = runs;
    }

    @Override
    public void register(Router router) {
        router.post("/api/eval/simulate", Access.ACCOUNT, request -> {
            Simulation simulation = simulations.run(request.organizationId(), request.body(SimulationRequest.class));
            return () -> Response.ok(simulation);
        });
        registerCases(router);
        registerRuns(router);
    }

    private void registerCases(Router router) {
        router.get("/api/eval/test-cases", Access.ACCOUNT, request -> {
            Query query = request.query();
            return Response.ok(
                    cases.list(request.organizationId(), query.text("agentId").orElse(null), query.page()));
        });
        router.post("/api/eval/test-cases", Access.ACCOUNT, request -> {
            EvalCaseDraft draft = request.body(EvalCaseDraft.class);
            return () -> tagged(Response::created, cases.create(request.organizationId(), draft));
        });
        router.get(
                "/api/eval/test-cases/{id}",
                Access.ACCOUNT,
                request -> tagged(Response::ok, cases.get(request.organizationId(), request.path("id"))));
        router.put("/api/eval/test-cases/{id}", Access.ACCOUNT, request -> {
            EvalCaseDraft change = request.body(EvalCaseDraft.class);
            Predicate<String> isExpected = EntityTag.expected(request.header("If-Match"));
            return () -> tagged(
                    Response::ok, cases.update(request.organizationId(), request.path("id"), change, isExpected));
        });
        router.delete("/api/eval/test-cases/{id}", Access.ACCOUNT, request -> () -> {
            cases.delete(request.organizationId(), request.path("id"));
            return Response.noContent();
        });
    }

    private void registerRuns(Router router) {
        router.post("/api/eval/test-cases/{id}/run", Access.ACCOUNT, request -> {
            EvalRunRequest run = hasNoBody(request) ? EvalRunRequest.CURRENT : request.body(EvalRunRequest.class);
            return () -> Response.created(runs.begin(request.organizationId(), request.path("id"), run));
        });
        router.post("/api/eval/run-all", Access.ACCOUNT, request -> {
            EvalRunAllRequest all = hasNoBody(request) ? ALL : request.body(EvalRunAllRequest.class);
            return () -> Response.created(runs.beginAll(request.organizationId(), all));
        });
        router.get("/api/eval/runs", Access.ACCOUNT, request -> {
            Query query = request.query();
            EvalRunQuery wanted = new EvalRunQuery(
                    query.text("testCaseId").orElse(null),
                    query.text("agentId").orElse(null),
                    query.choice("status", EvalStatus.class).orElse(null));
            return Response.ok(runs.list(request.organizationId(), wanted, query.page()));
        });
        router.get(
                "/api/eval/runs/{id}",
                Access.ACCOUNT,
                request -> Response.ok(runs.get(request.organizationId(), request.path("id"))));
    }

    private static Response tagged(Function<Object, Response> response, EvalCase testCase) {
        return response.apply(testCase).with(Map.of("ETag", EntityTag.of(EvalCases.state(testCase))));
    }

    private static boolean hasNoBody(Request request) {
        return request.rawBody().length == 0;
    }
}
